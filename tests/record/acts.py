"""A process of its own with a database of its own: migrates the two rooms, acts for real, prints what it saw.

Run by test_databases.py, once for each kind of database.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import django
from django.conf import settings

from prakat.config import environment

DATA = environment.folder("PRAKAT_DATA", "")
settings.configure(
    DATA_DIR=DATA,
    DATABASES={"default": environment.database("PRAKAT_DATABASE", DATA)},
    INSTALLED_APPS=["prakat.record", "prakat.audit"],
    SITE_URL="http://127.0.0.1:8000",
    TIME_ZONE="Asia/Bangkok",
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection, connections, transaction  # noqa: E402

from prakat.audit import actions as audit  # noqa: E402
from prakat.audit import queries as trail  # noqa: E402
from prakat.record import actions, consumers, queries, worker  # noqa: E402
from prakat.record.models import Cursor, Entry  # noqa: E402

NOW = datetime(2020, 10, 3, 2, 15, 30, tzinfo=UTC)
THREADS, EACH = 6, 20


def refused(act: Callable[[], object]) -> str:
    """Name of the error with which the database refused; empty where it did not."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError as error:
        return type(error).__name__
    return ""


def sql(statement: str) -> Callable[[], None]:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return act


def at_once(act: Callable[[int], None]) -> list[str]:
    """Run in several threads with a connection each; the errors, if there were any."""
    errors: list[str] = []

    def body(number: int) -> None:
        try:
            for _ in range(EACH):
                act(number)
        except Exception as error:  # noqa: BLE001
            errors.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=body, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def append(number: int) -> None:
    with transaction.atomic():
        actions.append("test.happened", f"thread-{number}", {"ไทย": number}, now=NOW)


def forged(seq: int) -> Callable[[], object]:
    return lambda: Entry.objects.create(
        seq=seq, at=NOW, kind="a.b", subject="s", body="{}", leaf_hash=b"0" * 32
    )


def run_workers() -> tuple[list[int], list[str]]:
    """Several processes' worth of workers compete for one consumer; what it was told, in order."""
    told: list[int] = []

    class Listener:
        name, batch = "listener", 7

        def handle(self, entries, *, now) -> None:
            told.extend(entry.seq for entry in entries)

    consumers._consumers = {"listener": Listener()}
    errors = at_once(lambda number: worker.run_once(now=NOW, holder=f"worker-{number}") and None)
    return told, errors


class Days(threading.Event):
    """The loop's rounds, each beginning with what happens to the database file that day."""

    def __init__(self, *events: Callable[[], object]) -> None:
        super().__init__()
        self.events = list(events)
        self.rests: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.rests.append(timeout or 0)
        if self.events:
            self.events.pop(0)()
        else:
            self.set()
        return self.is_set()


def move_away() -> dict[str, object]:
    """The file is moved away under a running worker and put back; an entry comes in afterwards."""
    path, aside = DATA / "db.sqlite3", DATA / "aside"
    told: list[int] = []

    class Listener:
        name, batch = "after", 10_000

        def handle(self, entries, *, now) -> None:
            told.extend(entry.seq for entry in entries)

    consumers._consumers = {"after": Listener()}
    missing: list[bool] = []
    days = Days(
        lambda: None,
        lambda: path.rename(aside),
        lambda: missing.append(not path.exists()),
        lambda: (missing.append(not path.exists()), aside.rename(path), append(0)),
        lambda: None,
    )
    worker.Worker(clock=lambda: NOW).run(days)
    return {"stayed away": missing, "told": told == list(range(queries.size())), "rests": days.rests}


def report() -> dict[str, object]:
    call_command("migrate", "record", verbosity=0)
    call_command("migrate", "audit", verbosity=0)
    errors = at_once(append)
    with transaction.atomic():
        actions.append_many([("test.happened", "bulk", {"n": n}) for n in range(2500)], now=NOW)
    errors += at_once(
        lambda number: audit.note(f"thread-{number}", "v", "s", {"ไทย": number}, now=NOW) and None
    )
    size = queries.size()
    told, worker_errors = run_workers()
    return {
        "vendor": connection.vendor,
        "errors": errors + worker_errors,
        "seqs": list(Entry.objects.values_list("seq", flat=True)) == list(range(size)),
        "size": size,
        "leaves": len(queries.bodies(0, size)),
        "trail": trail.verify(),
        "told": told == list(range(len(told))) and len(told) == Cursor.objects.get().position,
        "told_some": len(told) > 0,
        "refused": {
            "change an entry": refused(lambda: Entry.objects.filter(seq=0).update(kind="x.y")),
            "remove an entry": refused(lambda: Entry.objects.filter(seq=0).delete()),
            "skip a number": refused(forged(size + 1)),
            "take a number again": refused(forged(5)),
            "change a row": refused(sql("UPDATE audit_row SET actor = 'x'")),
            "remove a row": refused(sql("DELETE FROM audit_row")),
            **({
                "empty the record": refused(sql("TRUNCATE record_entry")),
                "empty the trail": refused(sql("TRUNCATE audit_row")),
            } if connection.vendor == "postgresql" else {}),
        },
        "after": queries.size(),
        "moved": move_away() if connection.vendor == "sqlite" else None,
        "undone": undo(),
    }  # fmt: skip


def undo() -> bool:
    """The migrations go back and forth again on an empty database as well."""
    call_command("migrate", "record", "0001", verbosity=0)
    call_command("migrate", "record", verbosity=0)
    call_command("migrate", "audit", "0001", verbosity=0)
    call_command("migrate", "audit", verbosity=0)
    return bool(refused(lambda: Entry.objects.filter(seq=0).delete()))


if __name__ == "__main__":
    json.dump(report(), sys.stdout)
