"""When a duty comes back and when it is due: pure functions over rules, periods and the calendar.

Nothing here is stored: a holiday announced this morning moves every date that is asked for afterwards.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from prakat.thai.dates import ERA_OFFSET
from prakat.thai.fiscal import FiscalYear, Span, fiscal_year
from prakat.thai.worktime import WorkCalendar


class Kind(StrEnum):
    """How often a duty comes back. A current duty has no period: it must be public at all times."""

    CURRENT = "current"
    FISCAL_YEAR = "fiscal_year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    EVENT = "event"
    MULTI_YEAR = "multi_year"
    CALENDAR_YEAR = "calendar_year"


class Year(StrEnum):
    """Which year an assessed fiscal year asks about: reports look back on the previous one."""

    CURRENT = "current"
    PREVIOUS = "previous"


class Part(StrEnum):
    """Which part of the year counts: ITA asks for the first half only of half-yearly and monthly matters."""

    ALL = "all"
    FIRST = "first"
    FIRST_HALF = "first_half"


class Match(StrEnum):
    """What a publication's own period must do to answer: cover the whole period, or touch it."""

    COVERS = "covers"
    TOUCHES = "touches"


@dataclass(frozen=True)
class Due:
    """The last day of the n-th month after a period's start or end, or a fixed day of the assessed year.

    ``rolls``: a due date on a closed day moves to the next working day (Civil Code s.193/8).
    """

    after: str = ""
    months: int = 0
    by: tuple[int, int] | None = None
    rolls: bool = True

    def __post_init__(self) -> None:
        if (self.by is None) == (self.after == ""):
            raise ValueError("due needs either 'after' with 'months', or 'by'")
        if self.after not in ("", "start", "end"):
            raise ValueError(f"due.after is 'start' or 'end', not {self.after!r}")
        if not 0 <= self.months <= 24:
            raise ValueError("due.months lies between 0 and 24")
        if self.after == "start" and self.months == 0:
            raise ValueError("due.after 'start' needs at least one month")
        if self.by is not None:
            dt.date(2023, *self.by)


@dataclass(frozen=True)
class DueRule:
    """How a duty repeats, which year it looks at, when it is due, and what answers it."""

    kind: Kind
    year: Year = Year.CURRENT
    part: Part = Part.ALL
    evidence: Match = Match.COVERS
    due: Due | None = None

    def __post_init__(self) -> None:
        if (self.kind is Kind.CURRENT) != (self.due is None):
            raise ValueError("a current duty has no due date, every other kind has one")
        if self.part is Part.FIRST and self.kind is not Kind.HALF_YEAR:
            raise ValueError("part 'first' is for half_year")
        if self.part is Part.FIRST_HALF and self.kind not in (Kind.MONTH, Kind.QUARTER):
            raise ValueError("part 'first_half' is for month and quarter")


