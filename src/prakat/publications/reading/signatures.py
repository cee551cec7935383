"""Signature blocks: a name in parentheses and the lines of post and capacity below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prakat.publications.reading.lines import Line, one_space
from prakat.publications.reading.markers import read_marker
from prakat.thai.names import split_title

_NAME = re.compile(r"\(\s*(?P<name>[^()]{3,80}?)\s*\)")
_WORDS = re.compile(r"[ก-๙.]+(?:\s+[ก-๙.]+){1,3}")
_PLAIN_NAME = re.compile(r"[ก-๙]{2,20}\s+(?:ณ\s+)?[ก-๙]{2,30}")
_POST = re.compile(
    "นายก|รอง|ปลัด|เลขา|ประธาน|กรรมการ|ผู้|ผอ|หัวหน้า|นายอำเภอ|รักษา|ปฏิบัติ|ตำแหน่ง|เจ้าพนักงาน|เจ้าหน้าที่|นัก|นิติกร"
    "|อธิบดี|รัฐมนตรี|สมาชิก|พนักงาน|ครู|วิศวกร|นายช่าง|สถาปนิก|กำนัน|ท้องถิ่น|คณบดี|อธิการ|นายทะเบียน|ในฐานะ|ทำการแทน|แทน"
)
_NOT_A_POST = re.compile(r"ประกาศ|โทร|วันที่|จึง|เรื่อง|\(|ภาคผนวก|บัญชี|รายละเอียด|สำเนา")
_MOST_LINES = 3
_LONGEST_POST = 120
_LONGEST_ADJOINING = 80


@dataclass(frozen=True)
class Signature:
    """Who signed, as printed."""

    name: str
    lines: tuple[str, ...]


def find_signatures(lines: Sequence[Line]) -> list[Line | Signature]:
    """The lines, with each signature block taken together."""
    found: list[Line | Signature] = []
    blank_lines = any(line.apart for line in lines[1:])
    index = 0
    while index < len(lines):
        name = _name(lines, index)
        index += 1
        if name is None:
            found.append(lines[index - 1])
            continue
        posts = _posts(lines, index, blank_lines=blank_lines)
        found.append(Signature(one_space(name), tuple(one_space(line.text) for line in posts)))
        index += len(posts)
    return found


def is_post(text: str) -> bool:
    """Whether a line names a post or a capacity."""
    return len(text) <= _LONGEST_POST and _POST.match(text) is not None


def _name(lines: Sequence[Line], index: int) -> str | None:
    """The name if this line is one: in parentheses, with a title, or with a post below."""
    found = _NAME.fullmatch(lines[index].text)
    if found is None or not _WORDS.fullmatch(found["name"]):
        return None
    name = found["name"]
    title, rest = split_title(name)
    if title and rest:
        return name
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return name if _PLAIN_NAME.fullmatch(name) and is_post(below) and not is_post(name) else None


def _posts(lines: Sequence[Line], index: int, *, blank_lines: bool) -> list[Line]:
    posts: list[Line] = []
    for line in lines[index : index + _MOST_LINES]:
        adjoining = blank_lines and not line.apart and len(line.text) <= _LONGEST_ADJOINING
        if read_marker(line.text) or _NOT_A_POST.match(line.text):
            break
        if not is_post(line.text) and not adjoining:
            break
        posts.append(line)
    return posts
