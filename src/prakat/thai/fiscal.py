"""The government's fiscal year: FY n runs from 1 October n−1 to 30 September n (Budget Procedure Act).

Years are Buddhist Era. The rule holds since FY 2505; earlier fiscal years had other bounds.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from prakat.thai.dates import ERA_OFFSET

_FIRST_MONTH = 10


class Span(NamedTuple):
    """Days from `start` to `end`, both included."""

    start: date
    end: date


def fiscal_year(day: date) -> int:
    """The fiscal year (Buddhist Era) to which `day` belongs: 1 October 2563 is in FY 2564."""
    return day.year + ERA_OFFSET + (day.month >= _FIRST_MONTH)


@dataclass(frozen=True, order=True)
class FiscalYear:
    """A fiscal year by its Buddhist Era number, with its parts in order of time."""

    number: int

    @property
    def start(self) -> date:
        """1 October of the year before."""
        return date(self.number - ERA_OFFSET - 1, _FIRST_MONTH, 1)

    @property
    def end(self) -> date:
        """30 September."""
        return date(self.number - ERA_OFFSET, _FIRST_MONTH - 1, 30)

    def contains(self, day: date) -> bool:
        """Whether `day` lies in this fiscal year."""
        return self.start <= day <= self.end

    def months(self) -> tuple[Span, ...]:
        """Twelve months, October first."""
        return tuple(self._parts(1))

    def quarters(self) -> tuple[Span, ...]:
        """Four quarters: October–December is the first."""
        return tuple(self._parts(3))

    def halves(self) -> tuple[Span, ...]:
        """Two halves: October–March (ครึ่งปีแรก) and April–September."""
        return tuple(self._parts(6))

    def _parts(self, length: int) -> Iterator[Span]:
        for offset in range(0, 12, length):
            first = self._month(offset)
            last = self._month(offset + length - 1)
            yield Span(first, last.replace(day=monthrange(last.year, last.month)[1]))

    def _month(self, offset: int) -> date:
        """First day of the month `offset` months after October."""
        years, month = divmod(_FIRST_MONTH - 1 + offset, 12)
        return date(self.start.year + years, month + 1, 1)
