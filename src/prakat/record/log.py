"""The public transparency log: the record as signed static files that anyone can check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from prakat.record import keys, merkle, queries, tiles
from prakat.record.folder import CHECKPOINT, KEY, LogFolder
from prakat.record.models import Entry
from prakat.record.note import Checkpoint, Signer, read_checkpoint
from prakat.record.tiles import Tile, TileTree

STEP = 16 * tiles.WIDTH
"""Entries that one checkpoint adds at most: bounds what is held in memory when a long log is written anew."""

Bodies = Callable[[int, int], Sequence[bytes]]


class RecordForkedError(Exception):
    """The record does not continue the head that was signed before, so nothing more is signed."""


class Log:
    """The log in ``folder``, signed by ``signer``, of the entries that ``bodies(start, end)`` gives."""

    def __init__(self, folder: LogFolder, signer: Signer, bodies: Bodies = queries.bodies) -> None:
        self.folder = folder
        self.signer = signer
        self._bodies = bodies

    def published(self) -> Checkpoint | None:
        """The head that the checkpoint in the folder states."""
        note = self.folder.text(CHECKPOINT)
        return read_checkpoint(note) if note is not None else None

    def publish(self, size: int) -> Checkpoint:
        """Bring the log to ``size`` entries; a log that is as far already is only compared with the record.

        Every step ends with its checkpoint, so a process killed anywhere leaves a log that verifies, and the
        next one goes on from there. Raises RecordForkedError, RecordDamagedError, MissingTileError.
        """
        with self.folder.locked():
            self._keep(KEY, f"{self.signer.verifier}\n")
            head = self.published() or self._sign(0, merkle.EMPTY)
            if 0 < size <= head.size:
                self._confirm(size, head)
            while head.size < size:
                head = self._advance(head, min(size, head.size + STEP))
            return self._sign(head.size, head.root)

    def _confirm(self, size: int, head: Checkpoint) -> None:
        """The published tile that holds entry ``size - 1`` says what the record says.

        A database put back from an old copy, and then written on, is noticed here at its first new entry.
        """
        index = (size - 1) // tiles.WIDTH
        tile = Tile(0, index, size - index * tiles.WIDTH)
        public = replace(tile, width=min(tiles.WIDTH, head.size - tile.start))
        if not self.folder.tile(public).startswith(self._leaves(tile)[tile.path]):
            raise RecordForkedError(f"the record is not what was published up to entry {size - 1}")

    def _advance(self, before: Checkpoint, size: int) -> Checkpoint:
        """1. make what the larger tree adds 2. check that it continues the old one 3. write it
        4. the checkpoint, last 5. remove partial tiles that have become full."""
        files: dict[str, bytes] = {}
        tree = TileTree(size, lambda tile: files.get(tile.path) or self.folder.tile(tile))
        grown = list(tiles.grown(before.size, size))
        for tile in grown:
            files |= self._leaves(tile) if tile.level == 0 else {tile.path: self._upper(tile, before, tree)}
        if merkle.head(before.size, tree.node) != before.root:
            raise RecordForkedError(f"the record is not what was signed at {before.size} entries")
        for path, data in files.items():
            self.folder.put(path, data)
        after = self._sign(size, merkle.head(size, tree.node))
        self._tidy(grown)
        return after

    def _leaves(self, tile: Tile) -> dict[str, bytes]:
        """A tile of level 0 with its entry bundle."""
        bodies = self._bodies(tile.start, tile.start + tile.width)
        return {
            tile.bundle_path: tiles.bundle(bodies),
            tile.path: b"".join(merkle.leaf_hash(body) for body in bodies),
        }

    def _upper(self, tile: Tile, before: Checkpoint, tree: TileTree) -> bytes:
        """A tile above level 0: the hashes it had, then the heads of tiles below that have become full."""
        known = max(0, (before.size >> (tiles.HEIGHT * tile.level)) - tile.start)
        had = self.folder.tile(replace(tile, width=known)) if known else b""
        fresh = range(tile.start + known, tile.start + tile.width)
        return had + b"".join(tree.tile_head(tile.level - 1, index) for index in fresh)

    def _sign(self, size: int, root: bytes) -> Checkpoint:
        head = Checkpoint(self.signer.name, size, root)
        self._keep(CHECKPOINT, self.signer.sign(head.text))
        return head

    def _keep(self, name: str, text: str) -> None:
        """Ed25519 signs the same text the same way, so a new name or key shows as a difference here."""
        if self.folder.text(name) != text:
            self.folder.put(name, text.encode())

    def _tidy(self, grown: Sequence[Tile]) -> None:
        for tile in grown:
            if tile.width == tiles.WIDTH:
                self.folder.drop_partials(tile)


class LogConsumer:
    """Writes every entry of the record into the public log."""

    name = "log"
    batch = 512

    def handle(self, entries: Sequence[Entry], *, now: datetime) -> None:
        agency_log().publish(entries[-1].seq + 1)


def agency_log() -> Log:
    """The log of this installation, in its data folder."""
    return Log(agency_folder(), Signer(origin(), keys.log_key(Path(settings.DATA_DIR) / "keys")))


def agency_folder() -> LogFolder:
    return LogFolder(Path(settings.DATA_DIR) / "log")


def origin() -> str:
    """Name of the log: RECORD_ORIGIN, or else its address without the scheme (tlog-tiles, Parameters)."""
    site = urlsplit(settings.SITE_URL)
    return getattr(settings, "RECORD_ORIGIN", "") or f"{site.netloc}{site.path.rstrip('/')}/log"
