"""Signed notes and checkpoints, to the byte: C2SP ``signed-note`` and ``tlog-checkpoint``."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"
NAME = re.compile(r"[^\s+\x00-\x1f]+")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteError(ValueError):
    """A name or a text that a signed note may not carry, or a checkpoint that cannot be read."""


@dataclass(frozen=True)
class Signer:
    """A key under the name that signature lines show; for a log the name is its origin."""

    name: str
    key: Ed25519PrivateKey

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise NoteError(f"{self.name!r} cannot name a key: it is empty, or has a space or a plus")

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def verifier(self) -> str:
        """The verifier key (vkey) to give to those who check: ``name+id+key``."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(ED25519 + self.public)}"

    def sign(self, text: str) -> str:
        """The note: ``text``, a blank line, and one signature line. ``text`` ends with a newline."""
        if not text.endswith("\n") or CONTROL.search(text):
            raise NoteError("the text of a note ends with a newline and has no other control character")
        signature = self.key_id + self.key.sign(text.encode())
        return f"{text}\n— {self.name} {_base64(signature)}\n"


@dataclass(frozen=True)
class Checkpoint:
    """Head of the tree of the log ``origin`` at ``size`` entries."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def read_checkpoint(note: str) -> Checkpoint:
    """The head that a checkpoint states. Its signature is not checked here: the file is our own.

    Raises NoteError where it is no checkpoint.
    """
    shape = re.match(r"(?P<origin>[^\n]+)\n(?P<size>0|[1-9][0-9]*)\n(?P<root>[A-Za-z0-9+/]{43}=)\n", note)
    if not shape:
        raise NoteError("this is no checkpoint: origin, size and root hash are its first three lines")
    return Checkpoint(shape["origin"], int(shape["size"]), b64decode(shape["root"]))


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
