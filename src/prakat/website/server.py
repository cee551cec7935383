"""The readers' server: WSGI in front of Django. A published address never reaches Django or the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from prakat.website import answers
from prakat.website.answers import Answer, Body, FilePart, Headers, Part, status_line
from prakat.website.hosts import Hosts
from prakat.website.logfiles import PREFIX as LOG
from prakat.website.logfiles import LogFiles
from prakat.website.manifest import Entry, Manifest
from prakat.website.paths import BadPath, from_wsgi, href, normalise
from prakat.website.site import LARGEST_IN_MEMORY, Site

DYNAMIC = (
    "/staff",
    "/search",
    "/api",
    "/static",
    "/media",
    "/healthz",
    "/readyz",
    "/metrics",
    "/login",
)
"""What Django answers: these paths and everything below them."""

Environ = dict[str, Any]

_TEXT = "text/plain; charset=utf-8"
_WORDS = {
    HTTPStatus.BAD_REQUEST: "คำขอไม่ถูกต้อง / This request cannot be understood.",
    HTTPStatus.NOT_FOUND: "ไม่พบหน้านี้ / There is no such page.",
    HTTPStatus.METHOD_NOT_ALLOWED: "อ่านได้อย่างเดียว / This page can only be read.",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "ไฟล์สั้นกว่านั้น / The file is shorter than that.",
    HTTPStatus.MISDIRECTED_REQUEST: "ไม่ใช่เว็บไซต์นี้ / This site is not served here.",
    HTTPStatus.SERVICE_UNAVAILABLE: "ยังไม่พร้อมให้บริการ ลองใหม่ในอีกสักครู่ / Not ready yet: try again in a moment.",
}


class Front:
    """Published addresses from memory, the log from its folder, the dynamic ones from ``django``."""

    def __init__(
        self,
        django: WSGIApplication,
        manifest: Manifest,
        *,
        log_folder: Path,
        hosts: Sequence[str],
        tls: bool,
        dynamic: Sequence[str] = DYNAMIC,
        cache_bytes: int | None = None,
    ) -> None:
        self._common = answers.security_headers(tls=tls)
        room = {} if cache_bytes is None else {"cache_bytes": cache_bytes}
        self.site = Site(manifest, self._common, **room)
        self.site.refresh()
        self._django = django
        self._log = LogFiles(log_folder)
        self._hosts = Hosts(hosts)
        self._dynamic = tuple(dynamic)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        found = self._at_hand(environ)
        if found is None:
            return self._answer(environ, start_response)
        start_response(found.status, found.headers)
        return found.body

    def _at_hand(self, environ: Environ) -> Answer | None:
        """The way of nearly every request: the answer in memory, where nothing but a lookup is needed."""
        ready = self.site.ready.get(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if ready is None:
            return None
        found = ready.get(environ["PATH_INFO"])
        if (
            found is not None
            and environ["REQUEST_METHOD"] == "GET"
            and environ.get("HTTP_HOST", "") in self._hosts.known
            and "HTTP_IF_NONE_MATCH" not in environ
            and "HTTP_RANGE" not in environ
        ):
            return found
        return None

    def _answer(self, environ: Environ, start: StartResponse) -> Body:
        """1. our host 2. a path 3. Django's, the log's or a page's 4. spelled as it is stored."""
        refusal = self._hosts.refusal(environ.get("HTTP_HOST", ""))
        if refusal:
            return self._plain(refusal, environ, start)
        try:
            asked = from_wsgi(environ["PATH_INFO"])
            path = normalise(asked)
        except BadPath:
            return self._plain(HTTPStatus.BAD_REQUEST, environ, start)
        answer = self._answerer(path)
        if answer is None:
            return self._missing(path, environ, start)
        target, respond = answer
        if target == asked:
            return respond(target, environ, start)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._missing(path, environ, start)
        return self._redirect(target, environ, start)

    def _answerer(self, path: str) -> tuple[str, Callable[[str, Environ, StartResponse], Body]] | None:
        """Who answers ``path``, and under which spelling; None where nobody does."""
        if self._is_dynamic(path):
            return path, self._dynamic_page
        if path.startswith(LOG):
            return path, self._log_file
        for spelling in (path, path + "/"):
            if spelling in self.site.pages:
                return spelling, self._page
        return None

    def _is_dynamic(self, path: str) -> bool:
        return any(path == prefix or path.startswith(prefix + "/") for prefix in self._dynamic)

    def _dynamic_page(self, path: str, environ: Environ, start: StartResponse) -> Body:
        return self._django(environ, start)

    def _log_file(self, path: str, environ: Environ, start: StartResponse) -> Body:
        found = self._log.read(path)
        if found is None:
            return self._missing(path, environ, start)
        data, headers, tag = found
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._plain(HTTPStatus.METHOD_NOT_ALLOWED, environ, start)
        if answers.matches(environ.get("HTTP_IF_NONE_MATCH", ""), tag):
            start(status_line(304), [("ETag", tag)])
            return []
        return self._send(HTTPStatus.OK, [*headers, *self._common], [data], environ, start)

    def _page(self, path: str, environ: Environ, start: StartResponse) -> Body:
        entry = self.site.pages.get(path)
        if entry is None:  # withdrawn while we looked
            return self._missing(path, environ, start)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._plain(HTTPStatus.METHOD_NOT_ALLOWED, environ, start)
        accept = environ.get("HTTP_ACCEPT_ENCODING", "")
        form = answers.best_form(entry, answers.accepted_forms(accept))
        if entry.status == HTTPStatus.OK and answers.matches(
            environ.get("HTTP_IF_NONE_MATCH", ""), answers.etag(entry, form)
        ):
            start(status_line(304), answers.not_modified(entry, form))
            return []
        try:
            if answers.takes_ranges(entry) and (entry.size > LARGEST_IN_MEMORY or "HTTP_RANGE" in environ):
                return self._file(entry, environ, start)
            found = self.site.answer(path, entry, accept)
        except OSError:
            return self._plain(HTTPStatus.SERVICE_UNAVAILABLE, environ, start)
        return self._send(entry.status, found.headers, found.body, environ, start)

    def _file(self, entry: Entry, environ: Environ, start: StartResponse) -> Body:
        try:
            part = self._part(entry, environ)
        except answers.Unsatisfiable:
            length = [("Content-Range", f"bytes */{entry.size}")]
            return self._plain(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, environ, start, length)
        whole = part or Part(0, entry.size)
        headers = answers.headers_of(entry, "", whole.end - whole.start, self._common)
        status = HTTPStatus.OK
        if part:
            status = HTTPStatus.PARTIAL_CONTENT
            headers.append(("Content-Range", f"bytes {part.start}-{part.end - 1}/{entry.size}"))
        if environ["REQUEST_METHOD"] == "HEAD":
            return self._send(status, headers, [], environ, start)
        return self._send(status, headers, FilePart(self.site.file(entry), whole), environ, start)

    def _part(self, entry: Entry, environ: Environ) -> Part | None:
        """The part asked for, unless it is to be joined to bytes that are no longer these (If-Range)."""
        header = environ.get("HTTP_RANGE", "")
        if not header or environ["REQUEST_METHOD"] != "GET":
            return None
        if environ.get("HTTP_IF_RANGE", answers.etag(entry, "")) != answers.etag(entry, ""):
            return None
        return answers.wanted_part(header, entry.size)

    def _missing(self, path: str, environ: Environ, start: StartResponse) -> Body:
        """The built page that says so, in the language of the part of the site that was asked for."""
        if not self.site.loaded:
            return self._plain(HTTPStatus.SERVICE_UNAVAILABLE, environ, start)
        own = "/en/404.html" if path.startswith("/en/") else "/404.html"
        entry = self.site.pages.get(own)
        if entry is None:
            return self._plain(HTTPStatus.NOT_FOUND, environ, start)
        try:
            found = self.site.answer(own, entry, environ.get("HTTP_ACCEPT_ENCODING", ""))
        except OSError:
            return self._plain(HTTPStatus.NOT_FOUND, environ, start)
        headers = [header for header in found.headers if header[0] != "ETag"]
        return self._send(HTTPStatus.NOT_FOUND, headers, found.body, environ, start)

    def _redirect(self, path: str, environ: Environ, start: StartResponse) -> Body:
        query = environ.get("QUERY_STRING", "")
        suffix = f"?{query}" if query and query.isascii() and query.isprintable() else ""
        return self._plain(HTTPStatus.MOVED_PERMANENTLY, environ, start, [("Location", href(path) + suffix)])

    def _plain(
        self,
        status: HTTPStatus,
        environ: Environ,
        start: StartResponse,
        extra: Sequence[tuple[str, str]] = (),
    ) -> Body:
        data = (_WORDS.get(status, "") + "\n").encode()
        headers = [("Content-Type", _TEXT), ("Content-Length", str(len(data))), ("Cache-Control", "no-cache")]
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append(("Allow", "GET, HEAD"))
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append(("Retry-After", "5"))
        return self._send(status, [*headers, *self._common, *extra], [data], environ, start)

    def _send(
        self, status: int, headers: Headers, body: Body, environ: Environ, start: StartResponse
    ) -> Body:
        start(status_line(status), headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else body
