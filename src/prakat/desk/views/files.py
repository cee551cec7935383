"""Files that are not public yet: sent only to who may see the draft or the case they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from prakat.publications import blobs

SHOWN_IN_BROWSER = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif", "text/plain"}
)


def send(attached: Sequence[Mapping[str, Any]], sha256: str) -> HttpResponse:
    """The file as it was handed in, never run: shown only if it is a plain kind, and in a sandbox."""
    found = next((item for item in attached if item["sha256"] == sha256), None)
    if found is None:
        raise Http404
    kind = found["media_type"] if found["media_type"] in SHOWN_IN_BROWSER else "application/octet-stream"
    response = HttpResponse(
        blobs.read(sha256), content_type=f"{kind}; charset=utf-8" if kind == "text/plain" else kind
    )
    response.headers["Content-Disposition"] = _disposition(
        found["name"], inline=kind != "application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _disposition(name: str, *, inline: bool) -> str:
    return content_disposition_header(not inline, name) or "attachment"
