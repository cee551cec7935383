"""The public log verifies with a checker that knows only the specifications, whenever it is looked at."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from record import checker

from prakat.record.folder import LogFolder, MissingTileError
from prakat.record.log import Log, RecordForkedError
from prakat.record.note import Signer

SIGNER = Signer("khoksai.example/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))


def body(n: int) -> bytes:
    return b'{"entry":%d}' % n


def bodies(start: int, end: int) -> Sequence[bytes]:
    return [body(n) for n in range(start, end)]


def a_log(path: Path, **changes) -> Log:
    return Log(LogFolder(path), **{"signer": SIGNER, "bodies": bodies} | changes)


def seen(path: Path) -> checker.LogReader:
    return checker.LogReader(path, SIGNER.verifier)


class Killed(BaseException):
    """The process ends here."""


class DyingFolder(LogFolder):
    """Writes a number of files, then the process is gone."""

    def __init__(self, path: Path, lives: int) -> None:
        super().__init__(path)
        self.lives = lives

    def put(self, name: str, data: bytes) -> None:
        if not self.lives:
            raise Killed
        self.lives -= 1
        super().put(name, data)


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 1000])
def test_a_log_of_any_size_verifies(tmp_path, size):
    a_log(tmp_path).publish(size)
    reader = seen(tmp_path)
    assert (reader.head.origin, reader.head.size) == ("khoksai.example/log", size)
    assert reader.audit() == bodies(0, size)


def test_a_third_level_of_tiles_begins_at_65536_entries(tmp_path):
    log = a_log(tmp_path)
    log.publish(65_535)
    assert not (tmp_path / "tile/2").exists()
    log.publish(65_537)
    assert (tmp_path / "tile/2/000.p/1").stat().st_size == 32
    assert (tmp_path / "tile/1/000").stat().st_size == 8192
    assert len(seen(tmp_path).audit()) == 65_537


def test_a_log_grown_step_by_step_is_the_log_written_at_once(tmp_path):
    grown, whole = tmp_path / "grown", tmp_path / "whole"
    for size in (1, 2, 3, 250, 256, 258, 511, 513, 800):
        a_log(grown).publish(size)
        assert seen(grown).audit() == bodies(0, size)
    a_log(whole).publish(800)
    assert (grown / "checkpoint").read_bytes() == (whole / "checkpoint").read_bytes()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=4))
def test_whatever_sizes_it_is_told_it_never_goes_back(tmp_path_factory, sizes):
    path = tmp_path_factory.mktemp("log")
    for n, size in enumerate(sizes, 1):
        a_log(path).publish(size)
        assert seen(path).head.size == max(sizes[:n])
    seen(path).audit()


@pytest.mark.parametrize(("before", "after"), [(0, 3), (200, 300), (255, 257), (250, 600)])
def test_killed_between_any_two_writes_it_verifies_and_goes_on(tmp_path, before, after):
    """The checkpoint is last: what it states is there, whatever became of the rest."""
    a_log(tmp_path / "start").publish(before)
    for lives in range(100):
        path = tmp_path / f"killed-{lives}"
        shutil.copytree(tmp_path / "start", path)
        try:
            Log(DyingFolder(path, lives), SIGNER, bodies).publish(after)
        except Killed:
            assert seen(path).audit() == bodies(0, before)
            a_log(path).publish(after)
            assert seen(path).audit() == bodies(0, after)
        else:
            break
    assert 0 < lives < 99


def test_a_file_half_written_when_the_power_went_is_written_again(tmp_path):
    a_log(tmp_path).publish(3)
    (tmp_path / "tile/0").joinpath("000.p").joinpath(".5.new").write_bytes(b"half")
    a_log(tmp_path).publish(5)
    assert seen(tmp_path).audit() == bodies(0, 5)


def test_partial_tiles_stay_until_the_full_one_is_there(tmp_path):
    log = a_log(tmp_path)
    for size in (10, 20):
        log.publish(size)
    assert (tmp_path / "tile/0/000.p/10").exists()
    assert (tmp_path / "tile/entries/000.p/10").exists()
    log.publish(256)
    assert not (tmp_path / "tile/0/000.p").exists()
    assert not (tmp_path / "tile/entries/000.p").exists()


def test_appending_writes_few_files_however_long_the_log_is(tmp_path):
    a_log(tmp_path).publish(5_000)
    folder = DyingFolder(tmp_path, lives=3)
    Log(folder, SIGNER, bodies).publish(5_001)
    assert folder.lives == 0  # one tile, one bundle, the checkpoint
    asked = []

    def counted(start: int, end: int) -> Sequence[bytes]:
        asked.append(end - start)
        return bodies(start, end)

    a_log(tmp_path, bodies=counted).publish(5_002)
    assert sum(asked) <= 256


def test_the_key_to_verify_with_lies_beside_the_checkpoint(tmp_path):
    a_log(tmp_path).publish(1)
    assert (tmp_path / "key").read_text() == f"{SIGNER.verifier}\n"


def test_a_new_name_or_key_signs_the_same_tree_at_the_next_entry(tmp_path):
    a_log(tmp_path).publish(300)
    moved = Signer("new.example/log", Ed25519PrivateKey.from_private_bytes(b"\x07" * 32))
    a_log(tmp_path, signer=moved).publish(300)
    reader = checker.LogReader(tmp_path, moved.verifier)
    assert (reader.head.origin, len(reader.audit())) == ("new.example/log", 300)


def test_nothing_is_written_when_there_is_nothing_new(tmp_path):
    a_log(tmp_path).publish(300)
    Log(DyingFolder(tmp_path, lives=0), SIGNER, bodies).publish(300)


@pytest.mark.parametrize("changed", [0, 255, 256, 299])
def test_a_rewritten_past_is_never_signed(tmp_path, changed):
    """Entries of the published part differ: the old checkpoint stays, and the error says so."""
    a_log(tmp_path).publish(300)
    before = (tmp_path / "checkpoint").read_bytes()
    shutil.rmtree(tmp_path / "tile")
    forged = a_log(tmp_path / "forged", bodies=lambda start, end: [
        b"forged" if n == changed else body(n) for n in range(start, end)
    ])  # fmt: skip
    forged.publish(300)
    shutil.copytree(tmp_path / "forged/tile", tmp_path / "tile")
    with pytest.raises(RecordForkedError):
        a_log(tmp_path, bodies=forged._bodies).publish(301)
    assert (tmp_path / "checkpoint").read_bytes() == before


def test_a_database_put_back_from_an_old_copy_is_noticed_at_its_first_new_entry(tmp_path):
    a_log(tmp_path).publish(300)
    restored = a_log(tmp_path, bodies=lambda start, end: [
        body(n) if n < 270 else b"after the copy" for n in range(start, end)
    ])  # fmt: skip
    assert restored.publish(270).size == 300
    with pytest.raises(RecordForkedError, match="entry 270"):
        restored.publish(271)


def test_a_missing_tile_stops_the_log_and_an_empty_folder_is_filled_again(tmp_path):
    a_log(tmp_path).publish(300)
    shutil.rmtree(tmp_path / "tile")
    with pytest.raises(MissingTileError, match="written anew"):
        a_log(tmp_path).publish(301)
    shutil.rmtree(tmp_path)
    a_log(tmp_path).publish(301)
    assert seen(tmp_path).audit() == bodies(0, 301)


def test_the_checker_sees_a_changed_byte(tmp_path):
    """The proof of the checker: it is not content with anything."""
    a_log(tmp_path).publish(300)
    for name in ("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000"):
        good = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
        with pytest.raises(checker.Wrong):
            seen(tmp_path).audit()
        (tmp_path / name).write_bytes(good)
    seen(tmp_path).audit()
