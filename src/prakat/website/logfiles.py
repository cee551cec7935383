"""The transparency log, straight from its folder: C2SP tlog-tiles paths and nothing else. Needs no Django."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from prakat.website.answers import Headers

PREFIX = "/log/"

_TEXT = "text/plain; charset=utf-8"
_BYTES = "application/octet-stream"
_WIDTH = r"[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]"
_TILE = re.compile(
    rf"tile/(?:entries|[0-9]|[1-5][0-9]|6[0-3])/(?:x[0-9]{{3}}/){{0,5}}[0-9]{{3}}(?P<partial>\.p/(?:{_WIDTH}))?"
)


class LogFiles:
    """Reads only names that a log has, so no path leads out of its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> tuple[bytes, Headers, str] | None:
        """Bytes, headers and entity tag of the file of the log at ``path``; None where there is none."""
        name = path.removeprefix(PREFIX)
        kind = _kind(name)
        if kind is None:
            return None
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        tag = f'"{sha256(data).hexdigest()[:32]}"'
        media_type, cache = kind
        headers = [
            ("Content-Type", media_type),
            ("Content-Length", str(len(data))),
            ("ETag", tag),
            ("Cache-Control", cache),
            ("Access-Control-Allow-Origin", "*"),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
        ]
        return data, headers, tag


def _kind(name: str) -> tuple[str, str] | None:
    """Type and caching: the head changes, a full tile never does, a partial one goes when it is full."""
    if name in {"checkpoint", "key"}:
        return _TEXT, "public, no-cache"
    tile = _TILE.fullmatch(name)
    if not tile:
        return None
    return _BYTES, "public, max-age=3600" if tile["partial"] else "public, max-age=31536000, immutable"
