"""What may be shown of a publication: only the edition that the record names, checked once an entry."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from prakat.publications import queries
from prakat.publications.models import Standing

KEPT = 128
"""Editions kept in memory: enough for the lists and feeds of one act, little enough for a build of any size."""
_checked: dict[tuple[UUID, int, int], dict[str, Any]] = {}


def content_of(standing: Standing) -> dict[str, Any]:
    """The content the record names; raises ``RecordMismatch`` when what is stored is something else.

    An entry of the record never changes, so one check is good for as long as the standing names it.
    """
    key = stamp(standing)
    found = _checked.get(key)
    if found is None:
        found = queries.verified_content(standing)
        if len(_checked) >= KEPT:
            _checked.clear()
        _checked[key] = found
    return found


def stamp(standing: Standing) -> tuple[UUID, int, int]:
    """What names a verified edition: the publication, the record's entry, the edition."""
    return standing.publication, standing.entry_seq, standing.edition_id


def need(standing: Standing) -> str:
    """The change key of a publication."""
    return f"publication:{standing.publication}"


def numbers_in(changes: Collection[str], prefix: str) -> list[str]:
    """What follows ``prefix:`` in the change keys."""
    start = f"{prefix}:"
    return sorted(change[len(start) :] for change in changes if change.startswith(start))
