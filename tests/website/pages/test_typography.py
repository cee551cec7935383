"""Thai keeps its words together on screens, and nothing is added that copying or searching would meet."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from prakat.website import typography

NAMES = ("โคกทราย", "ป่าบอน")


def bare(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html).replace(typography.NBSP, " ")


def test_a_place_name_is_not_split_at_the_end_of_a_line() -> None:
    assert typography.protect("ตำบลโคกทราย", NAMES) == 'ตำบล<span class="nb">โคกทราย</span>'


def test_the_longest_name_wins_where_one_holds_another() -> None:
    assert typography.protect("จะบันทึก") == '<span class="nb">จะบันทึก</span>'


def test_numbers_stay_with_what_they_count_and_words_with_their_number() -> None:
    kept = typography.keep_spaces("กอง ต่าง ๆ ใช้เวลา 20 นาที ตามมาตรา ๗ หมู่ที่ 3 วันที่ 20 พ.ย. 2569")
    for together in ("ต่าง\u00a0ๆ", "20\u00a0นาที", "มาตรา\u00a0๗", "หมู่ที่\u00a03", "20\u00a0พ.ย."):
        assert together in kept


def test_a_post_may_break_only_before_the_capacity() -> None:
    assert typography.post_line("ปลัดองค์การบริหารส่วนตำบลปฏิบัติหน้าที่") == "ปลัดองค์การบริหารส่วนตำบล<wbr>ปฏิบัติหน้าที่"


def test_tags_and_their_attributes_are_left_alone() -> None:
    html = '<a href="/โคกทราย/3 วัน/">โคกทราย</a>'
    assert (
        typography.protect_html(html, NAMES) == '<a href="/โคกทราย/3 วัน/"><span class="nb">โคกทราย</span></a>'
    )


@given(st.text(alphabet="กขคโทราย่าบอ 123๑๒ๆนาทีวัน.พศ", max_size=80))
def test_only_markup_and_the_kind_of_space_change(text: str) -> None:
    squeezed = re.sub(r" +ๆ", " ๆ", text)
    assert bare(typography.protect(text, NAMES)) == squeezed.replace(typography.NBSP, " ")