@dataclass(frozen=True, order=True)
class Period:
    """The days a duty is about, both included, and the fiscal year in which it is assessed."""

    start: dt.date | None
    end: dt.date | None
    kind: Kind
    assessed: int
    """Fiscal year (Buddhist Era)."""

    @property
    def label(self) -> str:
        """The period in words, in the language of the screen."""
        if self.start is None or self.end is None:
            return _("at all times")
        year = fiscal_year(self.start)
        if self.kind is Kind.MONTH:
            return f"{MONTHS_3[self.start.month]} {self.start.year + ERA_OFFSET}"
        if self.kind is Kind.QUARTER:
            return _("quarter %(n)s/%(year)s") % {"n": _months_into(self.start) // 3 + 1, "year": year}
        if self.kind is Kind.HALF_YEAR:
            half = (
                _("first half of %(year)s") if _months_into(self.start) == 0 else _("second half of %(year)s")
            )
            return half % {"year": year}
        if self.kind is Kind.CALENDAR_YEAR:
            return _("calendar year %(year)s") % {"year": self.start.year + ERA_OFFSET}
        return _("fiscal year %(year)s") % {"year": year}


def _months_into(day: dt.date) -> int:
    """Months since October, the first of the fiscal year."""
    return (day.month - 10) % 12


def periods(rule: DueRule, assessed: int) -> list[Period]:
    """The periods that a fiscal year (Buddhist Era) asks about, in order of time."""
    if rule.kind is Kind.CURRENT:
        return [Period(None, None, rule.kind, assessed)]
    year = assessed - (rule.year is Year.PREVIOUS)
    spans = _spans(rule.kind, year)
    if rule.part is not Part.ALL:
        spans = spans[: max(1, len(spans) // 2)]
    return [Period(span.start, span.end, rule.kind, assessed) for span in spans]


def _spans(kind: Kind, year: int) -> list[Span]:
    fiscal = FiscalYear(year)
    if kind is Kind.HALF_YEAR:
        return list(fiscal.halves())
    if kind is Kind.QUARTER:
        return list(fiscal.quarters())
    if kind is Kind.MONTH:
        return list(fiscal.months())
    if kind is Kind.CALENDAR_YEAR:
        return [Span(dt.date(year - ERA_OFFSET, 1, 1), dt.date(year - ERA_OFFSET, 12, 31))]
    return [Span(fiscal.start, fiscal.end)]


def nominal_date(rule: DueRule, period: Period) -> dt.date | None:
    """The due date before closed days are looked at; None for a duty that holds at all times."""
    if rule.due is None or period.start is None or period.end is None:
        return None
    if rule.due.by is not None:
        return _day_in_fiscal_year(period.assessed, *rule.due.by)
    anchor = period.end if rule.due.after == "end" else period.start - dt.timedelta(days=1)
    return month_end(anchor, rule.due.months)


def due_date(rule: DueRule, period: Period, calendar: WorkCalendar) -> dt.date | None:
    """The last day in time. A closed day rolls over to the next working day where the rule says so."""
    nominal = nominal_date(rule, period)
    if nominal is None or rule.due is None or not rule.due.rolls:
        return nominal
    return calendar.next_working_day(nominal)


def month_end(day: dt.date, months: int) -> dt.date:
    """The last day of the month that lies so many months after a day's own."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, monthrange(year, month + 1)[1])


def _day_in_fiscal_year(year: int, month: int, day: int) -> dt.date:
    start = FiscalYear(year).start
    return dt.date(start.year + (month < start.month), month, day)


def last_expected(rule: DueRule, period: Period) -> dt.date | None:
    """The last day on which a paper that states no period is taken to be about this one.

    The windows from ``opens_on`` to this day follow each other without a gap, as the periods do.
    """
    if period.start is None or period.end is None or opens_on(rule, period) == period.start:
        return period.end
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    return month_end(period.end, months)


def opens_on(rule: DueRule, period: Period) -> dt.date | None:
    """The first day on which the duty can be answered: a period's first, for reports the day after it."""
    if rule.due is not None and rule.due.after == "end" and rule.kind is not Kind.EVENT and period.end:
        return period.end + dt.timedelta(days=1)
    if rule.year is Year.PREVIOUS and period.end:
        return period.end + dt.timedelta(days=1)
    return period.start


def to_json(rule: DueRule) -> dict[str, Any]:
    """The rule as the database keeps it; ``from_json`` reads it back."""
    kept: dict[str, Any] = {
        "kind": rule.kind.value,
        "year": rule.year.value,
        "part": rule.part.value,
        "evidence": rule.evidence.value,
    }
    if rule.due is not None:
        by = list(rule.due.by) if rule.due.by else None
        kept["due"] = {"after": rule.due.after, "months": rule.due.months, "by": by, "rolls": rule.due.rolls}
    return kept


def from_json(kept: dict[str, Any]) -> DueRule:
    """The rule that ``to_json`` wrote."""
    due = kept.get("due")
    return DueRule(
        kind=Kind(kept["kind"]),
        year=Year(kept["year"]),
        part=Part(kept["part"]),
        evidence=Match(kept["evidence"]),
        due=due and Due(due["after"], due["months"], tuple(due["by"]) if due["by"] else None, due["rolls"]),
    )
