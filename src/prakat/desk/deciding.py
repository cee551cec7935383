"""What the decision screen says: the steps with their decisions, the checklist, in which capacity one decides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prakat.org import queries as org
from prakat.org.models import Position
from prakat.procedure import queries
from prakat.procedure.models import Case, Decision, Step
from prakat.procedure.rules import Answer, Check

EXPLAINED: dict[Check, tuple[str | Promise, str | Promise]] = {
    Check.CORRECT: (
        _("Correct in substance"),
        _("It says what the signed original says: names, numbers, dates."),
    ),
    Check.COMPLETE: (
        _("Complete in its parts"),
        _("Every part that the duty asks for is there, and every file opens."),
    ),
    Check.CLEAR: (
        _("Clear to read"),
        _("A reader without legal words understands the subject and the summary."),
    ),
    Check.CURRENT: (
        _("Current for its period"),
        _("It is the newest there is, and names the period it covers."),
    ),
}


@dataclass(frozen=True)
class Tick:
    """One word of the checklist, with what to look at."""

    code: str
    word: str | Promise
    meaning: str | Promise
    ticked: bool


@dataclass(frozen=True)
class Station:
    """A step of the case: decided, being decided, or still ahead."""

    step: Step
    position: Position | None
    decision: Decision | None
    current: bool


def checks(answers: Sequence[Answer], ticked: Collection[str]) -> list[Tick]:
    """The four words, when a check is among the steps this person decides."""
    if not any(answer.step.station == Step.Station.CHECK for answer in answers):
        return []
    return [
        Tick(check.value, word, meaning, check.value in ticked)
        for check, (word, meaning) in EXPLAINED.items()
    ]


def publishes(case: Case, answers: Sequence[Answer]) -> bool:
    """Whether approving now is the last decision."""
    steps = queries.deciding_steps(case.procedure)
    return bool(answers) and answers[-1].step.pk == steps[-1].pk


def capacities(answers: Sequence[Answer]) -> list[str]:
    """In which capacities these steps are decided, each once, in the words of a signature block."""
    said: dict[int, str] = {}
    for answer in answers:
        said.setdefault(answer.position.pk, " ".join(org.signature_lines(answer.holders[0])))
    return list(said.values())


def stations(case: Case, now: datetime) -> list[Station]:
    """The whole way of the case: what was decided by whom, who decides now, who comes after."""
    decided = {row.step_id: row for row in case.decisions.select_related("position", "step", "by")}
    ahead = {}
    if case.state == Case.State.OPEN:
        ahead = {answer.step.pk: answer.position for answer in queries.answers_ahead(case, now)}
    found = []
    for step in queries.deciding_steps(case.procedure):
        decision = decided.get(step.pk)
        position = decision.position if decision else ahead.get(step.pk)
        current = case.state == Case.State.OPEN and step.pk == case.step_id
        found.append(Station(step, position, decision, current))
    return found
