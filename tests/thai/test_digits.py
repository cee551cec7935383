"""Thai and Arabic digits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prakat.thai.digits import to_arabic, to_thai


def test_digits_change_and_all_else_stays() -> None:
    """Only digits are touched."""
    assert to_arabic("ที่ นศ ๗๑๐๐๑/๑๒๓ และ 45") == "ที่ นศ 71001/123 และ 45"
    assert to_thai("พ.ศ. 2563") == "พ.ศ. ๒๕๖๓"


@given(st.integers(min_value=0))
def test_every_number_comes_back(number: int) -> None:
    """Writing a number in Thai digits and reading it again gives the number."""
    assert to_arabic(to_thai(str(number))) == str(number)


@given(st.text())
def test_both_directions_are_idempotent(text: str) -> None:
    """Doing it twice is doing it once."""
    assert to_arabic(to_arabic(text)) == to_arabic(text)
    assert to_thai(to_thai(text)) == to_thai(text)
