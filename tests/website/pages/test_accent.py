"""Any colour an agency chooses becomes one that everybody can read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prakat.website.pages import accent

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(colours)
def test_every_accent_is_readable_on_paper_and_under_its_own_text(colour: str) -> None:
    made = accent.palette(colour)
    assert accent.contrast(made.accent, accent.PAPER) >= 7
    assert accent.contrast(made.on_accent, made.accent) >= 4.5
    assert accent.contrast(made.dark_accent, accent.DARK_PAPER) >= 7
    assert accent.contrast(made.dark_on_accent, made.dark_accent) >= 4.5


def test_a_colour_that_is_readable_already_stays_as_it_is() -> None:
    assert accent.palette("#0b5a55").accent == "#0b5a55"


def test_contrast_is_that_of_wcag() -> None:
    assert round(accent.contrast("#000000", "#ffffff"), 1) == 21.0
