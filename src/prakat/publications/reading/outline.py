"""Numbered clauses as a tree, from their numbers alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypedDict

from prakat.publications.reading.lines import markup
from prakat.publications.reading.markers import ARTICLE, BULLET, DOTTED, LETTER, Marker

MAX_DEPTH = 4
"""As deep as the editor's clause block goes; deeper clauses stay on the last level."""
_LARGEST_GAP = 5


class Clause(TypedDict):
    """A clause as an edition holds it."""

    n: str
    html: str
    items: list[Clause]


@dataclass
class _Open:
    """A clause that may still get sub-clauses, and its paragraphs."""

    marker: Marker
    paragraphs: list[str]
    items: list[_Open] = field(default_factory=list)

    def plain(self) -> Clause:
        return {"n": self.marker.n, "html": self._html(), "items": [item.plain() for item in self.items]}

    def _html(self) -> str:
        written = [markup(text) for text in self.paragraphs if text]
        return "".join(f"<p>{text}</p>" for text in written) if len(written) > 1 else "".join(written)


class Outline:
    """Takes clauses in the order of the text; `waiting` paragraphs belong to the last one if the list goes on."""

    def __init__(self) -> None:
        self._roots: list[_Open] = []
        self._path: list[_Open] = []
        self._last: _Open | None = None
        self.waiting: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._roots)

    def add(self, marker: Marker, text: str) -> None:
        """Put a clause where its number says; paragraphs that waited go to the clause before it."""
        if self._last is not None:
            self._last.paragraphs += self.waiting
        self.waiting = []
        kept = min(self._depth(marker), MAX_DEPTH - 1)
        self._path = self._path[:kept]
        clause = _Open(marker, [text])
        (self._path[-1].items if self._path else self._roots).append(clause)
        self._path.append(clause)
        self._last = clause

    def _depth(self, marker: Marker) -> int:
        """How many open clauses enclose the new one."""
        parent = self._parent(marker)
        if parent is not None:
            return parent + 1
        same = self._same_style(marker)
        if same is not None:
            return same
        return next(
            (i for i, clause in enumerate(self._path) if clause.marker.rank > marker.rank), len(self._path)
        )

    def _parent(self, marker: Marker) -> int | None:
        """The open clause whose number the new number continues: ๑. for ๑.๑."""
        if len(marker.path) < 2:
            return None
        return self._find(lambda other: other.path == marker.path[:-1])

    def _same_style(self, marker: Marker) -> int | None:
        return self._find(lambda other: other.style == marker.style)

    def _find(self, wanted: Callable[[Marker], bool]) -> int | None:
        indexes = range(len(self._path) - 1, -1, -1)
        return next((index for index in indexes if wanted(self._path[index].marker)), None)

    def accepts(self, marker: Marker) -> bool:
        """Whether this is a clause number here, not a section cited, an amount or an abbreviation."""
        if marker.style == ARTICLE or marker.style.startswith(LETTER):
            return marker.value == 1 or self.goes_on_with(marker)
        if marker.style.startswith(DOTTED) and len(marker.path) > 1:
            known = self._parent(marker) is not None or self._same_style(marker) is not None
            return known or marker.value == 1
        return True

    def goes_on_with(self, marker: Marker) -> bool:
        """Whether the number comes next in a list that is open, so that what stands between belongs to it."""
        if not self._path:
            return False
        if self._parent(marker) is not None:
            return True
        same = self._same_style(marker)
        if marker.style == BULLET:
            return self._path[0].marker.style != BULLET
        if same is not None:
            return 0 < marker.value - self._path[same].marker.value <= _LARGEST_GAP
        return marker.value == 1 and marker.rank > self._path[-1].marker.rank

    def plain(self) -> list[Clause]:
        return [clause.plain() for clause in self._roots]
