"""An obligation is in exactly one state, and evidence answers the period it speaks about."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prakat.duties import periods, rules
from prakat.duties.periods import Due, DueRule, Kind, Match, Part, Year
from prakat.duties.rules import ANSWERED, MISSING, Facts, State
from prakat.thai.worktime import WorkCalendar

CALENDAR = WorkCalendar()
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
FACTS = st.builds(
    Facts,
    due=st.none() | DAYS,
    lead_days=st.integers(min_value=0, max_value=60),
    answered_on=st.none() | DAYS,
    nothing_to_report=st.booleans(),
    excluded=st.booleans(),
)


@given(facts=FACTS, today=DAYS)
def test_states_are_total_and_exclude_each_other(facts: Facts, today: dt.date) -> None:
    """Every combination of facts has one state, and the state tells the facts apart."""
    state = rules.state(facts, today, CALENDAR)
    answered = facts.answered_on is not None and not facts.excluded
    assert (state is State.NOT_APPLICABLE) == facts.excluded
    assert (state in ANSWERED) == answered
    assert (state in MISSING) == (not facts.excluded and facts.answered_on is None)
    assert (state is State.NOTHING_TO_REPORT) == (answered and facts.nothing_to_report)


@given(facts=FACTS, today=DAYS)
def test_waiting_only_makes_what_is_missing_worse(facts: Facts, today: dt.date) -> None:
    order = [State.NOT_YET_DUE, State.DUE_SOON, State.OVERDUE]
    state = rules.state(facts, today, CALENDAR)
    later = rules.state(facts, today + dt.timedelta(days=1), CALENDAR)
    if state in MISSING:
        assert order.index(later) >= order.index(state)
    else:
        assert later is state


@given(due=DAYS, lead=st.integers(min_value=0, max_value=30))
def test_the_due_date_itself_is_still_in_time(due: dt.date, lead: int) -> None:
    assert rules.state(Facts(due, lead), due, CALENDAR) is State.DUE_SOON
    assert rules.state(Facts(due, lead), due + dt.timedelta(days=1), CALENDAR) is State.OVERDUE
    assert rules.state(Facts(due, lead, answered_on=due), due, CALENDAR) is State.FULFILLED
    late = due + dt.timedelta(days=1)
    assert rules.state(Facts(due, lead, answered_on=late), late, CALENDAR) is State.FULFILLED_LATE


def test_a_current_duty_without_evidence_is_overdue_at_once() -> None:
    assert rules.state(Facts(None, 10), dt.date(2026, 11, 23), CALENDAR) is State.OVERDUE


def test_the_groups_of_states_share_nothing_and_leave_out_only_not_applicable() -> None:
    assert set(State) - MISSING - ANSWERED == {State.NOT_APPLICABLE}
    assert not MISSING & ANSWERED


MONTHLY = DueRule(Kind.MONTH, due=Due(after="end", months=1))
REPORT = DueRule(Kind.FISCAL_YEAR, year=Year.PREVIOUS, due=Due(after="end", months=2))
PLAN = DueRule(Kind.FISCAL_YEAR, due=Due(after="start", months=1))
EVENTS = DueRule(Kind.EVENT, evidence=Match.TOUCHES, due=Due(after="end"))
LONG_PLAN = DueRule(Kind.MULTI_YEAR, due=Due(after="start", months=1))


@pytest.mark.parametrize(
    ("rule", "start", "end", "published", "answered"),
    [
        (MONTHLY, "2026-10-01", "2026-10-31", "2026-11-12", True),
        (MONTHLY, "2026-09-01", "2026-09-30", "2026-11-12", False),
        (MONTHLY, "2026-10-01", "2027-03-31", "2027-04-12", True),
        (MONTHLY, None, None, "2026-11-12", True),
        (MONTHLY, None, None, "2026-10-12", False),
        (REPORT, "2025-10-01", "2026-09-30", "2026-11-12", True),
        (REPORT, "2025-10-01", "2026-03-31", "2026-11-12", False),
        (REPORT, None, None, "2026-11-12", True),
        (REPORT, None, None, "2026-09-12", False),
        (PLAN, None, None, "2026-10-20", True),
        (PLAN, None, None, "2025-10-20", False),
        (EVENTS, "2026-11-01", "2026-11-01", "2026-11-02", True),
        (LONG_PLAN, "2022-10-01", "2027-09-30", "2022-08-01", True),
        (LONG_PLAN, None, None, "2022-08-01", True),
        (LONG_PLAN, None, None, "2015-08-01", False),
    ],
)
def test_what_answers_the_first_period_of_2570(
    rule: DueRule, start: str | None, end: str | None, published: str, answered: bool
) -> None:
    period = periods.periods(rule, 2570)[0]
    day = dt.date.fromisoformat
    about = (day(start) if start else None, day(end) if end else None)
    assert rules.answers(rule, period, *about, day(published)) is answered


@given(day=DAYS, start=st.none() | DAYS, end=st.none() | DAYS)
def test_a_current_duty_is_answered_by_whatever_is_public(
    day: dt.date, start: dt.date | None, end: dt.date | None
) -> None:
    rule = DueRule(Kind.CURRENT)
    assert rules.answers(rule, periods.periods(rule, 2570)[0], start, end, day)


@given(published=DAYS, rule=st.sampled_from([MONTHLY, REPORT, PLAN, EVENTS]))
def test_a_paper_without_a_period_counts_for_exactly_one(published: dt.date, rule: DueRule) -> None:
    """Windows of following periods follow each other: no paper counts twice, none falls between."""
    spans = [period for year in range(2560, 2576) for period in periods.periods(rule, year)]
    assert [rules.answers(rule, span, None, None, published) for span in spans].count(True) == 1


def test_the_first_half_of_the_months_is_october_to_march() -> None:
    rule = DueRule(Kind.MONTH, part=Part.FIRST_HALF, due=Due(after="end", months=1))
    assert [period.start.month for period in periods.periods(rule, 2570) if period.start] == [
        10,
        11,
        12,
        1,
        2,
        3,
    ]
