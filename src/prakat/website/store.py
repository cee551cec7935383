"""The content-addressed store: bytes under their SHA-256, with their Brotli and gzip forms beside them.

``store/ab/cd/abcd…`` holds the bytes, ``abcd….br`` and ``abcd….gz`` what is sent to clients that take them.
Needs no Django: the readers' server uses it too.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import brotli

MANY = 64
"""From so many fresh files on, one sync of all file systems is quicker than a sync of each."""

# At least this part must be saved before a compressed form is kept: below it, decoding costs the phone more.
_WORTHWHILE = 0.95
_SMALLEST = 256
_TEXT = ("text/", "application/json", "application/xml", "application/javascript", "image/svg+xml")


def is_text(media_type: str) -> bool:
    """Whether bytes of this type shrink when compressed (web pages, feeds, JSON, SVG)."""
    plain = media_type.partition(";")[0].strip().lower()
    return plain.startswith(_TEXT) or plain.endswith(("+xml", "+json"))


class Store:
    """Files by content below one folder. What is put in is on disk for good only after ``sync``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._fresh: set[Path] = set()

    def path(self, digest: str, encoding: str = "") -> Path:
        """Where the bytes lie; ``encoding`` is "", "br" or "gz"."""
        name = f"{digest}.{encoding}" if encoding else digest
        return self.folder / digest[:2] / digest[2:4] / name

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its SHA-256 in hexadecimal. The same bytes again change nothing."""
        digest = hashlib.sha256(data).hexdigest()
        self._write(self.path(digest), data)
        return digest

    def compress(self, digest: str, data: bytes, *, quality: int) -> frozenset[str]:
        """Keep the Brotli (``quality`` 0–11) and gzip forms of ``data`` too; returns those worth having."""
        if len(data) < _SMALLEST:
            return frozenset()
        forms = {"br": brotli.compress(data, quality=quality), "gz": gzip.compress(data, 6, mtime=0)}
        kept = {name: form for name, form in forms.items() if len(form) <= len(data) * _WORTHWHILE}
        for name, form in kept.items():
            self._write(self.path(digest, name), form)
        return frozenset(kept)

    def read(self, digest: str, encoding: str = "") -> bytes:
        """The bytes as they lie there. Raises FileNotFoundError."""
        return self.path(digest, encoding).read_bytes()

    def size(self, digest: str) -> int:
        """Length in bytes. Raises FileNotFoundError."""
        return self.path(digest).stat().st_size

    def remove(self, digests: Iterable[str]) -> None:
        """Delete bytes and their compressed forms; what is not there is passed over."""
        for digest in digests:
            for encoding in ("br", "gz", ""):
                self.path(digest, encoding).unlink(missing_ok=True)

    def sync(self) -> None:
        """Return only when everything put in since the last call would survive a loss of power."""
        fresh, self._fresh = self._fresh, set()
        if len(fresh) >= MANY:
            os.sync()
            return
        for path in [*fresh, *{path.parent for path in fresh}, *{path.parent.parent for path in fresh}]:
            _sync(path)

    def _write(self, path: Path, data: bytes) -> None:
        # Files that were there already are synced too: a killed build may have left them unsynced,
        # and after a loss of power they may be short. That is why their bytes are compared.
        self._fresh.add(path)
        if _holds(path, data):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
