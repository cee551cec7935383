"""Addresses for search engines: an index of maps of at most a thousand addresses each.

Publications are mapped in the order in which they became public, so that a new one changes the newest map only;
withdrawn ones leave a gap rather than move the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import escape

from prakat.publications.kinds import SECTIONS
from prakat.publications.models import Standing
from prakat.website.build.page import Rendered
from prakat.website.pages import addresses, duties, editions, policies

LARGEST = 1000
INDEX, FIXED = "/sitemap.xml", "/sitemaps/pages.xml"
XML = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PATH = re.compile(r"/sitemaps/([1-9][0-9]*)\.xml\Z")


def everything() -> QuerySet[Standing]:
    """All publications, the first published first."""
    return Standing.objects.order_by("published_at", "publication")


def maps(total: int) -> int:
    return -(-total // LARGEST)


def fixed_paths(now: datetime) -> list[str]:
    """Pages that are always there."""
    return [
        "/",
        *(addresses.section(section.slug) for section in SECTIONS),
        "/transparency/",
        *(addresses.ita_year(year) for year in duties.ita_years(now)),
        "/procedures/",
        *(f"/policies/{slug}/" for slug in policies.TITLES),
    ]


def urlset(urls: Iterable[tuple[str, str]]) -> str:
    """A map of addresses with the day each last changed (empty where that is not known)."""
    return _xml("urlset", "url", urls)


def index(paths: Sequence[str]) -> str:
    return _xml("sitemapindex", "sitemap", ((path, "") for path in paths))


def _xml(root: str, item: str, urls: Iterable[tuple[str, str]]) -> str:
    lines = [
        f"<{item}><loc>{escape(addresses.absolute(path))}</loc>"
        + (f"<lastmod>{changed}</lastmod>" if changed else "")
        + f"</{item}>"
        for path, changed in urls
    ]
    body = "\n".join(lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n{body}\n</{root}>\n'


class Sitemaps:
    """``/sitemap.xml`` and the maps it names."""

    name = "sitemaps"

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock

    def paths(self) -> Iterable[str]:
        return [INDEX, FIXED, *self._numbered()]

    def _numbered(self) -> list[str]:
        return [_path(number) for number in range(1, maps(Standing.objects.count()) + 1)]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        publications = [UUID(found) for found in editions.numbers_in(changes, "publication")]
        if not publications:
            return [FIXED] if "duties" in changes else []
        imported = Standing.objects.filter(publication__in=publications, imported=True)
        first = imported.order_by("published_at").values_list("published_at", flat=True).first()
        place = everything().filter(published_at__lt=first).count() if first else Standing.objects.count() - 1
        return [INDEX, *(_path(n) for n in range(place // LARGEST + 1, maps(Standing.objects.count()) + 1))]

    def render(self, path: str) -> Rendered | None:
        if path == INDEX:
            return Rendered(path, index([FIXED, *self._numbered()]).encode(), XML)
        if path == FIXED:
            return Rendered(path, urlset((found, "") for found in fixed_paths(self.clock())).encode(), XML)
        match = _PATH.match(path)
        return self._numbered_map(path, int(match[1])) if match else None

    def _numbered_map(self, path: str, number: int) -> Rendered | None:
        start = (number - 1) * LARGEST
        found = list(everything()[start : start + LARGEST])
        if not found:
            return None
        urls = [
            (standing.path, timezone.localdate(standing.changed_at).isoformat())
            for standing in found
            if standing.state == Standing.State.PUBLIC
        ]
        needs = frozenset(editions.need(standing) for standing in found)
        return Rendered(path, urlset(urls).encode(), XML, needs=needs)


def _path(number: int) -> str:
    return f"/sitemaps/{number}.xml"
