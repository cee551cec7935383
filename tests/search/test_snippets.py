"""A snippet is the original text, safe as HTML, with what was asked for marked."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prakat.search.folding import SEGMENT
from prakat.search.snippets import best_segment, excerpt, hits, marked
from prakat.search.terms import analyse

TEXT = st.text() | st.text(st.sampled_from("<>&\"'กาแำ่ํ๒2 \u200b"), max_size=40)


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("ประกาศ ณ วันที่ ๓ ตุลาคม พ.ศ. ๒๕๖๓", "2563", "ประกาศ ณ วันที่ ๓ ตุลาคม พ.ศ. <mark>๒๕๖๓</mark>"),
        ("ภาษี<b> & ค่าปรับ", "ค่าปรับ", "ภาษี&lt;b&gt; &amp; <mark>ค่าปรับ</mark>"),
        ("ระวังนํ้าท่วม", "น้ำท่วม", "ระวัง<mark>นํ้าท่วม</mark>"),
        ("เบี้ยยังชีพผู้สูงอายุ", "เบี้ยผู้สูงอายุ", "<mark>เบี้ย</mark>ยังชีพ<mark>ผู้สูงอายุ</mark>"),
        ("ไม่มีอะไรที่ตรงกัน", "ขยะ", "ไม่มีอะไรที่ตรงกัน"),
    ],
)
def test_hits_are_marked_in_the_original_spelling(text, query, shown):
    assert marked(text, analyse(query)) == shown


def test_question_words_are_not_marked():
    assert marked("ใครคือผู้รับผิดชอบ ขยะ", analyse("ขยะคือใคร")) == "ใครคือผู้รับผิดชอบ <mark>ขยะ</mark>"


@given(TEXT, TEXT)
def test_marking_only_adds_marks(text, query):
    shown = marked(text, analyse(query))
    assert html.unescape(re.sub("</?mark>", "", shown)) == text
    assert "<" not in re.sub("</?mark>", "", shown)


@given(TEXT, TEXT)
def test_hits_are_in_order_and_apart(text, query):
    found = hits(text, analyse(query))
    ends = [edge for span in found for edge in span]
    assert ends == sorted(set(ends))


def test_the_segment_that_holds_most_is_chosen():
    weights = {"ขยะ": 2.0, "ภาษ": 1.0}
    assert best_segment(["ภาษี", "ขยะ", "ภาษีขยะ"], weights) == 2
    assert best_segment(["ก", "ข"], weights) == 0
    assert best_segment([], weights) == 0


def test_short_segments_are_quoted_together_and_cuts_are_shown():
    assert excerpt(["หนึ่ง", "สอง", "สาม"], 1) == "… สอง สาม"
    assert excerpt(["ก" * SEGMENT, "ข"], 0) == "ก" * SEGMENT + " …"
    assert excerpt([], 0) == ""


def test_a_word_that_was_typed_is_marked_to_its_end():
    shown = marked("จึงกำหนดมาตรการในการเผยแพร่", analyse("มาตรการ"))
    assert shown == "จึงกำหนด<mark>มาตรการ</mark>ในการเผยแพร่"
