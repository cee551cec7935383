"""Reads of the record."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max

from prakat.record import merkle
from prakat.record.models import Entry


class RecordDamagedError(Exception):
    """Entries are missing, or one is not what its leaf hash was made from: the triggers were passed by."""


def size() -> int:
    """Number of entries; also the ``seq`` of the next one."""
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first()
    return 0 if last is None else last + 1


def latest(subject: str) -> Entry | None:
    """The last entry about a subject."""
    return Entry.objects.filter(subject=subject).order_by("-seq").first()


def latest_of(subjects: Iterable[str]) -> dict[str, Entry]:
    """Subject → the newest entry about it, in one query; subjects without an entry are left out."""
    grouped = Entry.objects.filter(subject__in=list(subjects)).order_by("subject").values("subject")
    numbers = grouped.annotate(newest=Max("seq")).values_list("newest", flat=True)
    return {entry.subject: entry for entry in Entry.objects.filter(seq__in=numbers)}


def between(start: int, end: int) -> list[Entry]:
    """Entries ``start`` to ``end`` (not included), in order, as far as there are any."""
    return list(Entry.objects.filter(seq__gte=start, seq__lt=end).order_by("seq"))


def bodies(start: int, end: int) -> list[bytes]:
    """The leaves ``start`` to ``end`` (not included), each checked against its hash.

    Raises RecordDamagedError.
    """
    rows = Entry.objects.filter(seq__gte=start, seq__lt=end).order_by("seq").values_list("body", "leaf_hash")
    leaves = [_checked(body.encode(), bytes(leaf), seq) for seq, (body, leaf) in enumerate(rows, start)]
    if len(leaves) != end - start:
        raise RecordDamagedError(f"entries {start} to {end - 1} are wanted, and {len(leaves)} are there")
    return leaves


def _checked(body: bytes, leaf: bytes, seq: int) -> bytes:
    if merkle.leaf_hash(body) != leaf:
        raise RecordDamagedError(f"entry {seq} is not what its hash was made from")
    return body
