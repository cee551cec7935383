"""What the build asks of a kind of page, and the list of all kinds. Knows nothing of how pages are stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Cache = Literal["page", "immutable", "file"]


@dataclass(frozen=True)
class Rendered:
    """One built answer: everything a reader's GET of ``path`` needs.

    ``path`` is plain text (Thai letters as they are, never percent-encoded).
    ``needs`` are the change keys ("publication:<uuid>", "latest", …) that make this answer out of date.
    ``blob`` names bytes that are in the store already (64 hexadecimal digits); ``body`` is then empty.
    ``cache`` decides Cache-Control: "page" is asked for again each time, "immutable" has its digest in
    its address, "file" is a public document.
    """

    path: str
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    needs: frozenset[str] = frozenset()
    headers: tuple[tuple[str, str], ...] = ()
    cache: Cache = "page"
    blob: str = ""


class PageSource(Protocol):
    """One kind of page. Renders from what the record names; must give the same bytes for the same state."""

    name: str

    def paths(self) -> Iterable[str]:
        """Every path this source answers for now: what a full build renders."""

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        """Paths that come to be or change because of ``changes``, beyond those whose ``needs`` say so."""

    def render(self, path: str) -> Rendered | None:
        """The answer at ``path``; None when nothing is served there any more."""


_sources: dict[str, PageSource] = {}


def register(source: PageSource) -> None:
    """Add a kind of page to the build; a second registration under the same name replaces the first."""
    _sources[source.name] = source


def sources() -> Sequence[PageSource]:
    """All kinds of pages, in the order in which they were registered."""
    return tuple(_sources.values())
