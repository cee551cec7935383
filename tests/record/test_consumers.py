"""Consumers are told of every entry, in order, at least once; one that fails holds up nobody else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from prakat.record import actions, consumers, holders, worker
from prakat.record.models import Cursor

pytestmark = pytest.mark.django_db


class Listener:
    """Keeps what it is told; refuses the entries it is asked to refuse."""

    def __init__(self, name: str = "listener", batch: int = 100, refuse: set[int] = frozenset()) -> None:
        self.name, self.batch, self.refuse = name, batch, set(refuse)
        self.calls: list[list[int]] = []
        self.told: list[int] = []

    def handle(self, entries, *, now) -> None:
        seqs = [entry.seq for entry in entries]
        self.calls.append(seqs)
        if bad := self.refuse & set(seqs):
            raise RuntimeError(f"cannot handle {min(bad)}")
        self.told += seqs


def append(count: int, now) -> None:
    actions.append_many([("test.happened", f"subject-{n}", {}) for n in range(count)], now=now)


def run(now, holder: str = "one") -> int:
    return worker.run_once(now=now, holder=holder)


def cursor(name: str = "listener") -> Cursor:
    return Cursor.objects.get(consumer=name)


def test_every_entry_is_told_in_order_in_batches(now, follow):
    listener = Listener(batch=4)
    follow(listener)
    append(10, now)
    assert [run(now) for _ in range(4)] == [4, 4, 2, 0]
    assert listener.calls == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert cursor().position == 10


def test_a_new_consumer_hears_the_whole_story(now, follow):
    follow(Listener())
    append(3, now)
    run(now)
    late = Listener("late")
    follow(Listener(), late)
    assert run(now) == 3
    assert late.told == [0, 1, 2]


def test_when_there_is_nothing_to_do_nothing_is_written(now, follow, django_assert_num_queries):
    """The loop asks five times a second: two reads, and the database stays asleep."""
    follow(Listener("one"), Listener("two"), Listener("three"))
    append(1, now)
    run(now)
    with django_assert_num_queries(2):
        assert run(now) == 0


def test_one_that_fails_holds_up_nobody_else(now, follow):
    broken, sound = Listener("broken", refuse={0}), Listener("sound")
    follow(broken, sound)
    append(3, now)
    assert run(now) == 3
    assert sound.told == [0, 1, 2]
    assert cursor("broken").position == 0


def test_a_failure_is_kept_with_its_reason(now, follow):
    follow(Listener(refuse={0}))
    append(1, now)
    run(now)
    kept = cursor()
    assert (kept.attempts, kept.error) == (1, "RuntimeError: cannot handle 0")
    assert (kept.lease_holder, kept.lease_until) == ("", None)


def test_a_long_reason_is_cut(now, follow):
    class Talker(Listener):
        def handle(self, entries, *, now) -> None:
            raise ValueError("\x00" + "x" * 10_000)

    follow(Talker())
    append(1, now)
    run(now)
    assert len(cursor().error) < 2_100
    assert "\x00" not in cursor().error


def test_it_is_asked_again_after_one_two_four_seconds_and_at_most_five_minutes(now, follow):
    listener = Listener(batch=1, refuse={0})
    follow(listener)
    append(1, now)
    waits = []
    for _ in range(12):
        run(now)
        waits.append((cursor().retry_at - now).total_seconds())
        run(cursor().retry_at - timedelta(milliseconds=1))
        now = cursor().retry_at
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    assert len(listener.calls) == 12


def test_once_it_succeeds_the_failure_is_forgotten(now, follow):
    listener = Listener(refuse={0})
    follow(listener)
    append(1, now)
    run(now)
    listener.refuse.clear()
    assert run(cursor().retry_at) == 1
    assert (cursor().attempts, cursor().retry_at, cursor().error) == (0, None, "")


def test_it_comes_to_stand_before_the_very_entry_that_fails(now, follow):
    """What can be handled is handled, though it came in one batch with what cannot."""
    listener = Listener(batch=64, refuse={37})
    follow(listener)
    append(64, now)
    for _ in range(60):
        run(now)
        now = cursor().retry_at or now
    assert cursor().position == 37
    assert listener.told == list(range(37))
    assert cursor().error == "RuntimeError: cannot handle 37"


def test_two_processes_never_do_the_same_work_at_once(now, follow):
    class Curious(Listener):
        def handle(self, entries, *, now) -> None:
            super().handle(entries, now=now)
            assert run(now, "two") == 0

    listener = Curious()
    follow(listener)
    append(2, now)
    assert run(now, "one") == 2
    assert listener.calls == [[0, 1]]


def leased(holder: str, until) -> None:
    Cursor.objects.create(consumer="listener", lease_holder=holder, lease_until=until)


def test_a_lease_that_ran_out_is_taken_over(now, follow):
    follow(Listener())
    append(1, now)
    leased("elsewhere", now + timedelta(seconds=1))
    assert run(now) == 0
    assert run(now + timedelta(seconds=1)) == 1


def test_what_a_killed_process_of_this_machine_held_is_free_at_once(now, follow):
    """After a kill and a start nobody waits for the lease to run out."""
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    follow(Listener())
    append(1, now)
    leased(f"{socket.gethostname()}/{child.pid}/0a0a0a0a", now + timedelta(minutes=5))
    assert run(now) == 1


def test_one_overtaken_while_it_worked_does_not_move_the_cursor(now, follow):
    class Slow(Listener):
        def handle(self, entries, *, now) -> None:
            Cursor.objects.update(lease_holder="two")

    follow(Slow())
    append(1, now)
    assert run(now) == 0
    assert (cursor().position, cursor().lease_holder) == (0, "two")


@pytest.mark.parametrize(
    ("holder", "gone"),
    [
        ("{host}/{parent}/0a0a0a0a", False),
        ("{host}/{here}/0a0a0a0a", True),
        ("{this}", False),
        ("{host}/1/0a0a0a0a", False),
        ("{host}/99999999999999999999/0a0a0a0a", False),
        ("another-machine/1/0a0a0a0a", False),
        ("one", False),
        ("", False),
    ],
)
def test_a_process_is_called_gone_only_where_that_is_sure(holder, gone):
    places = {"host": socket.gethostname(), "parent": os.getppid(), "here": os.getpid()}
    assert holders.is_gone(holder.format(**places, this=holders.this_process())) is gone


def test_a_name_is_given_to_one_consumer_only(follow):
    follow(Listener())
    with pytest.raises(ValueError, match="listener"):
        consumers.register(Listener())


def test_the_log_follows_the_record_from_the_start():
    assert "log" in [consumer.name for consumer in consumers.registered()]


@pytest.mark.parametrize(
    "half",
    [
        {"lease_holder": "one"},
        {"attempts": 1},
        {"error": "why"},
        {"attempts": 0, "error": "why", "retry_at": "2020-10-03T00:00:00Z"},
    ],
)
def test_half_a_lease_and_half_a_failure_are_refused_by_the_database(half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cursor.objects.create(consumer="half", **half)
