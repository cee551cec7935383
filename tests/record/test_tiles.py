"""Names and shapes of tiles are those of C2SP tlog-tiles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record import checker

from prakat.record import merkle, tiles
from prakat.record.tiles import Tile, TileTree


@pytest.mark.parametrize(
    ("index", "path"),
    [
        (0, "000"),
        (7, "007"),
        (999, "999"),
        (1000, "x001/000"),
        (1234067, "x001/x234/067"),
        (10**6, "x001/x000/000"),
    ],
)
def test_an_index_is_cut_into_groups_of_three(index, path):
    """1234067 is the specification's own example."""
    assert tiles.index_path(index) == path


@given(st.integers(0, 10**12))
def test_every_index_has_the_name_a_reader_looks_for(index):
    assert tiles.index_path(index) == checker.encoded(index)


def test_a_partial_tile_says_its_width_and_a_full_one_does_not():
    assert Tile(0, 273, 112).path == "tile/0/273.p/112"
    assert Tile(1, 0, 256).path == "tile/1/000"
    assert Tile(0, 1234, 5).bundle_path == "tile/entries/x001/234.p/5"


def test_seventy_thousand_entries_are_the_tiles_of_the_specification():
    """273 full and one of 112 at level 0, one full and one of 17 at level 1, one of 1 at level 2."""
    found = list(tiles.grown(0, 70_000))
    assert sum(tile.level == 0 and tile.width == 256 for tile in found) == 273
    assert [tile for tile in found if tile.level == 0 and tile.width < 256] == [Tile(0, 273, 112)]
    assert [tile for tile in found if tile.level] == [Tile(1, 0, 256), Tile(1, 1, 17), Tile(2, 0, 1)]


def test_256_entries_are_a_full_tile_and_one_above_it():
    assert list(tiles.grown(0, 256)) == [Tile(0, 0, 256), Tile(1, 0, 1)]


@given(st.integers(0, 200_000), st.integers(0, 2_000))
def test_growing_adds_just_what_the_smaller_tree_has_not(old, more):
    new = old + more
    assert set(tiles.grown(old, new)) == set(tiles.grown(0, new)) - set(tiles.grown(0, old))


def test_a_tree_without_entries_has_no_tiles():
    assert list(tiles.grown(0, 0)) == []


def test_entries_are_bundled_after_their_lengths():
    assert tiles.bundle([b"ab", b"", b"x" * 300]) == b"\x00\x02ab" + b"\x00\x00" + b"\x01\x2c" + b"x" * 300


@given(st.integers(1, 700), st.data())
def test_any_complete_subtree_is_found_in_the_tiles(size, data):
    leaves = [merkle.leaf_hash(b"%d" % n) for n in range(size)]
    level = data.draw(st.integers(0, size.bit_length() - 1))
    index = data.draw(st.integers(0, (size >> level) - 1))

    def read(tile: Tile) -> bytes:
        span = 256**tile.level
        starts = range(tile.start * span, (tile.start + tile.width) * span, span)
        return b"".join(checker.mth(leaves[start : start + span]) for start in starts)

    expected = checker.mth(leaves[index << level : (index + 1) << level])
    assert TileTree(size, read).node(level, index) == expected
