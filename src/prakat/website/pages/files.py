"""Attached files and pictures, under the digest of their content: what an address serves never changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from prakat.publications import queries
from prakat.publications.models import Blob, Edition, Standing
from prakat.website.build.page import Rendered
from prakat.website.pages import addresses, body, editions

_PATH = re.compile(r"/files/([0-9a-f]{16})/([^/]+)\Z")
_SHOWN = re.compile(
    r"(application/pdf|image/(jpeg|png|gif|webp)|text/(plain|csv)|(audio|video)/[a-z0-9.+-]+"
    r"|application/(zip|rtf|msword|vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-)[a-z0-9.-]+))\Z"
)


def named(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """SHA-256 and address of every file that an edition shows."""
    for item in content["attachments"]:
        yield item["sha256"], addresses.file(item["sha256"], item["name"])
    for sha256 in body.pictures(content["body"]):
        yield sha256, addresses.picture(sha256)


def safe_type(media_type: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The type to serve a file under. What a browser could run is handed over as a download of plain bytes."""
    if not _SHOWN.match(media_type):
        return "application/octet-stream", (("Content-Disposition", "attachment"),)
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type, ()


class Files:
    """``/files/<first half of the digest>/<name>``"""

    name = "files"

    def __init__(self) -> None:
        self._shown_by: dict[str, UUID] = {}

    def paths(self) -> Iterable[str]:
        for standing in queries.public().iterator(chunk_size=500):
            yield from self._remember(standing.publication, editions.content_of(standing))

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        publications = editions.numbers_in(changes, "publication")
        for edition in Edition.objects.filter(publication__in=publications, content__isnull=False):
            yield from self._remember(edition.publication, edition.content or {})

    def _remember(self, publication: UUID, content: Mapping[str, Any]) -> Iterator[str]:
        for _sha256, path in named(content):
            self._shown_by[path] = publication
            yield path

    def render(self, path: str) -> Rendered | None:
        match = _PATH.match(path)
        found = self._holder(path, match[1]) if match else None
        if found is None:
            return None
        standing, sha256 = found
        blob = Blob.objects.filter(pk=sha256).first()
        media_type, headers = safe_type(blob.media_type if blob else "image/jpeg")
        return Rendered(
            path,
            media_type=media_type,
            headers=headers,
            blob=sha256,
            cache="file",
            needs=frozenset({editions.need(standing)}),
        )

    def _holder(self, path: str, start: str) -> tuple[Standing, str] | None:
        """A public publication that shows this file under this name: first the one that named it to us."""
        for standing in self._candidates(path, start):
            for sha256, shown in named(editions.content_of(standing)):
                if shown == path:
                    return standing, sha256
        return None

    def _candidates(self, path: str, start: str) -> Iterator[Standing]:
        hinted = self._shown_by.pop(path, None)
        if hinted:
            yield from queries.public().filter(publication=hinted)
        yield from queries.public().filter(edition__content__icontains=start)
