"""Working days and working time of an office, and the end of periods set by law.

Working time is wall-clock time in Asia/Bangkok between opening and closing on working days. There is no
lunch break: offices that serve citizens stay open through it, and a limit of "two hours" should mean
the same anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prakat.thai.zone import BANGKOK, in_bangkok

OPENS = time(8, 30)
CLOSES = time(16, 30)

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """When an office is open: Monday to Friday except `holidays`, from `opens` to `closes`.

    Both ends of a day are open moments, so that eight hours from 08.30 end at 16.30 on the same day.
    """

    holidays: frozenset[date] = frozenset()
    opens: time = OPENS
    closes: time = CLOSES

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"The office opens at {self.opens} but closes at {self.closes}.")

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens on `day`."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The first working day that is not before `day`: `day` itself when the office opens on it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; before it when `count` is negative.

        `day` itself is not counted. With 0, the first working day that is not before `day`.
        """
        if count == 0:
            return self.next_working_day(day)
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def add_working_time(self, moment: datetime, amount: timedelta) -> datetime:
        """The open moment, in Asia/Bangkok, at which `amount` of working time has passed since `moment`.

        Time outside office hours does not count; a start outside them waits for the next opening.
        ValueError for a negative amount or a moment without time zone.
        """
        if amount < timedelta(0):
            raise ValueError(f"Working time to add is negative: {amount}.")
        now = self._open_moment(_wall(moment))
        while (left_today := self._closing(now.date()) - now) < amount:
            amount -= left_today
            now = self._opening(self.next_working_day(now.date() + _DAY))
        return (now + amount).replace(tzinfo=BANGKOK)

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; negative when `end` is earlier.

        The inverse of `add_working_time`. ValueError for a moment without time zone.
        """
        first, last = _wall(start), _wall(end)
        if last < first:
            return -self.working_time_between(end, start)
        total = timedelta(0)
        day = first.date()
        while day <= last.date():
            total += self._open_within(day, first, last)
            day += _DAY
        return total

    def _open_within(self, day: date, first: datetime, last: datetime) -> timedelta:
        if not self.is_working_day(day):
            return timedelta(0)
        opened, closed = max(self._opening(day), first), min(self._closing(day), last)
        return max(closed - opened, timedelta(0))

    def _open_moment(self, now: datetime) -> datetime:
        """`now` if the office is open, else its next opening."""
        day = self.next_working_day(now.date())
        if day > now.date():
            return self._opening(day)
        if now > self._closing(day):
            return self._opening(self.next_working_day(day + _DAY))
        return max(now, self._opening(day))

    def _opening(self, day: date) -> datetime:
        return datetime.combine(day, self.opens)

    def _closing(self, day: date) -> datetime:
        return datetime.combine(day, self.closes)


def legal_deadline(start: date, days: int, calendar: WorkCalendar) -> date:
    """The last day of a period of `days` calendar days that runs from `start`.

    The first day is not counted (Civil and Commercial Code s.193/3; Administrative Procedure Act B.E.
    2539 s.64 paragraph one). A last day on which the office is closed moves to the next working day
    (Code s.193/8; Act s.64 paragraph three, for what a person must do). For an act that the officer
    owes under the Administrative Procedure Act, s.64 paragraph two counts the last day even when it is
    a holiday: give such duties an end that does not roll. ValueError for a negative number of days.
    """
    if days < 0:
        raise ValueError(f"A period of {days} days cannot be counted.")
    return calendar.next_working_day(start + timedelta(days=days))


def _wall(moment: datetime) -> datetime:
    return in_bangkok(moment).replace(tzinfo=None)
