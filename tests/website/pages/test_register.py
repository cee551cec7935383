"""The register in words: what is missing stands first, and every state has a word and a shape."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from prakat.duties.rules import State
from prakat.website.pages import register

TODAY = date(2026, 11, 23)


def line(state: str, due: date | None = None, unit: str = "กองคลัง") -> register.Line:
    return register.Line(
        anchor=state,
        code="O1",
        state=state,
        title=state,
        basis="",
        unit=unit,
        period="",
        due=due,
        due_words="",
        why="",
        today=TODAY,
    )


def test_every_state_has_a_look_and_a_word() -> None:
    assert {state.name for state in State} == set(register.LOOKS)
    assert all(register.state_word(state.name, None, TODAY) for state in State)


def test_states_differ_by_shape_or_word_and_not_only_by_colour() -> None:
    looks = {(register.LOOKS[s.name].icon, register.state_word(s.name, None, TODAY)) for s in State}
    assert len(looks) == len(State)


def test_what_is_overdue_stands_before_all_else_the_oldest_first() -> None:
    lines = [
        line("FULFILLED"),
        line("DUE_SOON", date(2026, 11, 30)),
        line("OVERDUE", date(2026, 11, 19)),
        line("OVERDUE", date(2026, 11, 17)),
    ]
    shown = [item for part in register.parts(lines) for item in part.lines]
    assert [item.due for item in shown[:3]] == [date(2026, 11, 17), date(2026, 11, 19), date(2026, 11, 30)]


def test_days_are_counted_in_the_word() -> None:
    assert "4" in register.state_word("OVERDUE", date(2026, 11, 19), TODAY)
    assert "7" in register.state_word("DUE_SOON", date(2026, 11, 30), TODAY)


@given(st.lists(st.sampled_from(sorted(register.LOOKS)), min_size=1, max_size=60))
def test_the_gauge_shows_every_line_once(states: list[str]) -> None:
    shown = register.gauge([line(state) for state in states])
    assert shown.total == len(states) == sum(part.count for part in shown.segments)
    assert sum(len(part.lines) for part in register.parts([line(state) for state in states])) == len(states)


def test_the_unit_that_owes_most_comes_first() -> None:
    counted = register.by_unit([line("FULFILLED", unit="ก"), line("OVERDUE", unit="ข")])
    assert [(row.unit, row.late, row.done) for row in counted] == [("ข", 1, 0), ("ก", 0, 1)]
