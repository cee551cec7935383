"""Brings the consumers up to the end of the record, and keeps doing so."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import close_old_connections, connection, connections
from django.db.models import Q, QuerySet
from django.utils import timezone

from prakat.record import consumers, failures, holders, queries, schedule
from prakat.record.consumers import Consumer
from prakat.record.models import Cursor

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(minutes=5)
POLL_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 30.0


def run_once(*, now: datetime, holder: str) -> int:
    """Give every consumer that is due its next entries, at most one batch each; how many were handled in all.

    ``holder`` names the process, as ``holders.this_process()`` does. A consumer that raises keeps its place
    and is asked again after a growing time; the others go on. With nothing to do, nothing is written.
    """
    size = queries.size()
    cursors = Cursor.objects.in_bulk()
    return sum(
        _serve(consumer, cursors.get(consumer.name) or _new_cursor(consumer), size, now, holder)
        for consumer in consumers.registered()
    )


def drain(*, clock: Callable[[], datetime] = timezone.now) -> int:
    """Handle what waits until nothing moves any more; how many. What failed stays for its next try."""
    holder, handled = holders.this_process(), 0
    while moved := run_once(now=clock(), holder=holder):
        handled += moved
    return handled


def _new_cursor(consumer: Consumer) -> Cursor:
    return Cursor.objects.get_or_create(consumer=consumer.name)[0]


def _serve(consumer: Consumer, cursor: Cursor, size: int, now: datetime, holder: str) -> int:
    """1. is there something to do, and is it time 2. take the lease 3. handle 4. move on, or keep why not."""
    if cursor.position >= size or (cursor.retry_at and cursor.retry_at > now):
        return 0
    if not _lease(cursor, now, holder):
        return 0
    entries = queries.between(cursor.position, cursor.position + _batch(consumer, cursor))
    try:
        consumer.handle(entries, now=now)
    except Exception as error:
        logger.exception("consumer %s failed at entry %d", consumer.name, cursor.position)
        _postpone(cursor, error, now, holder)
        return 0
    return len(entries) if _move(cursor, entries[-1].seq + 1, holder) else 0


def _batch(consumer: Consumer, cursor: Cursor) -> int:
    """Half as many after each failure, so that it comes to stand before the very entry that fails."""
    return max(1, consumer.batch >> cursor.attempts)


def _lease(cursor: Cursor, now: datetime, holder: str) -> bool:
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    if holders.is_gone(cursor.lease_holder):
        free |= Q(lease_holder=cursor.lease_holder)
    row = Cursor.objects.filter(free, pk=cursor.pk, position=cursor.position, attempts=cursor.attempts)
    return row.update(lease_holder=holder, lease_until=now + LEASE) == 1


def _move(cursor: Cursor, position: int, holder: str) -> bool:
    """False where the lease ran out and another process has taken over: what it does counts."""
    moved = _held(cursor, holder).update(
        position=position, attempts=0, retry_at=None, error="", lease_holder="", lease_until=None
    )
    return moved == 1


def _postpone(cursor: Cursor, error: Exception, now: datetime, holder: str) -> None:
    """Wait 1, 2, 4, 8… seconds, at most five minutes."""
    wait = min(timedelta(seconds=2 ** min(cursor.attempts, 20)), LONGEST_WAIT)
    _held(cursor, holder).update(
        attempts=cursor.attempts + 1,
        retry_at=now + wait,
        error=failures.describe(error),
        lease_holder="",
        lease_until=None,
    )


def _held(cursor: Cursor, holder: str) -> QuerySet[Cursor]:
    return Cursor.objects.filter(pk=cursor.pk, position=cursor.position, lease_holder=holder)


class Worker:
    """The loop in a process: consumers, then the schedule, then a short rest, until it is told to stop.

    It outlives every error. While the database is away it rests longer and longer, up to half a minute.
    """

    def __init__(self, *, clock: Callable[[], datetime] = timezone.now, holder: str | None = None) -> None:
        self._clock = clock
        self._holder = holder or holders.this_process()
        self._failures = 0
        self._file: tuple[int, int] | None = None

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            stop.wait(self._round())
        connections.close_all()

    def _round(self) -> float:
        """One pass; the seconds to rest after it."""
        try:
            self._fresh_connection()
            handled = run_once(now=self._clock(), holder=self._holder)
            schedule.run_due(self._clock())
        except Exception:
            logger.exception("the worker could not finish its round")
            return self._recover()
        self._failures = 0
        return 0 if handled else POLL_SECONDS

    def _recover(self) -> float:
        connections.close_all()
        self._failures += 1
        return min(POLL_SECONDS * 2.0 ** min(self._failures, 20), LONGEST_PAUSE_SECONDS)

    def _fresh_connection(self) -> None:
        """Forget connections that broke, or that lead to a file which is no longer the database.

        Opening a missing SQLite file would make an empty one in its place, so that is an error instead.
        """
        close_old_connections()
        file = _database_file()
        identity = (file.stat().st_dev, file.stat().st_ino) if file else None
        if identity != self._file:
            connections.close_all()
            self._file = identity


def _database_file() -> Path | None:
    """The file of an SQLite database; None for a server, and for a database in memory."""
    name = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite" or "memory" in str(name):
        return None
    return Path(name)
