"""Lines of one paragraph put together again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from prakat.publications.reading.headings import stands_alone
from prakat.publications.reading.lines import Line, goes_on, needs_space, page_width
from prakat.publications.reading.markers import BULLET, Marker, read_marker
from prakat.publications.reading.nodes import Paragraph
from prakat.publications.reading.signatures import Signature


class _Counter:
    """The last number seen of each style: a number at a line's start that does not follow is a number cited."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def follows(self, marker: Marker) -> bool:
        if marker.style == BULLET or marker.value == 1:
            return True
        return marker.value == self._last.get(marker.style, 0) + 1

    def note(self, text: str) -> None:
        marker = read_marker(text)
        if marker is not None:
            self._last[marker.style] = marker.value


class _Joiner:
    """Takes lines and signatures in order; keeps the paragraph that is still growing."""

    def __init__(self, width: int | None) -> None:
        self._width = width
        self._counter = _Counter()
        self._lines: list[Line] = []
        self.result: list[Paragraph | Signature] = []

    def take_line(self, line: Line) -> None:
        if not (self._lines and self._belongs(self._lines[-1], line)):
            self.end()
            self._counter.note(line.text)
        self._lines.append(line)

    def take_signature(self, signature: Signature) -> None:
        self.end()
        self.result.append(signature)

    def end(self) -> None:
        """The paragraph is complete."""
        if not self._lines:
            return
        first = self._lines[0]
        pieces = [first.text]
        for left, right in pairwise(self._lines):
            pieces += [" " if needs_space(left, right) else "", right.text]
        self.result.append(Paragraph("".join(pieces), first.apart, len(self._lines)))
        self._lines = []

    def _belongs(self, previous: Line, line: Line) -> bool:
        if "\t" in line.text or "\t" in previous.text:
            return False
        marker = read_marker(line.text)
        if len(self._lines) == 1 and _is_number_alone(previous.text) and not line.apart:
            return marker is None
        if not goes_on(previous, line, self._width) or stands_alone(line.text) or stands_alone(previous.text):
            return False
        return marker is None or not self._counter.follows(marker)


def _is_number_alone(text: str) -> bool:
    """A clause number whose text begins on the next line, as PDF files often have it."""
    marker = read_marker(text)
    return marker is not None and not text[marker.length :].strip()


def join_lines(items: Sequence[Line | Signature]) -> list[Paragraph | Signature]:
    """Paragraphs and signatures in order."""
    joiner = _Joiner(page_width([item for item in items if isinstance(item, Line)]))
    for item in items:
        if isinstance(item, Signature):
            joiner.take_signature(item)
        else:
            joiner.take_line(item)
    joiner.end()
    return joiner.result
