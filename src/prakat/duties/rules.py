"""How an obligation stands and what answers it: pure functions. The dates are in ``periods``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from prakat.duties.periods import DueRule, Kind, Match, Period, last_expected, opens_on
from prakat.thai.worktime import WorkCalendar


class State(StrEnum):
    """How an obligation stands."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    NOT_YET_DUE = "not_yet_due"
    FULFILLED_LATE = "fulfilled_late"
    FULFILLED = "fulfilled"
    NOTHING_TO_REPORT = "nothing_to_report"
    NOT_APPLICABLE = "not_applicable"


MISSING = frozenset({State.OVERDUE, State.DUE_SOON, State.NOT_YET_DUE})
ANSWERED = frozenset({State.FULFILLED, State.FULFILLED_LATE, State.NOTHING_TO_REPORT})


@dataclass(frozen=True)
class Facts:
    """What the state of one obligation depends on.

    ``answered_on``: the day since which evidence answers all that the duty asks; None while some is missing.
    """

    due: dt.date | None
    lead_days: int
    """Working days before the due date from which it is due soon."""
    answered_on: dt.date | None = None
    nothing_to_report: bool = False
    excluded: bool = False


def state(facts: Facts, today: dt.date, calendar: WorkCalendar) -> State:
    """How an obligation stands on a day; without a due date it is overdue as long as nothing answers it."""
    if facts.excluded:
        return State.NOT_APPLICABLE
    if facts.answered_on is not None:
        return _answered(facts, facts.answered_on)
    if facts.due is None or today > facts.due:
        return State.OVERDUE
    if calendar.add_working_days(today, facts.lead_days) >= facts.due:
        return State.DUE_SOON
    return State.NOT_YET_DUE


def _answered(facts: Facts, answered_on: dt.date) -> State:
    if facts.nothing_to_report:
        return State.NOTHING_TO_REPORT
    if facts.due is not None and answered_on > facts.due:
        return State.FULFILLED_LATE
    return State.FULFILLED


def answers(
    rule: DueRule, period: Period, start: dt.date | None, end: dt.date | None, published: dt.date
) -> bool:
    """Whether a publication about these days, first public on that day, answers the duty for the period.

    Without a stated period it counts where it could be expected: for the period running when it was
    published, or for reports the one that had just ended. A plan of several years counts for five.
    """
    if period.start is None or period.end is None:
        return True
    if start is None or end is None:
        return _expected(rule, period, published)
    if rule.evidence is Match.TOUCHES:
        return start <= period.end and end >= period.start
    return start <= period.start and end >= period.end


def _expected(rule: DueRule, period: Period, published: dt.date) -> bool:
    if period.start is None or period.end is None:
        return True
    if rule.kind is Kind.MULTI_YEAR:
        return period.start - dt.timedelta(days=5 * 365) <= published <= period.end
    opens, last = opens_on(rule, period), last_expected(rule, period)
    return opens is not None and last is not None and opens <= published <= last
