"""The store keeps bytes under their digest, whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prakat.website.store import MANY, Store, is_text

PAGE = "<p>ประกาศองค์การบริหารส่วนตำบล</p>".encode() * 50


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_bytes_lie_two_folders_deep_under_their_sha256(store: Store) -> None:
    digest = store.put(b"x")
    assert digest == hashlib.sha256(b"x").hexdigest()
    assert store.path(digest) == store.folder / digest[:2] / digest[2:4] / digest
    assert store.read(digest) == b"x"
    assert store.size(digest) == 1


def test_the_compressed_forms_say_the_same(store: Store) -> None:
    digest = store.put(PAGE)
    assert store.compress(digest, PAGE, quality=8) == {"br", "gz"}
    assert brotli.decompress(store.read(digest, "br")) == PAGE
    assert gzip.decompress(store.read(digest, "gz")) == PAGE


def test_compressing_is_the_same_every_time(store: Store) -> None:
    digest = store.put(PAGE)
    store.compress(digest, PAGE, quality=8)
    first = store.read(digest, "gz")
    store.remove([digest])
    store.compress(digest, PAGE, quality=8)
    assert store.read(digest, "gz") == first


def test_a_form_that_saves_nothing_is_not_kept(store: Store) -> None:
    noise = os.urandom(4096)
    assert store.compress(store.put(noise), noise, quality=8) == frozenset()
    assert store.compress(store.put(b"short"), b"short", quality=8) == frozenset()


def test_a_file_left_short_by_a_loss_of_power_is_written_again(store: Store) -> None:
    digest = store.put(PAGE)
    store.path(digest).write_bytes(b"")
    assert store.put(PAGE) == digest
    assert store.read(digest) == PAGE


def test_a_failed_write_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        store.put(PAGE)
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("count", [1, MANY + 1])
def test_sync_takes_few_and_many_and_forgets_them(store: Store, count: int) -> None:
    for number in range(count):
        store.put(str(number).encode())
    store.sync()
    store.sync()


def test_removing_takes_all_forms_and_minds_nothing_missing(store: Store) -> None:
    digest = store.put(PAGE)
    store.compress(digest, PAGE, quality=5)
    store.remove([digest, "0" * 64])
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


@given(st.binary(max_size=3000))
def test_any_bytes_come_back(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        digest = store.put(data)
        assert store.read(digest) == data
        for form in store.compress(digest, data, quality=5):
            undo = brotli.decompress if form == "br" else gzip.decompress
            assert undo(store.read(digest, form)) == data


@pytest.mark.parametrize(
    "media_type", ["text/html; charset=utf-8", "application/atom+xml", "application/json", "image/svg+xml"]
)
def test_text_is_worth_compressing(media_type: str) -> None:
    assert is_text(media_type)


@pytest.mark.parametrize("media_type", ["application/pdf", "font/woff2", "image/jpeg"])
def test_what_is_compressed_already_is_not(media_type: str) -> None:
    assert not is_text(media_type)
