"""What is true of cases and steps: pure functions over loaded rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from prakat.org.models import Appointment, Position
from prakat.procedure.models import Step
from prakat.thai.worktime import WorkCalendar


class Check(StrEnum):
    """The four words of the announcement's preamble, as the central unit's checklist."""

    CORRECT = "correct"
    COMPLETE = "complete"
    CLEAR = "clear"
    CURRENT = "current"


@dataclass(frozen=True)
class Answer:
    """Who decides a step now: the position that answers and the people who hold it, the drafter left out."""

    step: Step
    position: Position
    holders: tuple[Appointment, ...]

    def appointment_of(self, user_id: int) -> Appointment | None:
        return next((holder for holder in self.holders if holder.user_id == user_id), None)


def step_due(entered_at: datetime, limit_minutes: int, calendar: WorkCalendar) -> datetime:
    """When a step that was entered at a moment runs out, counted in working time."""
    return calendar.add_working_time(entered_at, timedelta(minutes=limit_minutes))


def steps_decided_together(answers: Sequence[Answer], user_id: int) -> list[Answer]:
    """The consecutive steps, from the current one on, that one person answers: nobody is asked twice."""
    together: list[Answer] = []
    for answer in answers:
        if answer.appointment_of(user_id) is None:
            break
        together.append(answer)
    return together


def missing_checks(answers: Sequence[Answer], checklist: Sequence[str]) -> list[Check]:
    """Which of the four words still have to be confirmed before these steps can be approved."""
    if not any(answer.step.station == Step.Station.CHECK for answer in answers):
        return []
    return [check for check in Check if check not in checklist]
