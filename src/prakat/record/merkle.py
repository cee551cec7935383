"""The Merkle tree of RFC 6962, section 2.1, over SHA-256.

Nothing here keeps a tree. Every function is given ``node``, which answers the hash of the complete subtree
of ``2**level`` leaves that begins at leaf ``index * 2**level``; it is asked O(log n) times.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

HASH_BYTES = 32
EMPTY = sha256(b"").digest()

Node = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: list[bytes]) -> bytes:
    """Head of a complete subtree, from the hashes of its lowest level: 1, 2, 4, 8… of them."""
    while len(hashes) > 1:
        hashes = [node_hash(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def head(size: int, node: Node) -> bytes:
    """Merkle Tree Hash of the first ``size`` leaves."""
    return _subtree(0, size, node) if size else EMPTY


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """Audit path of the leaf ``index`` in the tree of ``size`` leaves, the leaf's sibling first.

    Raises IndexError where the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"a tree of {size} leaves has no leaf {index}")
    start, end, path = 0, size, []
    while end - start > 1:
        split = _split(start, end)
        if index < split:
            path.append(_subtree(split, end, node))
            end = split
        else:
            path.append(_subtree(start, split, node))
            start = split
    return path[::-1]


def consistency(old: int, new: int, node: Node) -> list[bytes]:
    """Proof that the tree of ``new`` leaves continues that of ``old``; empty where ``old`` is 0 or ``new``.

    Raises IndexError where ``old`` is not between 0 and ``new``.
    """
    if not 0 <= old <= new:
        raise IndexError(f"a tree of {new} leaves does not continue one of {old}")
    if old in (0, new):
        return []
    start, end, path = 0, new, []
    while old != end:
        split = _split(start, end)
        if old <= split:
            path.append(_subtree(split, end, node))
            end = split
        else:
            path.append(_subtree(start, split, node))
            start = split
    return [*([_subtree(start, end, node)] if start else []), *path[::-1]]


def _split(start: int, end: int) -> int:
    """Where RFC 6962 cuts the leaves: after the largest power of two smaller than their number."""
    return start + (1 << ((end - start - 1).bit_length() - 1))


def _subtree(start: int, end: int, node: Node) -> bytes:
    width = end - start
    if width & (width - 1) == 0:
        return node(width.bit_length() - 1, start // width)
    split = _split(start, end)
    return node_hash(_subtree(start, split, node), _subtree(split, end, node))
