"""A reader of transparency logs, written from the specifications alone; it imports nothing of the product.

RFC 6962 section 2.1, RFC 9162 section 2.1.3.2 and 2.1.4.2, C2SP signed-note, tlog-checkpoint, tlog-tiles,
tlog-proof.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Wrong(Exception):
    """The log, or a proof, is not what the specifications ask for."""


def demand(condition: bool, message: str) -> None:
    if not condition:
        raise Wrong(message)


def b64(text: str) -> bytes:
    """Standard base64 in its one canonical spelling (RFC 4648 section 4)."""
    data = base64.b64decode(text, validate=True)
    demand(base64.b64encode(data).decode() == text, "base64 is not canonical")
    return data


# --- hashes (RFC 6962 section 2.1)


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def mth(leaves: list[bytes]) -> bytes:
    """The recursive definition, word for word, over leaf hashes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return parent(mth(leaves[:k]), mth(leaves[k:]))


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of RFC 6962 section 2.1.1."""
    n = len(leaves)
    if n == 1:
        return []
    k = 1
    while k * 2 < n:
        k *= 2
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def proof(m: int, leaves: list[bytes]) -> list[bytes]:
    """PROOF(m, D[n]) of RFC 6962 section 2.1.2."""
    return _subproof(m, leaves, True)


def _subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    n = len(leaves)
    if m == n:
        return [] if whole else [mth(leaves)]
    k = 1
    while k * 2 < n:
        k *= 2
    if m <= k:
        return [*_subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*_subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def verify_inclusion(leaf_hash: bytes, index: int, size: int, nodes: list[bytes], root: bytes) -> None:
    """RFC 9162 section 2.1.3.2."""
    demand(0 <= index < size, "index outside the tree")
    fn, sn, r = index, size - 1, leaf_hash
    for p in nodes:
        demand(sn != 0, "proof too long")
        if fn & 1 or fn == sn:
            r = parent(p, r)
            if not fn & 1:
                while fn and not fn & 1:
                    fn, sn = fn >> 1, sn >> 1
        else:
            r = parent(r, p)
        fn, sn = fn >> 1, sn >> 1
    demand(sn == 0, "proof too short")
    demand(r == root, "the proof does not lead to the root")


def verify_consistency(first: int, second: int, old: bytes, new: bytes, nodes: list[bytes]) -> None:
    """RFC 9162 section 2.1.4.2."""
    if first == second:
        demand(old == new and not nodes, "same size, other root")
        return
    demand(0 < first < second and bool(nodes), "no proof where one is needed")
    if first & (first - 1) == 0:
        nodes = [old, *nodes]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = nodes[0]
    for c in nodes[1:]:
        demand(sn != 0, "proof too long")
        if fn & 1 or fn == sn:
            fr, sr = parent(c, fr), parent(c, sr)
            if not fn & 1:
                while fn and not fn & 1:
                    fn, sn = fn >> 1, sn >> 1
        else:
            sr = parent(sr, c)
        fn, sn = fn >> 1, sn >> 1
    demand(fr == old and sr == new and sn == 0, "the trees are not consistent")


# --- signed notes and checkpoints


@dataclass(frozen=True)
class Verifier:
    name: str
    key_id: bytes
    public: bytes

    @classmethod
    def parse(cls, vkey: str) -> Verifier:
        name, key_id, key = vkey.split("+", 2)
        demand(bool(name) and not re.search(r"\s", name), "bad key name")
        demand(re.fullmatch(r"[0-9a-f]{8}", key_id) is not None, "bad key id")
        material = b64(key)
        demand(len(material) == 33 and material[0] == 1, "not an Ed25519 key")
        expected = hashlib.sha256(name.encode() + b"\x0a" + material).digest()[:4]
        demand(bytes.fromhex(key_id) == expected, "the key id is not that of the key")
        return cls(name, expected, material[1:])

    def open(self, note: bytes) -> str:
        """The text of a signed note, after this key's signature on it has been verified."""
        content = note.decode("utf-8")
        demand(not re.search(r"[\x00-\x09\x0b-\x1f]", content), "control characters")
        text, blank, signatures = content.rpartition("\n\n")
        demand(bool(blank) and signatures.endswith("\n"), "no signature block")
        text += "\n"
        verified = False
        for line in signatures[:-1].split("\n"):
            match = re.fullmatch(r"— ([^\s+]+) (\S+)", line)
            demand(match is not None, "malformed signature line")
            assert match is not None
            blob = b64(match[2])
            demand(len(blob) > 4, "short signature")
            if (match[1], blob[:4]) == (self.name, self.key_id):
                self._verify(blob[4:], text)
                verified = True
        demand(verified, "no signature by this key")
        return text

    def _verify(self, signature: bytes, text: str) -> None:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature as error:
            raise Wrong("the signature does not verify") from error


