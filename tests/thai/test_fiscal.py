"""The fiscal year, 1 October to 30 September."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from prakat.thai.fiscal import FiscalYear, Span, fiscal_year

days = st.dates(date(1961, 10, 1), date(2199, 12, 31))
years = st.builds(FiscalYear, st.integers(2505, 2742))


def test_fiscal_year_2564() -> None:
    """It runs from 1 October 2563 to 30 September 2564."""
    assert fiscal_year(date(2020, 9, 30)) == 2563
    assert fiscal_year(date(2020, 10, 1)) == 2564
    year = FiscalYear(2564)
    assert (year.start, year.end) == (date(2020, 10, 1), date(2021, 9, 30))
    assert year.quarters()[1] == Span(date(2021, 1, 1), date(2021, 3, 31))
    assert year.halves()[0] == Span(date(2020, 10, 1), date(2021, 3, 31))
    assert year.months()[4] == Span(date(2021, 2, 1), date(2021, 2, 28))


@given(days)
def test_a_day_lies_in_its_fiscal_year_and_in_no_neighbour(day: date) -> None:
    """Every day belongs to exactly one fiscal year."""
    number = fiscal_year(day)
    assert [FiscalYear(number + step).contains(day) for step in (-1, 0, 1)] == [False, True, False]


@given(years)
def test_the_parts_fill_the_year_without_gap(year: FiscalYear) -> None:
    """Months, quarters and halves follow each other from the first day to the last."""
    for parts, count in ((year.months(), 12), (year.quarters(), 4), (year.halves(), 2)):
        assert len(parts) == count
        assert (parts[0].start, parts[-1].end) == (year.start, year.end)
        for earlier, later in pairwise(parts):
            assert later.start - earlier.end == timedelta(days=1)
