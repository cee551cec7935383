"""What is indexed, compared and quoted is the same text, folded the same way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prakat.search.folding import PASSAGE, SEGMENT, flat, flat_with_map, passages, segments
from prakat.thai.normalise import fold

THAI = st.text(
    st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" \n.,()/-aZ9\u200b")
)
ANY = st.text() | THAI


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ปี พ.ศ. ๒๕๖๓", "ปี พ ศ 2563"),
        ("“มาตรการ” (ฉบับที่ ๒)", "มาตรการ ฉบับที่ 2"),
        ("นํ้าท่วม", "น้ำท่วม"),
        ("เเผน_ABC", "แผน abc"),
        ("...", ""),
    ],
)
def test_spellings_of_the_same_text_are_one(written, folded):
    assert flat(written) == folded


@given(ANY)
def test_nothing_but_words_and_single_spaces_is_left(text):
    folded = flat(text)
    assert folded == folded.strip()
    assert not set(folded) & set("\n\t_%\\\"'.,-()\u200b")
    assert "  " not in folded
    assert flat(fold(text)) == folded


@given(ANY)
def test_the_map_is_of_the_same_folding_and_never_falls(text):
    folded, offsets = flat_with_map(text)
    assert folded == flat(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(ANY)
def test_segments_are_short_lines(text):
    assert all(
        0 < len(segment) <= SEGMENT and segment.splitlines() == [segment] for segment in segments(text)
    )


@given(st.text(st.sampled_from("กขคฆ12ab \n"), max_size=2000))
def test_segments_keep_every_letter_in_order(text):
    assert "".join("".join(segments(text)).split()) == "".join(text.split())


def test_a_long_line_is_cut_at_spaces():
    line = " ".join(["องค์การบริหารส่วนตำบลโคกทราย"] * 40)
    found = list(segments(line))
    assert len(found) > 1
    assert " ".join(found) == line


@given(st.lists(st.text("ก", min_size=1, max_size=SEGMENT), max_size=60))
def test_passages_keep_the_segments_in_order_and_stay_short(pieces):
    groups = list(passages(pieces))
    assert [piece for group in groups for piece in group] == pieces
    assert all(sum(map(len, group)) <= PASSAGE for group in groups)
