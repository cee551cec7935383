"""The head of an official document: kind and agency, number, day, เรื่อง."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from prakat.publications.reading.headings import is_closing, is_date, is_opening, is_section
from prakat.publications.reading.lines import DIGIT, Line, columns
from prakat.publications.reading.markers import read_marker
from prakat.publications.reading.signatures import is_post
from prakat.thai.dates import parse_date

_KINDS = (
    ("circular", re.compile("หนังสือเวียน")),
    ("announcement", re.compile("ประกาศ")),
    ("order", re.compile("คำสั่ง")),
    ("ordinance", re.compile("(?:ร่าง)?(?:ข้อบัญญัติ|เทศบัญญัติ)")),
    ("regulation", re.compile("ระเบียบ|ข้อบังคับ")),
)
_LOOSE_KINDS = (
    ("plan", re.compile("แผน(?!ที่)")),
    ("report", re.compile("รายงาน|สรุปผล|สรุปรายงาน|แบบสรุปผล|งบแสดง|งบทดลอง|งบการเงิน")),
    ("manual", re.compile("คู่มือ|มาตรฐานการ(?:ปฏิบัติงาน|ให้บริการ)|ขั้นตอนการ")),
    ("news", re.compile("ข่าว|แถลงการณ์|จดหมายข่าว")),
)
_NEWS_LABEL = re.compile("ข่าว(?:ประชาสัมพันธ์)?|แถลงการณ์|จดหมายข่าว")

_AGENCY = re.compile(
    r"องค์การบริหารส่วน|เทศบาล|เมืองพัทยา|กรุงเทพมหานคร|อบต\.|อบจ\.|สำนัก|กรม|กระทรวง|จังหวัด|อำเภอ|ที่ว่าการ|คณะ|สภา"
    r"|ศูนย์|โรงเรียน|กอง|มหาวิทยาลัย|วิทยาลัย|โรงพยาบาล|หน่วย|นายก|ผู้ว่า|หัวหน้า|ก\.อบต|ก\.ท\.|ก\.จ\."
)
_LOCAL_AGENCY = re.compile(r"(?:องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร))[ก-๙]+")
_SUBJECT = re.compile(r"เรื่อง(?=\s|$|[:：])\s*[:：]?\s*")
_ABOUT = re.compile(r"ว่าด้วย")
_SPLIT = re.compile(rf"\s+(?=เรื่อง(?:\s|$)|ว่าด้วย|(?:เลข)?ที่\s*{DIGIT})")
_NUMBER = re.compile(
    rf"(?:เลข)?ที่\s*(?P<number>(?:[ก-ฮ]{{1,3}}\.?\s*)?(?:{DIGIT}[{DIGIT[1:-1]}.\s]*)?"
    rf"[/\-]\s*(?:ว\.?\s*)?{DIGIT}+(?:\s*/\s*{DIGIT}{{4}})?)(?P<rest>\s{{2,}}|\t|\s*$|\s+(?=เรื่อง\s|วันที่))"
)
_CIRCULAR = re.compile(rf"/\s*ว\.?\s*{DIGIT}")
_TITLE_GOES_ON = re.compile(r"พ\.\s?ศ\.|ประจำปี|\(?ฉบับที่|\(?ครั้งที่|สำหรับ|ระหว่าง")

_HEAD_LINES = 15
_LEADS_BEFORE_KIND = 4
_LONGEST_LEAD = 120
_LONGEST_KIND_LINE = 250
_LONGEST_TITLE_LINE = 120
_TITLE_LINES = 4
_FULL_TITLE_LINE = 45
"""Columns from which a centred title line may be continued on the next one without a blank line after it."""


@dataclass
class Head:
    """What the head says. `taken` are the lines that became fields; `lines` is all the rest of the document."""

    kind: str = ""
    agency: str = ""
    number: str = ""
    signed: date | None = None
    title: list[str] = field(default_factory=list)
    title_lines: list[Line] = field(default_factory=list)
    taken: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def give_back_title(self) -> None:
        """Put the lines of the title back among the rest: as a field it would not hold them whole."""
        self.taken = [line for line in self.taken if line not in self.title_lines]
        self.lines = sorted([*self.title_lines, *self.lines], key=lambda line: line.start)


class _Reader:
    """Goes down the first lines; each is a field, a line that only leads to one, or the end of the head."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._rest = list(lines)
        self._leads: list[Line] = []
        self.head = Head()

    def read(self) -> Head:
        seen = 0
        while self._rest and seen < _HEAD_LINES and self._take_line():
            seen += 1
        if not self.head.title and self.head.kind in {"", "news"} and not self.head.number:
            self._take_first_line_as_title()
        self.head.lines = [*self._leads, *self._rest]
        return self.head

    def _take_line(self) -> bool:
        """Whether the head goes on after this line."""
        line = self._rest[0]
        if _SUBJECT.match(line.text) or (_ABOUT.match(line.text) and self.head.kind):
            return self._take_subject()
        taken = (
            self._take_number(line)
            or self._take_date(line)
            or self._take_kind(line)
            or self._take_agency(line)
        )
        return taken or self._pass_over(line)

    def _take(self, line: Line, length: int | None = None) -> None:
        """Use up a line, or its beginning; what follows in it stands in its place."""
        rest = line.tail(len(line.text) if length is None else length)
        self._rest[:1] = [rest] if rest.text else []
        self.head.taken.append(replace(line, end=rest.start if rest.text else line.end))

    def _take_number(self, line: Line) -> bool:
        found = _NUMBER.match(line.text)
        if not found or self.head.number:
            return False
        self.head.number = " ".join(found["number"].split())
        if _CIRCULAR.search(self.head.number) and not self.head.kind:
            self.head.kind = "circular"
        self._take(line, found.end())
        return True

    def _take_date(self, line: Line) -> bool:
        if self.head.signed or len(line.text) > _LONGEST_LEAD or not is_date(line.text):
            return False
        self.head.signed = parse_date(line.text)
        self._take(line)
        return True

    def _take_kind(self, line: Line) -> bool:
        if self.head.kind or len(self._leads) > _LEADS_BEFORE_KIND or len(line.text) > _LONGEST_KIND_LINE:
            return False
        found = _kind(line.text, first=not self._leads)
        if found is None:
            return False
        self.head.kind, length = found
        if _NEWS_LABEL.fullmatch(line.text):
            self._take(line)
        else:
            self._take_kind_line(line, line.text[length:])
        return True

    def _take_kind_line(self, line: Line, rest: str) -> None:
        """After the kind: nothing, the agency (and เรื่อง, ที่ … on the same line), or else the title itself."""
        agency = _SPLIT.split(rest, maxsplit=1)[0].strip()
        if agency and not _AGENCY.match(agency):
            self._take_title(line, line.text)
            return
        split = _SPLIT.search(line.text)
        self.head.agency = agency
        self._take(line, split.end() if split else len(line.text))

    def _take_agency(self, line: Line) -> bool:
        if not self.head.kind or self.head.agency or self._leads or len(line.text) > _LONGEST_LEAD:
            return False
        if not _AGENCY.match(line.text) or is_post(line.text):
            return False
        self.head.agency = line.text
        self._take(line)
        return True

    def _pass_over(self, line: Line) -> bool:
        """Keep a short line (address, ด่วนที่สุด) for the body and look on; a paragraph ends the head."""
        if self.head.title or len(line.text) > _LONGEST_LEAD or _is_matter(line.text):
            return False
        self._leads.append(self._rest.pop(0))
        return True

    def _take_subject(self) -> bool:
        line = self._rest[0]
        found = _SUBJECT.match(line.text)
        # A title in the kind line and a subject below it are one title.
        text = line.text[found.end() :] if found and not self.head.title else line.text
        if not text and len(self._rest) > 1:
            self._take(line)
            line = self._rest[0]
            text = line.text
        self._take_title(line, text)
        return False

    def _take_title(self, line: Line, text: str) -> None:
        self._take(line)
        self.head.title += [text] if text else []
        self.head.title_lines.append(self.head.taken[-1])
        for _ in range(self._title_lines(line)):
            self.head.title.append(self._rest[0].text)
            self._take(self._rest[0])
            self.head.title_lines.append(self.head.taken[-1])

    def _title_lines(self, line: Line) -> int:
        """How many of the next lines still belong to the title."""
        group = 0
        for following in self._rest[:_TITLE_LINES]:
            if not self._may_go_on(following):
                break
            group += 1
        ended = group < len(self._rest) and self._rest[group].apart
        if group and not ended and not _TITLE_GOES_ON.match(self._rest[group - 1].text):
            return group if columns(line.text) >= _FULL_TITLE_LINE and group == 1 else 0
        return group

    def _may_go_on(self, line: Line) -> bool:
        text = line.text
        if len(text) > _LONGEST_TITLE_LINE or _is_matter(text) or is_date(text):
            return False
        if _SUBJECT.match(text) or _NUMBER.match(text) or _LOCAL_AGENCY.match(text):
            return False
        return not line.apart or _TITLE_GOES_ON.match(text) is not None

    def _take_first_line_as_title(self) -> None:
        """A document of no known form: a short first line above others is its title."""
        lines = [*self._leads, *self._rest]
        if len(lines) > 1 and len(lines[0].text) <= _LONGEST_TITLE_LINE and not _is_matter(lines[0].text):
            self._leads, self._rest = [], lines
            self._take_title(lines[0], lines[0].text)


def _is_matter(text: str) -> bool:
    """A line that is part of the text, not a title above it."""
    return bool(read_marker(text)) or is_opening(text) or is_closing(text) or is_section(text) or "\t" in text


def _kind(text: str, *, first: bool) -> tuple[str, int] | None:
    """The kind that a line names, and how much of the line only names it.

    Words that also begin ordinary lines (แผน, รายงาน) count on the first line only, and are part of the title.
    """
    for code, pattern in _KINDS:
        if found := pattern.match(text):
            return code, found.end()
    return next(((code, 0) for code, pattern in _LOOSE_KINDS if first and pattern.match(text)), None)


def read_head(lines: Sequence[Line]) -> Head:
    """The head of the document that these lines are."""
    return _Reader(lines).read()


def local_agency(lines: Sequence[str]) -> str:
    """The first local government named in these lines."""
    return next((found[0] for line in lines if (found := _LOCAL_AGENCY.search(line))), "")
