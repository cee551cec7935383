"""A small site built from made-up pages, and a reader who asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_to_bytes

from prakat.website.build.page import Rendered
from prakat.website.manifest import Entry, Manifest
from prakat.website.paths import normalise
from prakat.website.server import Front
from prakat.website.store import is_text

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@dataclass
class Pages:
    """A source whose pages are what the test says; counts what is rendered."""

    name: str = "pages"
    made: dict[str, Rendered | Exception] = field(default_factory=dict)
    new: dict[str, list[str]] = field(default_factory=dict)
    rendered: list[str] = field(default_factory=list)

    def put(self, path: str, body: str, *needs: str, **more: Any) -> None:
        self.made[path] = Rendered(path, body.encode(), needs=frozenset(needs), **more)

    def paths(self) -> Iterable[str]:
        return list(self.made)

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        return [path for change in sorted(changes) for path in self.new.get(change, [])]

    def render(self, path: str) -> Rendered | None:
        self.rendered.append(path)
        made = self.made.get(path)
        if isinstance(made, Exception):
            raise made
        return made


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Reader:
    """Asks a WSGI application as a web server would."""

    front: Front

    def get(self, url: str, *, method: str = "GET", host: str = "k.go.th", **headers: str) -> Reply:
        path, _, query = url.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "HTTP_HOST": host,
        }
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        said: list[Any] = []

        def start_response(status: str, head: Any, exc_info: Any = None, /) -> Any:
            said.extend([status, head])

        body = self.front(environ, start_response)
        data = b"".join(body)
        getattr(body, "close", lambda: None)()
        return Reply(int(said[0][:3]), {name.lower(): value for name, value in said[1]}, data)


class Publisher:
    """Puts pages straight into a manifest, as the engine does."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest

    def publish(
        self, path: str, body: bytes, media_type: str = "text/html; charset=utf-8", **more: Any
    ) -> Entry:
        store = self.manifest.store
        digest = store.put(body)
        forms = store.compress(digest, body, quality=5) if is_text(media_type) else frozenset()
        entry = Entry(
            more.pop("status", 200), media_type, digest, len(body), "br" in forms, "gz" in forms, **more
        )
        self.manifest.swap({normalise(path): entry}, now=NOW)
        return entry

    def remove(self, path: str) -> None:
        self.manifest.swap({normalise(path): None}, now=NOW)
