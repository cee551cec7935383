"""Pages that change without an act: when a day ends, when a due date passes, when the software is new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone

from prakat.publications.models import Blob
from prakat.website.build import engine, needs
from prakat.website.models import ClockState

KEEP = timedelta(days=30)
"""How long bytes that left the site are kept: a reader, a cache or a backup may still ask for them."""

Shown = Callable[[datetime], str]
_watched: dict[str, Shown] = {}


def watch(name: str, shown: Shown) -> None:
    """Register what a page shows that moves with the clock: any text that differs when the page would."""
    _watched[name] = shown


def tick(now: datetime) -> None:
    """1. A site there is. 2. Pages that failed are tried again. 3. Pages that need "day" are built again when
    the date, or something watched, is no longer what it was."""
    engine.catch_up(now=now)
    if needs.failed():
        engine.build({needs.RETRY}, now=now)
    state = _state(now)
    if ClockState.objects.filter(name="day", state=state).exists():
        return
    engine.build({"day"}, now=now)
    ClockState.objects.update_or_create(name="day", defaults={"state": state})


def collect_garbage(now: datetime) -> None:
    """Delete bytes that left the site ``KEEP`` ago, but not files that publications keep beside them."""
    manifest = engine.site()
    left = list(manifest.retired())
    spared = set(Blob.objects.filter(sha256__in=left).values_list("sha256", flat=True))
    manifest.collect_garbage(older_than=KEEP, now=now, spared=spared)


def _state(now: datetime) -> str:
    parts = [
        timezone.localdate(now).isoformat(),
        *(f"{name}={_watched[name](now)}" for name in sorted(_watched)),
    ]
    return sha256("\n".join(parts).encode()).hexdigest()
