"""Which page was built from what, so that a change finds the pages it makes out of date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from itertools import islice

from django.db import transaction
from django.db.models import Q

from prakat.website.build.page import PageSource, Rendered
from prakat.website.models import BuiltPage, PageNeed

# SQLite takes a limited number of values in one statement.
_AT_ONCE = 500

RETRY = "retry"
"""Change key of a page that could not be built: the next build of this key tries it again."""

Pages = Mapping[str, Rendered | None]


def pages_needing(changes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Path and source of every page that shows something named by ``changes``."""
    for keys in _chunks(sorted(changes)):
        stale = PageNeed.objects.filter(key__in=keys).values("path")
        yield from BuiltPage.objects.filter(path__in=stale).values_list("path", "source")


@transaction.atomic
def remember(pages: Pages, *, sources: Mapping[str, PageSource | None], now: datetime) -> None:
    """Write down what ``pages`` were built from; forget those that are gone (None)."""
    gone = [path for path, rendered in pages.items() if rendered is None]
    _forget(gone)
    live = {path: rendered for path, rendered in pages.items() if rendered is not None}
    _write_needs(live)
    _write_pages(live, sources, now)


def remember_failures(
    paths: Collection[str], *, sources: Mapping[str, PageSource | None], now: datetime
) -> None:
    """Write down that ``paths`` are to be tried again; what they were built from before stays."""
    failed = [(path, source) for path in paths if (source := sources[path])]
    pages = [BuiltPage(path=path, source=source.name, digest="", built_at=now) for path, source in failed]
    BuiltPage.objects.bulk_create(pages, batch_size=_AT_ONCE // 4, ignore_conflicts=True)
    retries = [PageNeed(path=path, key=RETRY) for path, _ in failed]
    PageNeed.objects.bulk_create(retries, batch_size=_AT_ONCE, ignore_conflicts=True)


def failed() -> list[str]:
    """Paths that could not be built and keep their old bytes."""
    return list(PageNeed.objects.filter(key=RETRY).order_by("path").values_list("path", flat=True))


def _forget(paths: list[str]) -> None:
    PageNeed.objects.filter(path__in=paths).delete()
    BuiltPage.objects.filter(path__in=paths).delete()


def _write_needs(pages: Mapping[str, Rendered]) -> None:
    """Only the difference is written: most needs stay as they are from build to build."""
    rows = PageNeed.objects.filter(path__in=pages).values_list("path", "key")
    known = set(rows)
    wanted = {(path, key) for path, rendered in pages.items() for key in rendered.needs}
    for path, keys in _by_path(known - wanted).items():
        PageNeed.objects.filter(Q(path=path) & Q(key__in=keys)).delete()
    fresh = [PageNeed(path=path, key=key) for path, key in sorted(wanted - known)]
    PageNeed.objects.bulk_create(fresh, batch_size=_AT_ONCE)


def _write_pages(
    pages: Mapping[str, Rendered], sources: Mapping[str, PageSource | None], now: datetime
) -> None:
    known = BuiltPage.objects.in_bulk(list(pages))
    rows = [_row(path, rendered, sources[path], now) for path, rendered in pages.items()]
    fresh = [row for row in rows if not _same(known.get(row.path), row)]
    BuiltPage.objects.bulk_create(
        fresh,
        batch_size=_AT_ONCE // 4,
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["source", "digest", "built_at"],
    )


def _row(path: str, rendered: Rendered, source: PageSource | None, now: datetime) -> BuiltPage:
    digest = rendered.blob or sha256(rendered.body).hexdigest()
    return BuiltPage(path=path, source=source.name if source else "", digest=digest, built_at=now)


def _same(known: BuiltPage | None, row: BuiltPage) -> bool:
    return known is not None and (known.source, known.digest) == (row.source, row.digest)


def _by_path(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for path, key in pairs:
        keys.setdefault(path, []).append(key)
    return keys


def _chunks(items: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(items)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk
