"""Titles and ranks before names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prakat.thai.names import RANKS, TITLES, split_title


@pytest.mark.parametrize(
    ("full_name", "title", "rest"),
    [
        ("นายสมมติ ใจดี", "นาย", "สมมติ ใจดี"),
        ("  นาย  สมมติ ใจดี ", "นาย", "สมมติ ใจดี"),
        ("นางสาวสมมติ ใจดี", "นางสาว", "สมมติ ใจดี"),
        ("น.ส. สมมติ ใจดี", "น.ส.", "สมมติ ใจดี"),
        ("ด.ญ.สมมติ ใจดี", "ด.ญ.", "สมมติ ใจดี"),
        ("ดร.สมมติ ใจดี", "ดร.", "สมมติ ใจดี"),
        ("คุณหญิงสมมติ ใจดี", "คุณหญิง", "สมมติ ใจดี"),
        ("พ.ต.อ. ดร.สมมติ ใจดี", "พ.ต.อ. ดร.", "สมมติ ใจดี"),
        ("พ. ต. อ.สมมติ ใจดี", "พ. ต. อ.", "สมมติ ใจดี"),
        ("ร.ต.อรุณ ใจดี", "ร.ต.", "อรุณ ใจดี"),
        ("ว่าที่ร้อยตรีหญิง สมมติ ใจดี", "ว่าที่ร้อยตรีหญิง", "สมมติ ใจดี"),
        ("ว่าที่ ร.ต.สมมติ ใจดี", "ว่าที่ ร.ต.", "สมมติ ใจดี"),
        ("พันเอก (พิเศษ) สมมติ ใจดี", "พันเอก (พิเศษ)", "สมมติ ใจดี"),
        ("พล.อ. หม่อมหลวงสมมติ ใจดี", "พล.อ. หม่อมหลวง", "สมมติ ใจดี"),
        ("จ่าสิบเอกสมมติ ใจดี", "จ่าสิบเอก", "สมมติ ใจดี"),
        ("นายกองตรี สมมติ ใจดี", "นายกองตรี", "สมมติ ใจดี"),
        ("ผู้ช่วยศาสตราจารย์ ดร.สมมติ ใจดี", "ผู้ช่วยศาสตราจารย์ ดร.", "สมมติ ใจดี"),
        ("นายแพทย์สมมติ ใจดี", "นายแพทย์", "สมมติ ใจดี"),
        ("พระมหาสมมติ ปญฺโญ", "พระมหา", "สมมติ ปญฺโญ"),
        ("พระครูสมุห์สมมติ", "พระครูสมุห์", "สมมติ"),
        ("นายพระนาย ใจดี", "นาย", "พระนาย ใจดี"),
        ("Mr. Somebody", "Mr.", "Somebody"),
    ],
)
def test_titles_are_taken_off(full_name: str, title: str, rest: str) -> None:
    """Civil, royal, religious, academic and professional titles and ranks, alone or in a row."""
    assert split_title(full_name) == (title, rest)


@pytest.mark.parametrize(
    "name",
    ["สมมติ ใจดี", "นายิกา ใจดี", "นางาม ใจดี", "คุณากร ใจดี", "ดรุณี ใจดี", "พลอย ใจดี", "สามเณรี", "นาย", "พระ", ""],
)
def test_a_name_without_title_stays_whole(name: str) -> None:
    """A name that only begins like a title, and a title without a name, are not split."""
    assert split_title(name) == ("", name)


@pytest.mark.parametrize(
    "office", ["นายกเทศมนตรีเมือง", "นายกองค์การบริหารส่วนตำบล", "นายก อบต.", "นายก", "นายอำเภอ"]
)
def test_an_office_is_not_a_person(office: str) -> None:
    """The นาย in the name of an office is no title."""
    assert split_title(office) == ("", office)


@pytest.mark.parametrize("title", [*TITLES, *RANKS])
def test_every_listed_title_is_known(title: str) -> None:
    """With and without a space before the name."""
    assert split_title(f"{title} สมมติ ใจดี") == (title, "สมมติ ใจดี")
    assert split_title(f"{title}สมมติ ใจดี") == (title, "สมมติ ใจดี")


@given(st.text() | st.lists(st.sampled_from([*TITLES, *RANKS, " ", "สมมติ"]), max_size=30).map("".join))
@settings(deadline=None)
def test_nothing_is_lost(text: str) -> None:
    """Title and rest are the name again, but for the space between them."""
    title, rest = split_title(text)
    name = text.strip()
    assert name.startswith(title)
    assert name.endswith(rest)
    assert not name[len(title) : len(name) - len(rest)].strip()
