"""What may be shown of a publication: only the edition that the record names, checked once an entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from prakat.publications import queries
from prakat.publications.models import Standing

KEPT = 400
"""Editions kept in memory: enough for the lists and feeds of one act, little enough for a build of any size."""
_checked: dict[tuple[UUID, int, int], dict[str, Any]] = {}


def content_of(standing: Standing) -> dict[str, Any]:
    """The content the record names; raises ``RecordMismatch`` when what is stored is something else.

    An entry of the record never changes, so one check is good for as long as the standing names it.
    """
    found = _checked.get(stamp(standing))
    return found if found is not None else _keep(standing, queries.verified_content(standing))


def prepare(standings: Iterable[Standing]) -> None:
    """Check many at once, so that ``content_of`` has them at hand. At most ``KEPT`` of them."""
    unknown = [standing for standing in standings if stamp(standing) not in _checked][:KEPT]
    full = Standing.objects.select_related("edition").in_bulk([row.pk for row in unknown if _deferred(row)])
    unknown = [full.get(row.pk, row) for row in unknown]
    contents = queries.verified_contents(unknown) if unknown else {}
    for standing in unknown:
        _keep(standing, contents[standing.publication])


def _deferred(standing: Standing) -> bool:
    return "content" in standing.edition.get_deferred_fields()


def _keep(standing: Standing, content: dict[str, Any]) -> dict[str, Any]:
    while len(_checked) >= KEPT:
        _checked.pop(next(iter(_checked)))
    _checked[stamp(standing)] = content
    return content


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
