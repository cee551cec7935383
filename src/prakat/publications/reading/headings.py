"""Which short lines are headings, and which only look like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prakat.publications.reading.lines import DIGIT
from prakat.publications.reading.nodes import CLAUSES, HEADING, PARAGRAPH, PART, SIGNATURE, TABLE, Node
from prakat.thai.dates import parse_date

_SECTION = re.compile(
    rf"(?:หมวด|ส่วน|บท|ภาค|ลักษณะ|ตอน)(?:ที่)?\s*(?:{DIGIT}{{1,3}}|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)(?=\s|$)"
    r"|(?:บทเฉพาะกาล|บทกำหนดโทษ|บททั่วไป|บทเบ็ดเตล็ด|บทนิยาม)$"
)
_CLOSING = re.compile(
    r"จึงประกาศ|จึงเรียนมา|จึงแจ้ง|จึงขอ|ขอแสดงความนับถือ|ทั้งนี้\s*ตั้งแต่|(?:ประกาศ|สั่ง|ให้ไว้|ออกให้|ประกาศใช้)?\s*ณ\s*วันที่"
)
_OPENING = re.compile(r"ด้วย|ตาม|เพื่อ|โดย|อาศัย|อนุสนธิ|เนื่อง|เรียน(?=\s|$)|อ้างถึง|สิ่งที่ส่งมาด้วย")
_NOT_A_HEADING = re.compile(
    r"จึง|ทั้งนี้|และ|หรือ|ให้|โทร|หมายเหตุ|วันที่|ณ\s|ที่ทำการ|ส่วนราชการ|อำเภอ|จังหวัด|ตำบล|หมู่ที่|เลขที่|สำเนา|ลงชื่อ|https?:|www|อีเมล|e-?mail|พ\.ศ\.|[(\[“\"]",
    re.I,
)
_NOT_AT_ITS_END = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|คือ|กัน|[:,;.…])$")
_NOT_A_PART = re.compile(
    r"โทร|เห็นชอบ|อนุมัติ|ลงชื่อ|สำเนา|พยาน|ผู้|รับรอง|หมายเหตุ|วันที่|สำนัก|กอง|งาน|ฝ่าย|e-?mail|อีเมล|ติดต่อ", re.I
)
_ANNEX = re.compile(r"ภาคผนวก|เอกสารแนบ|บัญชี|รายละเอียด|(?:.*)แนบท้าย")
_NUMBERS = re.compile(rf"{DIGIT}[-\s]?(?:{DIGIT}[-\s]?){{5,}}")

_LONGEST_SECTION = 150
_LONGEST = 80
_LONGEST_BEFORE_TEXT = 60
_LONGEST_PART = 95
_MATTER = 120
_PART_LINES = 3


def is_section(text: str) -> bool:
    """หมวด ๑, ส่วนที่ ๒, บทเฉพาะกาล: a heading of a law, whatever stands around it."""
    return len(text) <= _LONGEST_SECTION and _SECTION.match(text) is not None


def is_bare_section(text: str) -> bool:
    """หมวด ๑ without its title."""
    return _SECTION.fullmatch(text) is not None


def is_closing(text: str) -> bool:
    """The formulas that end the text of a document: จึงประกาศให้ทราบโดยทั่วกัน, ประกาศ ณ วันที่ …"""
    return _CLOSING.match(text) is not None


def is_opening(text: str) -> bool:
    """Words with which a paragraph or a part of a letter begins; a title never goes on with them."""
    return _OPENING.match(text) is not None


def stands_alone(text: str) -> bool:
    """Never one paragraph with the line before or after it."""
    return (
        is_section(text) or is_closing(text) or text.startswith(("เรียน ", "อ้างถึง ", "สิ่งที่ส่งมาด้วย ", "เรื่อง "))
    )


def is_date(text: str) -> bool:
    """A line that is nothing but a date."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def mark_headings(nodes: Sequence[Node]) -> None:
    """Turn paragraphs that are headings into headings, from the end: a heading needs something below it."""
    for index in range(len(nodes) - 2, -1, -1):
        if nodes[index].kind == PARAGRAPH and _is_heading(nodes[index], nodes[index + 1]):
            nodes[index].kind = HEADING


def _is_heading(node: Node, below: Node) -> bool:
    if not _could_be_heading(node):
        return False
    if below.kind in {CLAUSES, HEADING, TABLE}:
        return True
    long_text = below.kind == PARAGRAPH and len(below.text) > 2 * max(
        len(node.text), _LONGEST_BEFORE_TEXT // 2
    )
    return long_text and len(node.text) <= _LONGEST_BEFORE_TEXT and node.text.count(" ") <= 2


def _could_be_heading(node: Node) -> bool:
    text = node.text
    if node.paragraph.lines > 1 or not 3 <= len(text) <= _LONGEST or "\t" in text:
        return False
    if _NOT_A_HEADING.match(text) or _NOT_AT_ITS_END.search(text) or is_closing(text) or is_opening(text):
        return False
    return not (_NUMBERS.search(text) or is_date(text))


def mark_parts(nodes: list[Node]) -> None:
    """Turn what stands first after a signature into the heading of an annex, where an annex follows."""
    for index in range(len(nodes) - 1):
        if nodes[index].kind == SIGNATURE:
            _mark_part(nodes, index + 1)


def _mark_part(nodes: list[Node], first: int) -> None:
    end = first
    while end < min(len(nodes), first + _PART_LINES) and _is_part_line(nodes[end], first=end == first):
        end += 1
    title = [node.text for node in nodes[first:end]]
    if not title or not _has_matter(nodes, end, named=_ANNEX.match(title[0]) is not None):
        return
    for node in nodes[first:end]:
        node.kind = PART


def _is_part_line(node: Node, *, first: bool) -> bool:
    if node.kind not in {PARAGRAPH, HEADING} or len(node.text) > _LONGEST_PART or "\t" in node.text:
        return False
    if is_closing(node.text) or is_opening(node.text) or is_date(node.text):
        return False
    return not _NOT_A_PART.match(node.text) if first else not node.paragraph.apart


def _has_matter(nodes: Sequence[Node], start: int, *, named: bool) -> bool:
    """Whether there is more than a few lines before the next signature."""
    for index in range(start, len(nodes)):
        node = nodes[index]
        if node.kind == SIGNATURE:
            return False
        if named or node.kind in {CLAUSES, TABLE} or len(node.text) > _MATTER:
            return True
    return False
