"""Text, sheets and slides in OpenDocument (OASIS ODF 1.3, content.xml)."""

from __future__ import annotations

from prakat.guard.formats.archive import open_archive, parse_member
from prakat.guard.formats.contents import MAX_PAGES, FullError, Text

_PARAGRAPHS = {"p", "h"}
_HIDDEN = {"annotation", "tracked-changes", "forms", "automatic-styles", "scripts"}
_MAX_SPACES = 100
_SHEET = "table"
_SLIDE = "page"


class _Content:
    """Paragraphs become lines, table rows lines with tabs; repeated empty cells are not repeated."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._line: list[str] = []
        self._rows: list[list[str]] = []
        self._paragraphs = 0
        self._hidden = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _HIDDEN:
            self._hidden += 1
        elif name in _PARAGRAPHS:
            self._paragraphs += 1
        elif name == "table-row":
            self._rows.append([])
        elif name == _SLIDE:
            self._start_slide()
        elif self._paragraphs:
            self._start_inline(name, attributes)

    def _start_slide(self) -> None:
        self._text.pages = (self._text.pages or 0) + 1
        if self._text.pages > MAX_PAGES:
            raise FullError

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        if name == "s":
            count = attributes.get("c", "1")
            self._put(" " * min(int(count) if count.isdecimal() else 1, _MAX_SPACES))
        elif name == "tab":
            self._put("\t")
        elif name == "line-break":
            self._put("\n")

    def end(self, name: str) -> None:
        if name in _HIDDEN:
            self._hidden -= 1
        elif name in _PARAGRAPHS:
            self._paragraphs -= 1
            self._end_paragraph()
        elif name in {"table-cell", "covered-table-cell"} and self._rows:
            self._rows[-1].append(" ".join("".join(self._line).split()))
            self._line = []
        elif name == "table-row" and self._rows:
            self._end_row(self._rows.pop())
        elif name == _SHEET and not self._rows:
            self._text.add("\n")

    def _end_paragraph(self) -> None:
        if self._rows:
            self._line.append(" ")
        elif not self._hidden:
            self._text.add("".join(self._line) + "\n")
            self._line = []

    def _end_row(self, cells: list[str]) -> None:
        line = "\t".join(cells).rstrip("\t")
        if self._rows:  # a table inside a cell
            self._line.append(line.replace("\t", " ") + " ")
        elif line:
            self._text.add(line + "\n")

    def data(self, text: str) -> None:
        if self._paragraphs:
            self._put(text)

    def _put(self, text: str) -> None:
        if not self._hidden:
            self._line.append(text)


def read(data: bytes, text: Text) -> None:
    """Paragraphs, rows and slides in the order of the file; cells as they are shown."""
    with open_archive(data) as archive:
        parse_member(archive, "content.xml", _Content(text))
