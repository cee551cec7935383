"""A web process never works on a database other than the one that is there now.

SQLite would quietly make an empty file where its file was moved away, and go on with a file that was replaced.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from django.db import connection, connections

ALWAYS = {"/healthz", "/readyz"}
"""Answered without a database, too."""

_AWAY = "ฐานข้อมูลไม่พร้อม ลองใหม่ในอีกสักครู่ / The database is away: try again in a moment.\n".encode()
_HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Length", str(len(_AWAY))),
    ("Cache-Control", "no-store"),
    ("Retry-After", "5"),
]


def sqlite_file() -> Path | None:
    """The file of an SQLite database; None for a server, and for a database in memory."""
    name = str(connection.settings_dict["NAME"])
    return Path(name) if connection.vendor == "sqlite" and "memory" not in name else None


class SameDatabase:
    """WSGI around Django: 503 while the database file is away, fresh connections when it is another one."""

    def __init__(self, django: WSGIApplication, file: Path | None) -> None:
        self._django = django
        self._file = file
        self._known = threading.local()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if self._file and not self._renewed(self._file) and environ["PATH_INFO"] not in ALWAYS:
            start_response("503 Service Unavailable", _HEADERS)
            return [_AWAY]
        return self._django(environ, start_response)

    def _renewed(self, file: Path) -> bool:
        """Close this thread's connections when they lead elsewhere; whether there is a database."""
        try:
            found = file.stat()
        except OSError:
            identity = None
        else:
            identity = (found.st_dev, found.st_ino)
        if identity != getattr(self._known, "identity", identity):
            connections.close_all()
        self._known.identity = identity
        return identity is not None
