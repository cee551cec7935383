"""Proof, to be kept beside a document, that an entry is in the log: C2SP ``tlog-proof``."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from prakat.record import log, merkle
from prakat.record.folder import CHECKPOINT, LogFolder
from prakat.record.models import Entry
from prakat.record.note import read_checkpoint
from prakat.record.tiles import TileTree

HEADER = "c2sp.org/tlog-proof@v1"


class NotYetLoggedError(LookupError):
    """The entry is in the record but not yet under a signed checkpoint; in a moment it will be."""


@dataclass(frozen=True)
class Proof:
    """Where an entry is in the tree of ``checkpoint`` (the signed note, verbatim), and its audit path."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str

    def text(self, leaf: bytes) -> str:
        """The proof as a file. ``leaf``, the entry itself, goes with it as extra data: nothing else is needed
        to check it but the log's key."""
        lines = [HEADER, f"extra {_base64(leaf)}", f"index {self.index}", *map(_base64, self.path), "", ""]
        return "\n".join(lines) + self.checkpoint


def inclusion(index: int, folder: LogFolder) -> Proof:
    """Proof for the entry ``index`` under the checkpoint that the folder shows now; no database is asked.

    Raises NotYetLoggedError, MissingTileError.
    """
    note = folder.text(CHECKPOINT)
    size = read_checkpoint(note).size if note else 0
    if note is None or index >= size:
        raise NotYetLoggedError(f"the log has {size} entries, and entry {index} is not among them yet")
    tree = TileTree(size, folder.tile)
    return Proof(index, tuple(merkle.inclusion(index, size, tree.node)), note)


def tlog_proof(entry: Entry) -> str:
    """The text of ``….tlog-proof`` for an entry. Raises NotYetLoggedError, MissingTileError."""
    return inclusion(entry.seq, log.agency_folder()).text(entry.body.encode())


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
