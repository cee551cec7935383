"""Working days, working time and legal periods."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prakat.thai.holidays import load_seed
from prakat.thai.worktime import WorkCalendar, legal_deadline
from prakat.thai.zone import BANGKOK

OFFICE = WorkCalendar(frozenset(load_seed()))

days = st.dates(date(2020, 1, 1), date(2022, 12, 31))
moments = st.datetimes(
    datetime(2020, 1, 1), datetime(2022, 12, 31), timezones=st.sampled_from([BANGKOK, UTC])
)
amounts = st.timedeltas(timedelta(0), timedelta(hours=200))
calendars = st.builds(
    WorkCalendar,
    st.frozensets(days, max_size=40),
    st.times(time(5), time(11, 59)),
    st.times(time(12), time(22)),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def is_open(calendar: WorkCalendar, moment: datetime) -> bool:
    local = moment.astimezone(BANGKOK)
    return calendar.is_working_day(local.date()) and calendar.opens <= local.time() <= calendar.closes


def test_weekends_and_holidays_are_no_working_days() -> None:
    """Friday 23 October 2563 is a holiday; the office opens again on Monday."""
    assert OFFICE.is_working_day(date(2020, 10, 22))
    assert not OFFICE.is_working_day(date(2020, 10, 23))
    assert OFFICE.next_working_day(date(2020, 10, 23)) == date(2020, 10, 26)
    assert OFFICE.next_working_day(date(2020, 10, 26)) == date(2020, 10, 26)


def test_working_days_are_counted_from_the_day_after() -> None:
    """The first day is not counted; counting back works the same way."""
    assert OFFICE.add_working_days(date(2020, 10, 22), 1) == date(2020, 10, 26)
    assert OFFICE.add_working_days(date(2020, 10, 24), 1) == date(2020, 10, 26)
    assert OFFICE.add_working_days(date(2020, 10, 26), -1) == date(2020, 10, 22)
    assert OFFICE.add_working_days(date(2020, 10, 24), 0) == date(2020, 10, 26)


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2020-10-22 09:00", timedelta(hours=2), "2020-10-22 11:00"),
        ("2020-10-22 08:30", timedelta(hours=8), "2020-10-22 16:30"),
        ("2020-10-22 15:30", timedelta(hours=2), "2020-10-26 09:30"),
        ("2020-10-22 20:00", timedelta(minutes=30), "2020-10-26 09:00"),
        ("2020-10-24 10:00", timedelta(0), "2020-10-26 08:30"),
        ("2020-10-22 06:00", timedelta(hours=1), "2020-10-22 09:30"),
    ],
)
def test_working_time_passes_only_while_the_office_is_open(start: str, amount: timedelta, end: str) -> None:
    """Nights, weekends and holidays do not count; the closing moment still belongs to its day."""
    assert OFFICE.add_working_time(at(start), amount) == at(end)


def test_a_moment_in_utc_is_taken_to_the_office_clock() -> None:
    """03:00 UTC is 10:00 in the office."""
    end = OFFICE.add_working_time(datetime(2020, 10, 22, 3, tzinfo=UTC), timedelta(hours=1))
    assert end.isoformat() == "2020-10-22T11:00:00+07:00"


def test_nonsense_is_refused() -> None:
    """Moments without zone, negative amounts, and hours that end before they begin."""
    with pytest.raises(ValueError, match="no time zone"):
        OFFICE.add_working_time(datetime(2020, 10, 22, 9), timedelta(hours=1))
    with pytest.raises(ValueError, match="negative"):
        OFFICE.add_working_time(at("2020-10-22 09:00"), timedelta(minutes=-1))
    with pytest.raises(ValueError, match="opens at"):
        WorkCalendar(frozenset(), time(16), time(8))
    with pytest.raises(ValueError, match="-1 days"):
        legal_deadline(date(2020, 10, 22), -1, OFFICE)


@given(calendars, moments, amounts, amounts)
@settings(deadline=None)
def test_adding_twice_is_adding_the_sum(
    calendar: WorkCalendar, start: datetime, first: timedelta, second: timedelta
) -> None:
    """Adding working time is associative."""
    stepwise = calendar.add_working_time(calendar.add_working_time(start, first), second)
    assert stepwise == calendar.add_working_time(start, first + second)


@given(calendars, moments, amounts)
@settings(deadline=None)
def test_working_time_ends_while_the_office_is_open(
    calendar: WorkCalendar, start: datetime, amount: timedelta
) -> None:
    """A limit never falls into a closed moment nor before its start."""
    end = calendar.add_working_time(start, amount)
    assert is_open(calendar, end)
    assert end >= start


@given(calendars, moments, amounts)
@settings(deadline=None)
def test_the_time_between_undoes_adding(calendar: WorkCalendar, start: datetime, amount: timedelta) -> None:
    """What was added is what lies between, and looking back it is negative."""
    end = calendar.add_working_time(start, amount)
    assert calendar.working_time_between(start, end) == amount
    assert calendar.working_time_between(end, start) == -amount


@given(calendars, moments, moments, moments)
@settings(deadline=None, max_examples=30)
def test_time_between_adds_up(calendar: WorkCalendar, a: datetime, b: datetime, c: datetime) -> None:
    """From a to c is from a to b and from b to c, in whatever order they lie."""
    between = calendar.working_time_between
    assert between(a, b) + between(b, c) == between(a, c)


@given(calendars, days, st.integers(1, 60), st.integers(1, 60))
@settings(deadline=None)
def test_working_days_add_up_and_come_back(
    calendar: WorkCalendar, day: date, first: int, second: int
) -> None:
    """Counting in two goes is counting at once; counting back returns to a working day that was left."""
    end = calendar.add_working_days(day, first)
    assert calendar.is_working_day(end)
    assert calendar.add_working_days(end, second) == calendar.add_working_days(day, first + second)
    start = calendar.next_working_day(day)
    assert calendar.add_working_days(calendar.add_working_days(start, first), -first) == start


def test_a_legal_period_counts_calendar_days_after_the_first() -> None:
    """Thirty days from 22 September 2563 end on 22 October, a working day."""
    assert legal_deadline(date(2020, 9, 22), 30, OFFICE) == date(2020, 10, 22)


def test_a_legal_period_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    """15 days from 8 October 2563 end on a holiday before a weekend, so on Monday 26 October."""
    assert legal_deadline(date(2020, 10, 8), 15, OFFICE) == date(2020, 10, 26)


@given(calendars, days, st.integers(0, 400))
@settings(deadline=None)
def test_a_legal_period_is_never_shorter_and_ends_on_the_first_open_day(
    calendar: WorkCalendar, start: date, count: int
) -> None:
    """Between the last counted day and the deadline there is no working day."""
    end = legal_deadline(start, count, calendar)
    last = start + timedelta(days=count)
    assert calendar.is_working_day(end)
    assert not any(calendar.is_working_day(last + timedelta(days=n)) for n in range((end - last).days))
    assert end >= last
