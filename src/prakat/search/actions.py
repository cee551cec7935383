"""Verbs on the search index. All are idempotent: the index can be made again from what is public."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from prakat.search.folding import flat, passages, segments
from prakat.search.indexing import Findable
from prakat.search.models import SearchDocument, SearchPassage

LONGEST_TITLE = 500


@transaction.atomic
def index_document(found: Findable) -> None:
    """Put a publication into the index, in place of what the index had of it."""
    title = found.title[:LONGEST_TITLE]
    document, _created = SearchDocument.objects.update_or_create(
        publication=found.publication,
        defaults={
            "path": found.path,
            "slug": found.slug,
            "title": title,
            "folded_title": flat(title),
            "kind": found.kind,
            "unit": found.unit,
            "section": found.section,
            "published": found.published,
            "signed": found.signed,
        },
    )
    document.passages.all().delete()
    SearchPassage.objects.bulk_create(_passages(document, found))


@transaction.atomic
def remove(publication: UUID | str) -> None:
    """Take a publication out of the index; nothing happens when it is not there."""
    SearchDocument.objects.filter(publication=publication).delete()


def _passages(document: SearchDocument, found: Findable) -> Iterator[SearchPassage]:
    """At least one passage, so that a title without text is found too."""
    groups = [(part.source, group) for part in found.parts for group in passages(segments(part.text))]
    for position, (source, group) in enumerate(groups or [("", [])]):
        folded = [document.folded_title, *map(flat, group)]
        yield SearchPassage(
            document=document,
            position=position,
            source=source,
            text="\n".join(group),
            folded="\n".join(folded),
        )
