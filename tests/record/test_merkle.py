"""The tree of RFC 6962: what is computed from a few nodes is what the recursive definition says."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record import checker

from prakat.record import merkle

sizes = st.integers(1, 300)


def leaves(size: int) -> list[bytes]:
    return [merkle.leaf_hash(b"entry %d" % n) for n in range(size)]


def nodes(hashes: list[bytes]) -> merkle.Node:
    return lambda level, index: merkle.fold(hashes[index << level : (index + 1) << level])


def test_the_empty_tree_has_the_hash_of_nothing():
    assert merkle.head(0, nodes([])) == hashlib.sha256(b"").digest()


def test_leaves_and_nodes_are_hashed_apart():
    """Prefixes 0x00 and 0x01 keep an entry from passing for a node."""
    left, right = leaves(2)
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)
    assert merkle.leaf_hash(b"x") == hashlib.sha256(b"\x00x").digest()


@given(sizes)
def test_the_head_is_that_of_the_definition(size):
    hashes = leaves(size)
    assert merkle.head(size, nodes(hashes)) == checker.mth(hashes)


@given(sizes, st.data())
def test_an_inclusion_proof_is_that_of_the_definition_and_verifies(size, data):
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, nodes(hashes))
    assert path == checker.path(index, hashes)
    checker.verify_inclusion(hashes[index], index, size, path, checker.mth(hashes))


@given(sizes, st.data())
def test_a_consistency_proof_is_that_of_the_definition_and_verifies(new, data):
    hashes = leaves(new)
    old = data.draw(st.integers(1, new))
    path = merkle.consistency(old, new, nodes(hashes))
    assert path == checker.proof(old, hashes)
    checker.verify_consistency(old, new, checker.mth(hashes[:old]), checker.mth(hashes), path)


def test_every_tree_continues_the_empty_one_without_proof():
    assert merkle.consistency(0, 7, nodes(leaves(7))) == []


@given(st.integers(2, 300), st.data())
def test_a_proof_for_one_leaf_is_none_for_another(size, data):
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
    path = merkle.inclusion(index, size, nodes(hashes))
    with pytest.raises(checker.Wrong):
        checker.verify_inclusion(hashes[other], index, size, path, checker.mth(hashes))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_there_is_no_proof_for_what_the_tree_has_not(index, size):
    with pytest.raises(IndexError):
        merkle.inclusion(index, size, nodes(leaves(size)))


@pytest.mark.parametrize(("old", "new"), [(4, 3), (-1, 3)])
def test_no_tree_continues_a_larger_one(old, new):
    with pytest.raises(IndexError):
        merkle.consistency(old, new, nodes(leaves(new)))


def test_a_head_asks_for_few_nodes():
    """Appending costs O(log n): a head of a million entries stands on a handful of hashes."""
    asked = []

    def node(level: int, index: int) -> bytes:
        asked.append((level, index))
        return b"\x00" * 32

    merkle.head(1_000_001, node)
    assert len(asked) <= 20
