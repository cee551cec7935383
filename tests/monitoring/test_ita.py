"""One row per O-item of a fiscal year, by that year's own list."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prakat.duties.rules import State
from prakat.monitoring import queries
from prakat.org.models import Agency

from .conftest import NOW, Publish


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "items"), [(2562, 48), (2565, 43), (2569, 26)])
def test_a_year_has_a_row_for_every_item(agency: Agency, year: int, items: int) -> None:
    found = queries.ita_year(year, NOW)
    assert (len(found.rows), found.stands_in_for) == (items, None)
    assert [row.code for row in found.rows] == [f"O{number}" for number in range(1, items + 1)]


@pytest.mark.django_db
def test_the_measure_is_evidence_of_o42_in_2562(agency: Agency, publish: Publish) -> None:
    publish("measure-publication", title="มาตรการ")
    row = next(row for row in queries.ita_year(2562, NOW).rows if row.code == "O42")
    assert row.title == "มาตรการเผยแพร่ข้อมูลต่อสาธารณะ"
    assert row.state is State.FULFILLED
    assert [link.title for link in row.evidence] == ["มาตรการ"]


@pytest.mark.django_db
def test_the_running_year_borrows_the_newest_list_and_says_so(agency: Agency) -> None:
    found = queries.ita_year(2570, NOW)
    assert (found.year, found.catalogue, found.stands_in_for) == (2570, "ITA-2569-LAO", 2570)


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2561, 2571])
def test_a_year_nobody_has_listed_is_said(agency: Agency, year: int) -> None:
    with pytest.raises(queries.NoListError):
        queries.ita_year(year, NOW)


@pytest.mark.django_db
def test_months_stand_in_one_row_with_the_worst_state(agency: Agency, publish: Publish) -> None:
    publish("proc-monthly", start="2025-10-01", end="2025-12-31")
    row = next(row for row in queries.ita_year(2569, NOW).rows if row.code == "O11")
    assert len(row.obligations) == 6
    assert row.state is State.OVERDUE
    assert len(row.evidence) == 1
    publish("proc-monthly", start="2026-01-01", end="2026-03-31", nothing=True)
    row = next(row for row in queries.ita_year(2569, NOW).rows if row.code == "O11")
    assert row.state is State.FULFILLED_LATE


@pytest.mark.django_db
def test_a_report_looks_back_on_the_year_before(agency: Agency) -> None:
    row = next(row for row in queries.ita_year(2569, NOW).rows if row.code == "O7")
    [obligation] = row.obligations
    assert obligation.period.start == dt.date(2024, 10, 1)


@given(states=st.lists(st.sampled_from(State), min_size=1))
def test_the_worst_state_is_one_of_them_and_no_other_is_worse(states: list[State]) -> None:
    found = queries.worst(states)
    assert found in states
    assert all(queries.WORST_FIRST.index(found) <= queries.WORST_FIRST.index(state) for state in states)
