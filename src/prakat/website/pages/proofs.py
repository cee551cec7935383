"""``/proof/<sha256>.tlog-proof``: that an edition or a file was made public, for whoever keeps it (C2SP tlog-proof).

A proof stays when its publication is withdrawn: it says what was public once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from prakat.publications.models import Edition
from prakat.record import proof
from prakat.record.models import Entry
from prakat.website.build.page import Rendered
from prakat.website.pages import editions

_PATH = re.compile(r"/proof/([0-9a-f]{64})\.tlog-proof\Z")
ACTS = ("publication.published", "publication.corrected", "publication.imported")


def address(sha256: str) -> str:
    """Where the proof for an edition's digest, or a file's, is."""
    return f"/proof/{sha256}.tlog-proof"


def digests(data: Mapping[str, Any]) -> Iterator[str]:
    """What an act made public: the edition and each of its files."""
    yield data["digest"]
    for item in data["files"]:
        yield item["sha256"]


class Proofs:
    name = "proofs"

    def __init__(self) -> None:
        self._entries: dict[str, int] = {}

    def paths(self) -> Iterable[str]:
        yield from self._of(Entry.objects.filter(kind__in=ACTS).order_by("seq").iterator(chunk_size=500))

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        named = editions.numbers_in(changes, "publication")
        yield from self._of(Entry.objects.filter(subject__in=named, kind__in=ACTS).order_by("seq"))

    def _of(self, entries: Iterable[Entry]) -> Iterator[str]:
        for entry in entries:
            for sha256 in digests(entry.data):
                self._entries[sha256] = entry.seq
                yield address(sha256)

    def render(self, path: str) -> Rendered | None:
        match = _PATH.match(path)
        entry = self._entry(match[1]) if match else None
        if entry is None:
            return None
        text = proof.tlog_proof(entry)
        needs = frozenset({f"publication:{entry.subject}"})
        return Rendered(path, text.encode(), media_type="text/plain; charset=utf-8", needs=needs)

    def _entry(self, sha256: str) -> Entry | None:
        """The latest act that made this public: first the one that told us so."""
        seq = self._entries.pop(sha256, None)
        if seq is not None:
            return Entry.objects.filter(pk=seq).first()
        found = [entry for entry in self._candidates(sha256) if sha256 in digests(entry.data)]
        return max(found, key=lambda entry: entry.seq, default=None)

    def _candidates(self, sha256: str) -> Iterator[Entry]:
        known = Edition.objects.filter(digest=sha256) | Edition.objects.filter(content__icontains=sha256)
        publications: set[UUID] = set(known.values_list("publication", flat=True))
        yield from Entry.objects.filter(subject__in=map(str, publications), kind__in=ACTS)
