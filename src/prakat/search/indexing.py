"""From an edition's frozen content to what the index holds of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

NOT_TEXT = frozenset({"type", "sha256", "photo", "width", "height", "media_type", "size"})

_ENDS_A_LINE = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|li|h\d|tr|td|th|caption|blockquote)>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")


@dataclass(frozen=True)
class Part:
    """A text of a publication: of its page when ``source`` is empty, else of the file with this SHA-256."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Findable:
    """A public publication as search is to know it."""

    publication: UUID
    path: str
    slug: str
    title: str
    kind: str
    unit: str
    section: str
    published: datetime
    signed: date | None
    parts: tuple[Part, ...]


def findable(content: Mapping[str, Any], *, published: datetime, files: tuple[Part, ...] = ()) -> Findable:
    """An edition's content (see publications) with the texts of its files."""
    signed = content.get("signed")
    return Findable(
        publication=UUID(content["publication"]),
        path=content["path"],
        slug=content["slug"],
        title=content["title"],
        kind=content["kind"],
        unit=content["unit"]["code"],
        section=content["section"],
        published=published,
        signed=date.fromisoformat(signed) if signed else None,
        parts=(Part("\n".join(lines(content))), *files),
    )


def lines(content: Mapping[str, Any]) -> Iterator[str]:
    """Everything a reader of the page can read below its title, a line each."""
    yield content.get("number") or ""
    yield content.get("summary") or ""
    yield from _strings(content.get("body") or [])
    yield (content.get("period") or {}).get("label") or ""
    yield content["unit"]["name"]
    yield content.get("publisher_note") or ""
    for file in content.get("attachments") or []:
        yield file.get("title") or file["name"]


def _strings(value: Any) -> Iterator[str]:
    """The texts in a block, in reading order, whatever its shape; a row of a table is one line."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, list):
        if value and all(isinstance(cell, str) for cell in value):
            yield " ".join(map(plain, value))
        else:
            for item in value:
                yield from _strings(item)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if name not in NOT_TEXT:
                yield from _strings(item)


def plain(markup: str) -> str:
    """The text of cleaned HTML: paragraphs, items and cells on lines of their own."""
    return html.unescape(_TAG.sub("", _ENDS_A_LINE.sub("\n", markup))).strip()