@dataclass(frozen=True)
class Head:
    origin: str
    size: int
    root: bytes


def checkpoint(note: bytes, verifier: Verifier) -> Head:
    lines = verifier.open(note).split("\n")
    demand(lines[-1] == "" and len(lines) >= 4, "a checkpoint has three lines")
    origin, size, root = lines[:3]
    demand(bool(origin), "no origin")
    demand(all(lines[3:-1]), "empty extension line")
    demand(re.fullmatch(r"0|[1-9][0-9]*", size) is not None, "malformed size")
    demand(len(b64(root)) == 32, "the root is no SHA-256 hash")
    return Head(origin, int(size), b64(root))


# --- tiles


def encoded(index: int) -> str:
    digits = str(index)
    digits = "0" * (-len(digits) % 3) + digits
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


class LogReader:
    """A log in a folder laid out like its address, known by nothing but its verifier key."""

    def __init__(self, folder: Path, vkey: str) -> None:
        self.folder = folder
        self.head = checkpoint((folder / "checkpoint").read_bytes(), Verifier.parse(vkey))

    def _resource(self, kind: str, index: int, width: int) -> bytes:
        name = f"tile/{kind}/{encoded(index)}"
        partial = self.folder / (name if width == 256 else f"{name}.p/{width}")
        return partial.read_bytes()

    def tile(self, level: int, index: int) -> list[bytes]:
        width = min(256, self.head.size // 256**level - index * 256)
        data = self._resource(str(level), index, width)
        demand(len(data) == 32 * width, f"tile {level}/{index} has the wrong length")
        return [data[i : i + 32] for i in range(0, len(data), 32)]

    def bundle(self, index: int) -> list[bytes]:
        width = min(256, self.head.size - index * 256)
        data, entries = self._resource("entries", index, width), []
        while data:
            length = int.from_bytes(data[:2], "big")
            demand(len(data) >= 2 + length, "an entry is cut short")
            entries.append(data[2 : 2 + length])
            data = data[2 + length :]
        demand(len(entries) == width, f"bundle {index} has {len(entries)} entries")
        return entries

    def audit(self) -> list[bytes]:
        """Read everything; every tile and bundle must agree with the signed root. All entries, in order."""
        size = self.head.size
        entries = [entry for index in range(-(-size // 256)) for entry in self.bundle(index)]
        demand(mth([leaf(entry) for entry in entries]) == self.head.root, "the entries do not have this root")
        expected = [leaf(entry) for entry in entries]
        level = 0
        while expected:
            found = [h for index in range(-(-len(expected) // 256)) for h in self.tile(level, index)]
            demand(found == expected, f"the tiles of level {level} are not what is below them")
            full = len(expected) // 256
            expected = [mth(expected[i * 256 : (i + 1) * 256]) for i in range(full)]
            level += 1
        return entries


# --- proofs


@dataclass(frozen=True)
class OpenedProof:
    extra: bytes | None
    index: int
    head: Head


def open_proof(text: bytes, entry: bytes, vkey: str) -> OpenedProof:
    """Verify a tlog-proof for an entry, with nothing but the log's key."""
    top, _, note = text.partition(b"\n\n")
    lines = top.decode().split("\n")
    demand(lines.pop(0) == "c2sp.org/tlog-proof@v1", "not a tlog-proof")
    extra = b64(lines.pop(0)[len("extra ") :]) if lines[0].startswith("extra ") else None
    match = re.fullmatch(r"index (0|[1-9][0-9]*)", lines.pop(0))
    demand(match is not None, "no index")
    assert match is not None
    head = checkpoint(note, Verifier.parse(vkey))
    verify_inclusion(leaf(entry), int(match[1]), head.size, [b64(line) for line in lines], head.root)
    return OpenedProof(extra, int(match[1]), head)
