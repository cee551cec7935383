"""The text of attached files, read once for each content and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prakat.guard.text import extract
from prakat.publications import blobs
from prakat.search.indexing import Part
from prakat.search.models import FileText

LONGEST_FILE = 200_000


def parts(attachments: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    """The texts of an edition's attachments, in their order, without those that have none."""
    for attachment in attachments:
        text = text_of(attachment["sha256"], attachment["name"])
        if text:
            yield Part(text, attachment["sha256"])


def text_of(sha256: str, name: str) -> str:
    """At most ``LONGEST_FILE`` characters of a stored file; empty when it holds no text that can be read.

    Raises FileNotFoundError when the store does not have the file: indexing is then tried again later.
    """
    known = FileText.objects.filter(sha256=sha256).first()
    if known is None:
        found = extract(blobs.read(sha256), name)
        known, _created = FileText.objects.get_or_create(
            sha256=sha256,
            defaults={"text": _storable(found.text[:LONGEST_FILE]), "reason": found.reason[:200]},
        )
    return known.text


def _storable(text: str) -> str:
    """Without what a database refuses in a text: NUL and halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
