"""Which software built a site: when that changes, every page is rendered anew."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

ROOM = Path(__file__).resolve().parent.parent
_KINDS = {".py", ".html", ".xml", ".css", ".js", ".woff2", ".svg", ".mo"}


@cache
def fingerprint() -> str:
    """Digest of the website room's own files and of the address that pages name as theirs."""
    digest = sha256(settings.SITE_URL.encode())
    for file in sorted(path for path in ROOM.rglob("*") if path.suffix in _KINDS):
        digest.update(str(file.relative_to(ROOM)).encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()
