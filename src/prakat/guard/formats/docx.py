"""Word documents (Office Open XML, ECMA-376 part 1, section 17)."""

from __future__ import annotations

from prakat.guard.formats.archive import open_archive, parse_member
from prakat.guard.formats.contents import Text
from prakat.guard.formats.numbering import Numbering, read_numbering

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_BREAKS = {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class _Document:
    """Runs become text, paragraphs lines, table rows lines with a tab after each cell but the last."""

    def __init__(self, text: Text, numbering: Numbering) -> None:
        self._text = text
        self._numbering = numbering
        self._line: list[str] = []
        self._cells: list[list[str]] = []
        self._in_text = False
        self._properties = 0
        self._skipped = 0
        self._list: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Fallback":  # repeats in old markup what Choice already said
            self._skipped += 1
        elif name == "pPr":
            self._properties += 1
        elif name == "tr":
            self._cells.append([])
        elif self._properties:
            self._start_property(name, attributes)
        elif not self._skipped:
            self._start_run(name)

    def _start_property(self, name: str, attributes: dict[str, str]) -> None:
        if name in {"numId", "ilvl", "pStyle"}:
            self._list[name] = attributes.get("val", "")

    def _start_run(self, name: str) -> None:
        if name == "t":
            self._in_text = True
        elif name == "tab":
            self._line.append("\t")
        elif name in _BREAKS:
            self._line.append(_BREAKS[name])

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "Fallback":
            self._skipped -= 1
        elif name == "pPr":
            self._properties -= 1
            self._line.append(self._numbering.next(self._list))
            self._list = {}
        elif name == "p" and not self._skipped:
            self._end_paragraph()
        elif name == "tc" and self._cells:
            self._end_cell()
        elif name == "tr" and self._cells:
            self._end_row()

    def _end_paragraph(self) -> None:
        if self._cells:
            self._line.append(" ")
            return
        self._text.add("".join(self._line) + "\n")
        self._line = []

    def _end_cell(self) -> None:
        self._cells[-1].append(" ".join("".join(self._line).split()))
        self._line = []

    def _end_row(self) -> None:
        row = self._cells.pop()
        if self._cells:  # a table inside a cell
            self._line.append(" ".join(row) + " ")
        else:
            self._text.add("\t".join(row) + "\n")

    def data(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._line.append(text)


def read(data: bytes, text: Text) -> None:
    """Paragraphs, tables, notes and printed list numbers, in reading order."""
    with open_archive(data) as archive:
        numbering = read_numbering(archive)
        names = set(archive.namelist())
        for part in _PARTS:
            if part == _PARTS[0] or part in names:
                parse_member(archive, part, _Document(text, numbering))
