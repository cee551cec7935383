"""Jobs that repeat. They find for themselves what is to be done, so a missed run is only a late one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from prakat.record import failures
from prakat.record.models import Schedule

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    work: Callable[[datetime], None]


_jobs: dict[str, Job] = {}


def register(name: str, every: timedelta, job: Callable[[datetime], None]) -> None:
    """Called once a job, when Django starts. Raises ValueError where the name is taken."""
    if name in _jobs:
        raise ValueError(f"there is a job named {name!r} already")
    _jobs[name] = Job(name, every, job)


def registered() -> tuple[Job, ...]:
    return tuple(_jobs.values())


def run_due(now: datetime) -> int:
    """Run each job whose time has come, in one process only; how many began.

    A job that raises is logged, its error is kept, and it runs again when it is next due.
    """
    rows = Schedule.objects.in_bulk()
    return sum(_run(job, rows.get(job.name) or _new_row(job), now) for job in registered())


def _new_row(job: Job) -> Schedule:
    return Schedule.objects.get_or_create(name=job.name)[0]


def _run(job: Job, row: Schedule, now: datetime) -> bool:
    if not _is_due(job, row.last_run, now):
        return False
    if Schedule.objects.filter(pk=row.pk, last_run=row.last_run).update(last_run=now) != 1:
        return False
    error = _attempt(job, now)
    if error != row.error:
        Schedule.objects.filter(pk=row.pk).update(error=error)
    return True


def _is_due(job: Job, last_run: datetime | None, now: datetime) -> bool:
    """A last run in the future was stamped by a wrong clock and does not hold the job up."""
    return last_run is None or not last_run <= now < last_run + job.every


def _attempt(job: Job, now: datetime) -> str:
    try:
        job.work(now)
    except Exception as error:
        logger.exception("the job %s failed", job.name)
        return failures.describe(error)
    return ""
