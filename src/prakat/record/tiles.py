"""Names, shapes and contents of tiles and entry bundles: C2SP ``tlog-tiles``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from prakat.record import merkle

WIDTH = 256
HEIGHT = 8
MAX_ENTRY_BYTES = 0xFFFF


@dataclass(frozen=True)
class Tile:
    """The ``index``-th tile of a level, holding its first ``width`` hashes (``WIDTH`` where it is full)."""

    level: int
    index: int
    width: int

    @property
    def path(self) -> str:
        return f"tile/{self.level}/{_name(self.index, self.width)}"

    @property
    def bundle_path(self) -> str:
        """Where the entries behind a tile of level 0 are."""
        return f"tile/entries/{_name(self.index, self.width)}"

    @property
    def start(self) -> int:
        """Place of the first hash within the level; at level 0 the first entry."""
        return self.index * WIDTH

    @property
    def full(self) -> Tile:
        return replace(self, width=WIDTH)


def _name(index: int, width: int) -> str:
    return index_path(index) + ("" if width == WIDTH else f".p/{width}")


def index_path(index: int) -> str:
    """1234067 → ``x001/x234/067``."""
    path = f"{index % 1000:03}"
    while index := index // 1000:
        path = f"x{index % 1000:03}/{path}"
    return path


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries one after the other, each after its length as a big-endian uint16."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def hashes(tile: bytes) -> list[bytes]:
    return [tile[at : at + merkle.HASH_BYTES] for at in range(0, len(tile), merkle.HASH_BYTES)]


def grown(old: int, new: int) -> Iterator[Tile]:
    """Tiles that a tree of ``new`` entries has and a tree of ``old`` entries has not, lowest level first."""
    level = 0
    while new:
        if new > old:
            for index in range(old // WIDTH, -(-new // WIDTH)):
                yield Tile(level, index, min(WIDTH, new - index * WIDTH))
        level, old, new = level + 1, old // WIDTH, new // WIDTH


class TileTree:
    """The tree of ``size`` entries, its hashes taken from tiles that ``read`` finds."""

    def __init__(self, size: int, read: Callable[[Tile], bytes]) -> None:
        self.size = size
        self._hashes = lru_cache(maxsize=64)(lambda tile: hashes(read(tile)))

    def node(self, level: int, index: int) -> bytes:
        """Hash of a complete subtree, as ``merkle.Node`` wants it."""
        count = 1 << (level % HEIGHT)
        tile_index, offset = divmod(index * count, WIDTH)
        tile = self._tile(level // HEIGHT, tile_index)
        return merkle.fold(self._hashes(tile)[offset : offset + count])

    def tile_head(self, level: int, index: int) -> bytes:
        """Hash of a full tile: what the level above holds for it."""
        return merkle.fold(self._hashes(Tile(level, index, WIDTH)))

    def _tile(self, level: int, index: int) -> Tile:
        there = (self.size >> (level * HEIGHT)) - index * WIDTH
        return Tile(level, index, min(WIDTH, there))
