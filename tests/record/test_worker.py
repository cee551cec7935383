"""The worker's loop: busy while there is work, patient when there is none, and not to be brought down."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import OperationalError, connections

from prakat.record import actions, schedule, worker
from prakat.record.worker import Worker

pytestmark = pytest.mark.django_db


class Rounds(threading.Event):
    """Lets the loop go a number of rounds and remembers how long it wanted to rest after each."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.rests: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.rests.append(timeout or 0)
        if len(self.rests) == self.count:
            self.set()
        return self.is_set()


@pytest.fixture(autouse=True)
def _kept_connections(monkeypatch):
    """The test's own transaction lives on the connection that the worker would let go of."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(connections, "close_all", lambda: None)


@pytest.fixture(autouse=True)
def _no_jobs(monkeypatch):
    monkeypatch.setattr(schedule, "_jobs", {})


class Handler:
    name, batch = "handler", 2

    def __init__(self) -> None:
        self.told: list[int] = []

    def handle(self, entries, *, now) -> None:
        self.told += [entry.seq for entry in entries]


def test_it_works_without_rest_until_all_is_done_then_polls(now, follow):
    handler = Handler()
    follow(handler)
    actions.append_many([("test.happened", "s", {})] * 5, now=now)
    rounds = Rounds(5)
    Worker(clock=lambda: now).run(rounds)
    assert rounds.rests == [0, 0, 0, 0.2, 0.2]
    assert handler.told == [0, 1, 2, 3, 4]


def test_it_runs_the_schedule(now, follow):
    follow()
    ran = []
    schedule.register("job", worker.LEASE, ran.append)
    Worker(clock=lambda: now).run(Rounds(3))
    assert ran == [now]


def test_told_to_stop_it_does_nothing_more(now, follow):
    follow()
    rounds = Rounds(1)
    rounds.set()
    Worker(clock=lambda: now).run(rounds)
    assert rounds.rests == []


def test_while_the_database_is_away_it_waits_longer_and_longer_and_then_goes_on(now, follow, monkeypatch):
    follow()
    failures = iter([True] * 10)

    def away(**_) -> int:
        if next(failures, False):
            raise OperationalError("gone")
        return 0

    monkeypatch.setattr(worker, "run_once", away)
    rounds = Rounds(12)
    Worker(clock=lambda: now).run(rounds)
    assert rounds.rests == pytest.approx([0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30, 30, 0.2, 0.2])


def test_a_database_file_moved_away_is_not_made_anew(now, follow, monkeypatch, tmp_path):
    """SQLite would put an empty file in its place, and the operator's way back would be blocked."""
    follow()
    path = tmp_path / "db.sqlite3"
    monkeypatch.setattr(worker, "_database_file", lambda: path)
    rounds = Rounds(2)
    Worker(clock=lambda: now).run(rounds)
    assert rounds.rests == pytest.approx([0.4, 0.8])
    assert list(tmp_path.iterdir()) == []


def test_another_file_in_the_place_of_the_database_is_opened_anew(now, follow, monkeypatch, tmp_path):
    """An operator puts a copy back while the worker runs: it must not go on with the file that was there."""
    follow()
    path, closed = tmp_path / "db.sqlite3", []
    path.write_bytes(b"first")
    monkeypatch.setattr(worker, "_database_file", lambda: path)
    monkeypatch.setattr(connections, "close_all", lambda: closed.append(path.read_bytes()))
    runner = Worker(clock=lambda: now)
    runner._round()
    runner._round()
    tmp_path.joinpath("copy").write_bytes(b"second")
    tmp_path.joinpath("copy").replace(path)
    runner._round()
    assert closed == [b"first", b"second"]


def test_the_file_of_the_database_is_known(settings, tmp_path, monkeypatch):
    monkeypatch.setitem(worker.connection.settings_dict, "NAME", str(tmp_path / "db.sqlite3"))
    assert worker._database_file() == Path(tmp_path / "db.sqlite3")
    monkeypatch.setitem(worker.connection.settings_dict, "NAME", "file:x?mode=memory&cache=shared")
    assert worker._database_file() is None
