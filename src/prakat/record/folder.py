"""The log as files: each is there whole or not at all, and on the disk before the next is written."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prakat.record import merkle
from prakat.record.tiles import Tile

CHECKPOINT = "checkpoint"
KEY = "key"


class MissingTileError(LookupError):
    """A tile that the checkpoint stands on is not in the folder, or is cut short."""


class LogFolder:
    """Tiles, entry bundles, checkpoint and verifier key, at the paths of C2SP ``tlog-tiles``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, data: bytes) -> None:
        """Replace the file ``name`` in one step, on the disk when this returns."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.new")
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)

    def text(self, name: str) -> str | None:
        path = self.path / name
        return path.read_text(encoding="utf-8") if path.exists() else None

    def tile(self, tile: Tile) -> bytes:
        """The tile's bytes; where the partial tile is gone, the beginning of the full one.

        Raises MissingTileError.
        """
        size = tile.width * merkle.HASH_BYTES
        for path in (tile.path, tile.full.path):
            try:
                data = (self.path / path).read_bytes()
            except FileNotFoundError:
                continue
            if len(data) >= size:
                return data[:size]
        raise MissingTileError(f"{tile.path} is missing: remove {self.path}, and the log is written anew")

    def drop_partials(self, tile: Tile) -> None:
        """Remove the partial forms of a full tile, and of its entry bundle at level 0."""
        for full in (tile.path, *([tile.bundle_path] if tile.level == 0 else [])):
            shutil.rmtree(self.path / f"{full}.p", ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time on this machine; the lock ends with the process that holds it."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
