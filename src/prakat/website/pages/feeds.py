"""What is new, for programs: Atom (RFC 4287) for everything and for each section, and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from prakat.publications import queries
from prakat.publications.kinds import SECTION_BY_SLUG, SECTIONS, Kind
from prakat.publications.models import Standing
from prakat.website.build.page import Rendered
from prakat.website.pages import addresses, chrome, editions

NEWEST = 50
ALL, JSON = "/feeds/all.atom", "/feeds/all.json"
_PATH = re.compile(r"/feeds/([a-z-]+)\.atom\Z")


@dataclass(frozen=True)
class Entry:
    """One publication; ``updated`` moves with every correction, ``id`` never does."""

    id: str
    title: str
    url: str
    summary: str
    kind: str
    unit: str
    published: datetime
    updated: datetime
    files: tuple[dict[str, Any], ...]


def entry(standing: Standing) -> Entry:
    content = editions.content_of(standing)
    kind = str(Kind(standing.kind).label)
    return Entry(
        id=f"urn:uuid:{standing.publication}",
        title=content["title"],
        url=addresses.absolute(standing.path),
        summary=content["summary"],
        kind=kind,
        unit=content["unit"]["name"],
        published=timezone.localtime(standing.dated_at).replace(microsecond=0),
        updated=timezone.localtime(standing.changed_at).replace(microsecond=0),
        files=tuple(
            {
                "url": addresses.absolute(addresses.file(item["sha256"], item["name"])),
                "mime_type": item["media_type"],
                "title": item["title"],
                "size_in_bytes": item["size"],
            }
            for item in content["attachments"]
        ),
    )


def atom(title: str, path: str, agency: chrome.AgencyView, entries: Sequence[Entry]) -> str:
    """An Atom feed. It was last updated when its newest entry was; an empty one at the start of 1970."""
    updated = max((item.updated for item in entries), default=None)
    context = {
        "title": title,
        "id": addresses.absolute(path),
        "home": addresses.absolute("/"),
        "updated": updated.isoformat() if updated else "1970-01-01T00:00:00+07:00",
        "agency": agency,
        "entries": entries,
    }
    return str(get_template("website/feeds/atom.xml").render(context))


def json_feed(title: str, entries: Sequence[Entry]) -> str:
    """JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": addresses.absolute("/"),
        "feed_url": addresses.absolute(JSON),
        "language": "th",
        "items": [_item(entry) for entry in entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "tags": [entry.kind, entry.unit],
    }
    return item | ({"attachments": list(entry.files)} if entry.files else {})


class Feeds:
    """``/feeds/all.atom``, ``/feeds/<section>.atom``, ``/feeds/all.json``"""

    name = "feeds"

    def paths(self) -> Iterable[str]:
        return [ALL, JSON, *(f"/feeds/{section.slug}.atom" for section in SECTIONS)]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        return ()

    def render(self, path: str) -> Rendered | None:
        with translation.override(settings.LANGUAGE_CODE):
            if path == JSON:
                entries = [entry(standing) for standing in queries.public()[:NEWEST]]
                body = json_feed(chrome.agency().full_name, entries)
                return _rendered(path, body, "application/feed+json", {"latest"})
            match = _PATH.match(path)
            return self._atom(path, match[1]) if match else None

    def _atom(self, path: str, slug: str) -> Rendered | None:
        public, needs, agency = queries.public(), {"latest"}, chrome.agency()
        title = _("Everything published by %(agency)s") % {"agency": agency.full_name}
        if path != ALL:
            section = SECTION_BY_SLUG.get(slug)
            if section is None:
                return None
            public, needs = public.filter(section=slug), {f"section:{slug}"}
            title = f"{section.title} · {agency.full_name}"
        entries = [entry(standing) for standing in public[:NEWEST]]
        return _rendered(path, atom(title, path, agency, entries), "application/atom+xml", needs)


def _rendered(path: str, body: str, media_type: str, needs: set[str]) -> Rendered:
    return Rendered(path, body.encode(), f"{media_type}; charset=utf-8", needs=frozenset({"agency", *needs}))
