"""Lines of one paragraph put together again."""

from __future__ import annotations

from collections.abc import Sequence

from prakat.publications.reading.headings import stands_alone
from prakat.publications.reading.lines import Line, goes_on, joined, page_width
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


def join_lines(items: Sequence[Line | Signature]) -> list[Paragraph | Signature]:
    """Paragraphs and signatures in order."""
    width = page_width([item for item in items if isinstance(item, Line)])
    counter = _Counter()
    result: list[Paragraph | Signature] = []
    previous: Line | None = None
    for item in items:
        last = result[-1] if result else None
        if isinstance(item, Signature):
            result.append(item)
            previous = None
            continue
        if (
            previous is not None
            and isinstance(last, Paragraph)
            and _belongs(previous, item, last, width, counter)
        ):
            text = joined(last.text, item.text, space=previous.trailing_space)
            result[-1] = Paragraph(text, last.apart, last.lines + 1)
        else:
            result.append(Paragraph(item.text, item.apart))
            counter.note(item.text)
        previous = item
    return result


def _belongs(previous: Line, line: Line, paragraph: Paragraph, width: int | None, counter: _Counter) -> bool:
    if "\t" in line.text or "\t" in previous.text:
        return False
    if _is_number_alone(paragraph.text) and not line.apart:
        return read_marker(line.text) is None
    if not goes_on(previous, line, width) or stands_alone(line.text) or stands_alone(previous.text):
        return False
    marker = read_marker(line.text)
    return marker is None or not counter.follows(marker)


def _is_number_alone(text: str) -> bool:
    """A clause number whose text begins on the next line, as PDF files often have it."""
    marker = read_marker(text)
    return marker is not None and not text[marker.length :].strip()
