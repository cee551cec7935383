"""Lines and paragraphs: what the writer meant, out of lines that a page width broke."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

DIGIT = "[0-9๐-๙]"

_LAYOUT = re.compile(
    rf"[.\-_*=~–—·•…\s]{{3,}}|[-–—]\s*{DIGIT}{{1,4}}\s*[-–—]"
    rf"|หน้า(?:ที่)?\s*{DIGIT}{{1,4}}(?:\s*(?:จาก|ของ|/)\s*{DIGIT}{{1,4}})?"
)
_FULL_SHARE = 0.8
_WIDEST_PAGE = 160
_FEWEST_FULL = 3
_THAI = re.compile("[\u0e01-\u0e4e]")


@dataclass(frozen=True)
class Line:
    """A line that says something, without the spaces around it; `start` and `end` are offsets in the source."""

    text: str
    start: int
    end: int
    indent: int = 0
    apart: bool = False
    """An empty line, a rule or a page break stands before it."""
    trailing_space: bool = False

    def tail(self, offset: int) -> Line:
        """What follows in this line after `offset` characters."""
        rest = self.text[offset:]
        skipped = len(rest) - len(rest.lstrip())
        return replace(self, text=rest.lstrip(), start=self.start + offset + skipped, indent=0, apart=False)


def split(text: str) -> tuple[list[Line], list[tuple[int, int]]]:
    """The lines that say something, and where rules (.....) and page numbers stood: layout, not text."""
    lines: list[Line] = []
    layout: list[tuple[int, int]] = []
    position, apart = 0, True
    for raw in text.splitlines(keepends=True):
        line = _line(raw, position, apart=apart)
        position += len(raw)
        if line.text and _LAYOUT.fullmatch(line.text):
            layout.append((line.start, line.end))
        elif line.text:
            lines.append(line)
            apart = raw.endswith("\f")
            continue
        apart = True
    return lines, layout


def _line(raw: str, position: int, *, apart: bool) -> Line:
    content = raw.strip()
    body = raw.rstrip("\r\n\f")
    indent = len(body) - len(body.lstrip())
    start = position + indent
    return Line(content, start, start + len(content), indent, apart, trailing_space=body != body.rstrip())


def one_space(text: str) -> str:
    """The text in one line, without the spaces that only moved it sideways."""
    return " ".join(text.split())


def markup(text: str) -> str:
    """The text as HTML that says exactly that text."""
    return escape(one_space(text), quote=False)


def columns(text: str) -> int:
    """How many columns a line fills: marks above and below a letter take none."""
    return sum(1 for letter in text if unicodedata.category(letter) != "Mn")


def page_width(lines: Sequence[Line]) -> int | None:
    """The width in columns at which lines were broken; None where each line is a paragraph of its own."""
    widths = [columns(line.text) for line in lines]
    widest = max(widths, default=0)
    full = sum(1 for width in widths if width >= _FULL_SHARE * widest)
    if widest > _WIDEST_PAGE or full < _FEWEST_FULL or full * 4 < len(widths):
        return None
    return widest


def goes_on(line: Line, following: Line, width: int | None) -> bool:
    """Whether `following` is the rest of the paragraph that `line` could not hold."""
    if width is None or following.apart or following.indent > line.indent:
        return False
    return columns(line.text) >= _FULL_SHARE * width


def needs_space(left: Line, right: Line) -> bool:
    """Whether two lines of one paragraph are joined with a space: Thai is broken between words without one."""
    return left.trailing_space or not (_THAI.match(left.text[-1]) and _THAI.match(right.text[0]))
