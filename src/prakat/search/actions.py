"""Verbs on the search index. All are idempotent: the index can be made again from what is public."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from prakat.publications import queries as publications
from prakat.publications.models import Standing
from prakat.search import backends, files
from prakat.search.folding import flat, passages, segments
from prakat.search.indexing import Findable, findable
from prakat.search.models import SearchDocument, SearchPassage

LONGEST_TITLE = 500

log = logging.getLogger(__name__)


def sync(publication: UUID | str) -> None:
    """Make the index say of a publication what is public of it now: its current edition, or nothing."""
    standing = publications.standing_of(publication)
    if standing is None or standing.state != Standing.State.PUBLIC:
        remove(publication)
    else:
        _index(standing)


def reindex_all(progress: Callable[[int], None] = lambda done: None) -> int:
    """Index everything that is public, oldest first, and forget the rest. Searches go on meanwhile.

    `progress` is told how many are done. Returns how many there were.
    """
    wanted = list(publications.public().reverse().values_list("pk", flat=True))
    for done, publication in enumerate(wanted, start=1):
        sync(publication)
        progress(done)
    for known in set(SearchDocument.objects.values_list("publication", flat=True)) - set(wanted):
        sync(known)
    backends.current().tidy()
    return len(wanted)


def tidy(now: datetime) -> None:
    """The nightly job; see `Backend.tidy`."""
    backends.current().tidy()


def _index(standing: Standing) -> None:
    """Index the edition that the record names. What is not what the record names is not to be found."""
    try:
        content = publications.verified_content(standing)
    except publications.RecordMismatch as mismatch:
        log.error("search: %s", mismatch)
        remove(standing.publication)
        return
    attached = tuple(files.parts(content["attachments"]))
    index_document(findable(content, published=standing.dated_at, files=attached))


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
