"""An entry of the manifest as an HTTP answer: headers, conditions, ranges, encodings. Needs no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from prakat.website.manifest import Entry

Headers = list[tuple[str, str]]
Body = Iterable[bytes]

CHUNK_BYTES = 256 * 1024
ENCODINGS = {"br": "br", "gz": "gzip"}
"""Compressed forms as the store names them, and as HTTP does (RFC 9110 section 8.4.1), best first."""

_CACHE = {
    "page": "public, no-cache",
    "file": "public, max-age=3600",
    "immutable": "public, max-age=31536000, immutable",
}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# A file came from outside: what a browser would run as a page of ours gets no rights at all.
_ACTIVE_FILE = re.compile(r"text/html|application/xhtml|image/svg|[^;]*[/+]xml")
_ACTIVE_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_FILE_POLICY = "frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything a GET is answered with, ready to send. ``body`` is the iterable that WSGI takes."""

    code: int
    status: str
    headers: Headers
    body: list[bytes]


def status_line(code: int) -> str:
    return f"{code} {HTTPStatus(code).phrase}"


def security_headers(*, tls: bool) -> Headers:
    """What every answer carries, whatever it is."""
    headers = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    return [*headers, ("Strict-Transport-Security", "max-age=31536000")] if tls else headers


def etag(entry: Entry, form: str) -> str:
    """Strong entity tag (RFC 9110 section 8.8.3): another one for each form of the same page."""
    return f'"{entry.body[:32]}{"-" + form if form else ""}"'


def best_form(entry: Entry, accepted: frozenset[str]) -> str:
    """The form to send: "br", "gz" or "" for the bytes as they are."""
    if entry.br and "br" in accepted:
        return "br"
    return "gz" if entry.gz and "gz" in accepted else ""


def headers_of(entry: Entry, form: str, size: int, common: Headers) -> Headers:
    """Headers of a full answer of ``size`` bytes."""
    headers = [("Content-Type", entry.type), ("Content-Length", str(size)), *_validators(entry, form)]
    if form:
        headers.append(("Content-Encoding", ENCODINGS[form]))
    if takes_ranges(entry):
        headers.append(("Accept-Ranges", "bytes"))
    return [*headers, *common, *_policy(entry), *entry.headers]


def answer(entry: Entry, form: str, data: bytes, common: Headers) -> Answer:
    headers = headers_of(entry, form, len(data), common)
    return Answer(entry.status, status_line(entry.status), headers, [data])


def not_modified(entry: Entry, form: str) -> Headers:
    return _validators(entry, form)


def takes_ranges(entry: Entry) -> bool:
    """Parts are given of files, which have one form only; nobody resumes a web page."""
    return entry.status == HTTPStatus.OK and not entry.br and not entry.gz


def _validators(entry: Entry, form: str) -> Headers:
    headers = [("ETag", etag(entry, form)), ("Cache-Control", _CACHE[entry.cache])]
    return [*headers, ("Vary", "Accept-Encoding")] if entry.br or entry.gz else headers


def _policy(entry: Entry) -> Headers:
    if entry.cache == "immutable":
        return [("Cross-Origin-Resource-Policy", "same-origin")]
    if entry.cache == "file":
        policy = _ACTIVE_FILE_POLICY if _ACTIVE_FILE.match(entry.type) else _FILE_POLICY
        return [("Content-Security-Policy", policy), ("Cross-Origin-Resource-Policy", "cross-origin")]
    return [("Content-Security-Policy", _PAGE_POLICY), ("Cross-Origin-Resource-Policy", "same-origin")]


def accepted_forms(header: str) -> frozenset[str]:
    """Forms that an Accept-Encoding header takes (RFC 9110 section 12.5.3)."""
    taken: dict[str, bool] = {}
    for item in header.lower().split(","):
        name, _, parameters = item.partition(";")
        taken[name.strip()] = not re.search(r"q\s*=\s*0(\.0*)?\s*$", parameters)
    star = taken.get("*", False)
    return frozenset(form for form, name in ENCODINGS.items() if taken.get(name, star))


def matches(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names ``tag``; compared weakly (RFC 9110 section 13.1.2)."""
    if header.strip() == "*":
        return True
    return any(item.strip().removeprefix("W/") == tag for item in header.split(","))


@dataclass(frozen=True)
class Part:
    """Bytes ``start`` to ``end`` (not included)."""

    start: int
    end: int


class Unsatisfiable(ValueError):
    """The range lies outside the file (416)."""


def wanted_part(header: str, size: int) -> Part | None:
    """The part that a Range header asks for; None where it asks for several or for nothing readable, which
    is answered with the whole (RFC 9110 section 14.2). Raises Unsatisfiable."""
    found = re.fullmatch(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", header)
    if not found or found[0].strip() == "bytes=-":
        return None
    first, last = found[1], found[2]
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= end:
        raise Unsatisfiable
    return Part(start, end)


class FilePart:
    """Streams a part of a file. Opens it at once: a missing file is noticed before any header is sent."""

    def __init__(self, path: Path, part: Part) -> None:
        self._file = path.open("rb")
        self._file.seek(part.start)
        self._left = part.end - part.start

    def __iter__(self) -> Iterator[bytes]:
        while self._left > 0 and (data := self._file.read(min(CHUNK_BYTES, self._left))):
            self._left -= len(data)
            yield data

    def close(self) -> None:
        self._file.close()
