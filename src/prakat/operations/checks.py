"""What ``prakat doctor`` looks at. Each check says how things are and, where they are not well, what to do."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core import checks as system_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from prakat.duties.models import Catalogue
from prakat.org import queries as org
from prakat.org.models import Agency, Position
from prakat.procedure import queries as procedure
from prakat.record import queries as record
from prakat.record.models import Cursor, Schedule

LEAST_FREE = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """``ok`` or not; ``advice`` is what to do about it."""

    ok: bool
    what: str
    advice: str = ""


Check = Callable[[datetime], Iterator[Finding]]


def data_folder(_now: datetime) -> Iterator[Finding]:
    folder = Path(settings.DATA_DIR)
    writable = folder.is_dir() and os.access(folder, os.W_OK)
    yield Finding(writable, f"data folder {folder}", "run `prakat init`, as a user who may write there")
    if folder.is_dir():
        free = shutil.disk_usage(folder).free
        yield Finding(free > LEAST_FREE, f"{free // 1024**2:,} MB free on its disk", "make room on the disk")
    for key in sorted(folder.glob("keys/*.key")):
        private = not key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        yield Finding(private, f"key {key.name} readable by its owner alone", f"run `chmod 600 {key}`")


def database(_now: datetime) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Finding(
        not waiting, f"{connection.vendor} database, {len(waiting)} migrations to apply", "run `prakat init`"
    )
    for message in system_checks.run_checks(databases=["default"]):
        yield Finding(False, message.msg, message.hint or "")


def agency(now: datetime) -> Iterator[Finding]:
    found = Agency.objects.first()
    yield Finding(found is not None, f"agency: {found or 'not set up'}", "run `prakat init --agency CODE`")
    if found is None:
        return
    today = timezone.localdate(now)
    vacant = [
        row.title
        for row in Position.objects.all()
        if not org.holders(row, today) and row.role in {"palad", "nayok"}
    ]
    yield Finding(not vacant, "palad and nayok are held", f"appoint someone to: {', '.join(vacant)}")


def duties(now: datetime) -> Iterator[Finding]:
    count = Catalogue.objects.count()
    yield Finding(count > 0, f"{count} catalogues of duties", "run `prakat init`")
    in_force = procedure.procedures_in_force(now)
    yield Finding(bool(in_force), f"{len(in_force)} procedures in force", "run `prakat init`")


def consumers(_now: datetime) -> Iterator[Finding]:
    size = record.size()
    for cursor in Cursor.objects.all():
        behind = size - cursor.position
        what = f"consumer {cursor.consumer}: {behind} entries behind"
        yield Finding(
            not cursor.error,
            f"{what}; {cursor.error}" if cursor.error else what,
            "mend the cause; it tries again by itself",
        )
    for job in Schedule.objects.exclude(error=""):
        yield Finding(False, f"job {job.name}: {job.error}", "mend the cause; it runs again by itself")


CHECKS: tuple[Check, ...] = (data_folder, database, agency, duties, consumers)


def examine(now: datetime) -> Iterator[Finding]:
    """All findings. A check that cannot be made is itself a finding."""
    for check in CHECKS:
        try:
            yield from check(now)
        except (DatabaseError, OSError) as error:
            yield Finding(False, f"{check.__name__}: {error}".strip(), "run `prakat init`")
