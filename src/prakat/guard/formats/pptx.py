"""Slides (Office Open XML, ECMA-376 part 1, section 19)."""

from __future__ import annotations

import re

from prakat.guard.formats.archive import open_archive, parse_member
from prakat.guard.formats.contents import MAX_PAGES, FullError, Text

_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")


class _Slide:
    """Runs become text, paragraphs lines, table rows lines with tabs."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._line: list[str] = []
        self._cells: list[str] | None = None
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._in_text = True
        elif name == "br":
            self._line.append("\n")
        elif name == "tr":
            self._cells = []

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "p" and self._cells is None:
            self._text.add("".join(self._line) + "\n")
            self._line = []
        elif name == "tc" and self._cells is not None:
            self._cells.append(" ".join("".join(self._line).split()))
            self._line = []
        elif name == "tr" and self._cells is not None:
            self._text.add("\t".join(self._cells) + "\n")
            self._cells = None

    def data(self, text: str) -> None:
        if self._in_text:
            self._line.append(text)


def read(data: bytes, text: Text) -> None:
    """The slides in the order of their numbers, a blank line between them."""
    with open_archive(data) as archive:
        slides = sorted(int(found[1]) for found in map(_SLIDE.fullmatch, archive.namelist()) if found)
        text.pages = len(slides)
        for number in slides[:MAX_PAGES]:
            parse_member(archive, f"ppt/slides/slide{number}.xml", _Slide(text))
            text.add("\n")
        if len(slides) > MAX_PAGES:
            raise FullError
