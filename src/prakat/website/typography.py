"""Thai on screens: names that browsers would split, spaces that must not break, posts that may break in one place.

Browsers break Thai lines by dictionary, which cuts place and person names in two. The words stay as they are;
only no-break spaces, ``<wbr>`` and ``<span class="nb">`` are added, so copying, searching and reading aloud are
not disturbed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from prakat.thai.dates import MONTHS, MONTHS_SHORT

NBSP = "\u00a0"
BAD_BREAKS = ("น้ำประปา", "บันทึก", "จะบันทึก", "อบต.", "อบจ.", "พ.ร.บ.", "พ.ร.ฎ.")
CAPACITIES = ("ปฏิบัติหน้าที่", "รักษาราชการแทน", "ปฏิบัติราชการแทน", "รักษาการในตำแหน่ง")

_UNITS = (
    "บาท|วันทำการ|วัน|ชั่วโมง|นาที|น\\.|ไบต์|กิโลไบต์|เมกะไบต์|หน้า|ปี|เดือน|ข้อ|รายการ|เรื่อง|ฉบับ|แห่ง|ครั้ง"
    "|คน|ครัวเรือน|หมู่|ไร่|เมตร|กิโลเมตร|ตารางเมตร|%"
)
_LEADERS = "หมู่ที่|ฉบับที่|ลำดับที่|เลขที่|ข้อที่|ข้อ|มาตรา|หมวด|ม\\.|พ\\.ศ\\.|โทร\\.|ที่"
_BEFORE_UNIT = re.compile(rf"(?<=[0-9๐-๙]) (?=(?:{_UNITS})(?!ที่))")
_AFTER_LEADER = re.compile(rf"({_LEADERS}) (?=[0-9๐-๙])")
_BEFORE_MONTH = re.compile(
    rf"(?<=[0-9๐-๙]) (?=(?:{'|'.join(map(re.escape, (*MONTHS[1:], *MONTHS_SHORT[1:])))}))"
)
_REPEAT = re.compile(r" +ๆ")
_TAG = re.compile(r"(<[^>]*>)")
_CAPACITY = re.compile(f"(?<=.)(?={'|'.join(CAPACITIES)})")


def keep_spaces(text: str) -> str:
    """No-break spaces before ๆ, between a number and its unit, and between a word such as มาตรา and its number."""
    text = _REPEAT.sub(NBSP + "ๆ", text)
    text = _BEFORE_MONTH.sub(NBSP, _BEFORE_UNIT.sub(NBSP, text))
    return _AFTER_LEADER.sub(rf"\1{NBSP}", text)


@lru_cache(maxsize=64)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted({*names, *BAD_BREAKS} - {""}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def protect(escaped: str, names: Iterable[str] = ()) -> str:
    """``escaped`` (text without tags) with protected names kept on one line and spaces kept together."""
    pattern = _names_pattern(tuple(names))
    return pattern.sub(r'<span class="nb">\g<0></span>', keep_spaces(escaped))


def protect_html(html: str, names: Iterable[str] = ()) -> str:
    """The same for HTML: tags and their attributes stay untouched."""
    kept = tuple(names)
    parts = _TAG.split(html)
    return "".join(part if index % 2 else protect(part, kept) for index, part in enumerate(parts) if part)


def post_line(escaped: str) -> str:
    """A line of a signature block, which may break only before the capacity it is signed in."""
    return _CAPACITY.sub("<wbr>", escaped)
