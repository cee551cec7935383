from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from prakat.publications import freeze
from prakat.publications.models import Edition, Evidence, PublicationPage, Standing
from prakat.record import queries as record
from prakat.record.models import Entry


class RecordMismatch(Exception):
    """The stored content is not what the record's latest entry names; it must not be shown."""


def public() -> QuerySet[Standing]:
    """Everything that is public now, newest first."""
    return (
        Standing.objects.filter(state=Standing.State.PUBLIC)
        .select_related("edition")
        .order_by("-dated_at", "-entry_seq")
    )


def standing_at(path: str) -> Standing | None:
    return Standing.objects.select_related("edition").filter(path=path).first()


def standing_of(publication: UUID | str) -> Standing | None:
    return Standing.objects.select_related("edition").filter(publication=publication).first()


def verified_content(standing: Standing) -> dict[str, Any]:
    """The content of the edition that the record names, checked against the digest in the record.

    Raises :class:`RecordMismatch` when the row points elsewhere or the content was altered.
    """
    return _verified(standing, record.latest(str(standing.publication)))


def _verified(standing: Standing, entry: Entry | None) -> dict[str, Any]:
    named = entry.data["digest"] if entry else None
    content = standing.edition.content
    if content is None or standing.edition.digest != named or freeze.digest(content) != named:
        raise RecordMismatch(f"{standing.path}: the stored edition is not the one in the record")
    return dict(content)


def verified_contents(standings: Sequence[Standing]) -> dict[UUID, dict[str, Any]]:
    """As :func:`verified_content`, for many at the cost of one query (select ``edition`` with them)."""
    named = record.latest_of([str(standing.publication) for standing in standings])
    return {
        standing.publication: _verified(standing, named.get(str(standing.publication)))
        for standing in standings
    }


def editions_of(publication: UUID | str) -> QuerySet[Edition]:
    return Edition.objects.filter(publication=publication).order_by("number")


def next_number(publication: UUID | str) -> int:
    last = editions_of(publication).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def draft_of(publication: UUID | str) -> PublicationPage | None:
    """The draft as it was last saved, which may be ahead of what is public."""
    page = PublicationPage.objects.filter(uuid=publication).first()
    return page.get_latest_revision_as_object() if page else None


def evidence_for(keys: Collection[str]) -> QuerySet[Evidence]:
    """What answers these matters now."""
    return Evidence.objects.filter(key__in=keys, until__isnull=True)
