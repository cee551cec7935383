"""Due dates are computed from rules, periods and the holiday table, never stored."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prakat.duties import periods
from prakat.duties.periods import Due, DueRule, Kind, Match, Part, Year
from prakat.thai.fiscal import fiscal_year
from prakat.thai.worktime import WorkCalendar

YEARS = st.integers(min_value=2500, max_value=2650)
HOLIDAYS = st.frozensets(st.dates(dt.date(1990, 1, 1), dt.date(2110, 1, 1)), max_size=40)
PERIODIC = [kind for kind in Kind if kind is not Kind.CURRENT]


@st.composite
def dues(draw: st.DrawFn) -> Due:
    rolls = draw(st.booleans())
    if draw(st.booleans()):
        day = draw(st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
        return Due(by=(day.month, day.day), rolls=rolls)
    after = draw(st.sampled_from(["start", "end"]))
    return Due(after=after, months=draw(st.integers(min_value=after == "start", max_value=12)), rolls=rolls)


@st.composite
def rules_(draw: st.DrawFn) -> DueRule:
    kind = draw(st.sampled_from(Kind))
    parts = {Kind.HALF_YEAR: [Part.ALL, Part.FIRST]}.get(kind, [Part.ALL])
    if kind in (Kind.MONTH, Kind.QUARTER):
        parts = [Part.ALL, Part.FIRST_HALF]
    return DueRule(
        kind=kind,
        year=draw(st.sampled_from(Year)),
        part=draw(st.sampled_from(parts)),
        evidence=draw(st.sampled_from(Match)),
        due=None if kind is Kind.CURRENT else draw(dues()),
    )


@given(rule=rules_(), year=YEARS, holidays=HOLIDAYS)
def test_a_rolling_due_date_is_a_working_day(rule: DueRule, year: int, holidays: frozenset[dt.date]) -> None:
    calendar = WorkCalendar(holidays)
    for period in periods.periods(rule, year):
        due = periods.due_date(rule, period, calendar)
        nominal = periods.nominal_date(rule, period)
        if rule.due is None:
            assert due is None
        elif due is not None and nominal is not None:
            assert due == nominal or rule.due.rolls
            assert due >= nominal
            assert calendar.is_working_day(due) or not rule.due.rolls


@given(rule=rules_().filter(lambda rule: rule.due is not None and rule.due.rolls), year=YEARS)
def test_a_holiday_announced_on_the_due_date_moves_it(rule: DueRule, year: int) -> None:
    period = periods.periods(rule, year)[0]
    before = periods.due_date(rule, period, WorkCalendar())
    assert before is not None
    after = periods.due_date(rule, period, WorkCalendar(frozenset({before})))
    assert after is not None
    assert after > before


@given(kind=st.sampled_from(PERIODIC), year=YEARS)
def test_the_parts_of_a_year_follow_each_other_without_a_gap(kind: Kind, year: int) -> None:
    found = periods.periods(DueRule(kind, due=Due(after="end", months=1)), year)
    for one, following in itertools.pairwise(found):
        assert one.end is not None
        assert following.start == one.end + dt.timedelta(days=1)


@given(year=YEARS, kind=st.sampled_from([Kind.FISCAL_YEAR, Kind.HALF_YEAR, Kind.QUARTER, Kind.MONTH]))
def test_a_fiscal_year_runs_from_october_to_september(year: int, kind: Kind) -> None:
    found = periods.periods(DueRule(kind, due=Due(after="end", months=1)), year)
    assert found[0].start == dt.date(year - 544, 10, 1)
    assert found[-1].end == dt.date(year - 543, 9, 30)
    for period in found:
        assert period.start is not None
        assert period.end is not None
        assert fiscal_year(period.start) == fiscal_year(period.end) == year


@given(rule=rules_())
def test_a_rule_survives_the_database(rule: DueRule) -> None:
    assert periods.from_json(periods.to_json(rule)) == rule


@given(rule=rules_().filter(lambda rule: rule.due is not None), year=YEARS)
def test_a_report_opens_when_its_period_is_over(rule: DueRule, year: int) -> None:
    for period in periods.periods(rule, year):
        opens = periods.opens_on(rule, period)
        assert opens is not None
        assert period.start is not None
        assert period.end is not None
        assert opens in (period.start, period.end + dt.timedelta(days=1))
        if rule.year is Year.PREVIOUS:
            assert opens > period.end


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (DueRule(Kind.FISCAL_YEAR, due=Due(after="start", months=1)), "2026-11-02"),
        (DueRule(Kind.FISCAL_YEAR, due=Due(after="start", months=1, rolls=False)), "2026-10-31"),
        (DueRule(Kind.FISCAL_YEAR, year=Year.PREVIOUS, due=Due(after="end", months=2)), "2026-11-30"),
        (DueRule(Kind.HALF_YEAR, part=Part.FIRST, due=Due(after="end", months=1)), "2027-04-30"),
        (DueRule(Kind.MONTH, due=Due(after="end", months=1)), "2026-11-30"),
        (DueRule(Kind.CALENDAR_YEAR, due=Due(after="start", months=1)), "2027-02-01"),
        (DueRule(Kind.FISCAL_YEAR, due=Due(by=(4, 30))), "2027-04-30"),
        (DueRule(Kind.FISCAL_YEAR, due=Due(by=(12, 31))), "2026-12-31"),
        (DueRule(Kind.EVENT, due=Due(after="end")), "2027-09-30"),
    ],
)
def test_due_dates_of_fiscal_year_2570(rule: DueRule, due: str) -> None:
    first = periods.periods(rule, 2570)[0]
    assert periods.due_date(rule, first, WorkCalendar()) == dt.date.fromisoformat(due)


def test_only_a_current_duty_has_no_due_date() -> None:
    with pytest.raises(ValueError, match="current duty"):
        DueRule(Kind.CURRENT, due=Due(after="end", months=1))
    with pytest.raises(ValueError, match="current duty"):
        DueRule(Kind.MONTH)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"after": "end", "by": (4, 30)},
        {"after": "before", "months": 1},
        {"after": "end", "months": 25},
        {"after": "start", "months": 0},
        {"by": (2, 30)},
    ],
)
def test_a_due_that_means_nothing_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Due(**broken)


@pytest.mark.parametrize(
    ("kind", "part"),
    [(Kind.MONTH, Part.FIRST), (Kind.FISCAL_YEAR, Part.FIRST_HALF), (Kind.HALF_YEAR, Part.FIRST_HALF)],
)
def test_a_part_belongs_to_its_kind(kind: Kind, part: Part) -> None:
    with pytest.raises(ValueError, match="part"):
        DueRule(kind, part=part, due=Due(after="end", months=1))


@given(rule=rules_(), year=YEARS)
def test_every_period_can_be_named(rule: DueRule, year: int) -> None:
    labels = [period.label for period in periods.periods(rule, year)]
    assert all(labels)
    assert len(set(labels)) == len(labels)
