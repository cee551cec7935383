from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from prakat.org import queries as org
from prakat.org.models import Position, Unit, User
from prakat.procedure import rules
from prakat.procedure.models import Case, Decision, Procedure, Step

STANDARD = "standard"
DECIDED = {
    Step.Station.REVIEW: Position.Role.HEAD,
    Step.Station.CHECK: Position.Role.INFO_OFFICER,
    Step.Station.APPROVE: Position.Role.PALAD,
}


class NoProcedure(LookupError):
    """No procedure is in force: ``prakat init`` adopts the standard one."""


@dataclass(frozen=True)
class Waiting:
    """A case as it stands before one person: what they would decide, and until when."""

    case: Case
    answers: tuple[rules.Answer, ...]
    due: datetime


def procedures_in_force(now: datetime) -> list[Procedure]:
    """The version in force of each procedure, with its steps."""
    newest: dict[str, Procedure] = {}
    for row in (
        Procedure.objects.filter(in_force_from__lte=now).order_by("code", "version").prefetch_related("steps")
    ):
        newest[row.code] = row
    return list(newest.values())


def procedure_for(kind: str, now: datetime) -> Procedure:
    """The procedure a publication of this kind follows now; its own, or the standard one."""
    in_force = {row.code: row for row in procedures_in_force(now)}
    chosen = in_force.get(kind) or in_force.get(STANDARD)
    if chosen is None:
        raise NoProcedure("no procedure is in force")
    return chosen


def deciding_steps(procedure: Procedure) -> list[Step]:
    return [step for step in procedure.steps.all() if step.station != Step.Station.DRAFT]


def base_position(step: Step, unit: Unit, positions: Iterable[Position]) -> Position:
    """The position named for a step; a unit without a head is the palad's to review."""
    role = DECIDED[Step.Station(step.station)]
    named = [row for row in positions if row.role == role]
    if role == Position.Role.HEAD:
        named = [row for row in named if row.unit_id == unit.pk]
    return named[0] if named else next(row for row in positions if row.role == Position.Role.PALAD)


def answer_for(step: Step, unit: Unit, drafter: User, hierarchy: org.Hierarchy) -> rules.Answer:
    """Who decides a step: the named position, else the next one up, never the drafter."""
    base = base_position(step, unit, hierarchy.positions.values())
    position, holders = hierarchy.answering(base.pk, without=drafter.pk)
    return rules.Answer(step, position, tuple(holders))


def answers_ahead(case: Case, now: datetime) -> list[rules.Answer]:
    """Who decides the current step and each one after it, as things stand now."""
    hierarchy = org.hierarchy(timezone.localdate(now))
    ahead = [step for step in deciding_steps(case.procedure) if step.order >= case.step.order]
    return [answer_for(step, case.unit, case.drafter, hierarchy) for step in ahead]


def due(case: Case) -> datetime:
    """When the current step runs out, by the holidays known now."""
    return rules.step_due(case.entered_at, case.step.limit_minutes, org.calendar())


def open_cases() -> list[Case]:
    rows = Case.objects.filter(state=Case.State.OPEN).order_by("entered_at")
    rows = rows.select_related("edition", "procedure", "step", "unit", "drafter")
    return list(rows.prefetch_related("procedure__steps"))


def waiting_for(user: User, now: datetime) -> list[Waiting]:
    """The cases this person can decide now, the most urgent first; the same rule guards each case's page."""
    hierarchy = org.hierarchy(timezone.localdate(now))
    calendar = org.calendar()
    found = []
    for case in open_cases():
        ahead = [step for step in deciding_steps(case.procedure) if step.order >= case.step.order]
        answers = [answer_for(step, case.unit, case.drafter, hierarchy) for step in ahead]
        together = rules.steps_decided_together(answers, user.pk)
        if together:
            until = rules.step_due(case.entered_at, case.step.limit_minutes, calendar)
            found.append(Waiting(case, tuple(together), until))
    return sorted(found, key=lambda waiting: waiting.due)


def decidable(case: Case, user: User, now: datetime) -> list[rules.Answer]:
    """The steps of an open case that this person decides now, together; empty when it is not theirs."""
    if case.state != Case.State.OPEN:
        return []
    return rules.steps_decided_together(answers_ahead(case, now), user.pk)


def latest_case(publication: UUID | str) -> Case | None:
    rows = Case.objects.filter(publication=publication).order_by("-edition__number")
    return rows.select_related("edition", "step", "procedure", "unit", "drafter").first()


def decisions_of(publication: UUID | str) -> list[Decision]:
    rows = Decision.objects.filter(case__publication=publication)
    return list(rows.select_related("case__edition", "step", "position", "appointment", "by"))


def returned_to(user: User) -> list[Decision]:
    """Drafts of this person that came back and were not sent again: the decision says why."""
    rows = Decision.objects.filter(
        outcome=Decision.Outcome.RETURN, case__drafter=user, case__state=Case.State.RETURNED
    ).select_related("case__edition", "step", "position")
    return [row for row in rows if latest_case(row.case.publication) == row.case]
