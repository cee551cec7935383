"""Who follows the record. A consumer is told of every entry, in order, at least once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from prakat.record.models import Entry


class Consumer(Protocol):
    """``name`` is its cursor's key and never changes; ``batch`` is how many entries it takes at a time.

    ``handle`` may be told of an entry again after a failure or a kill, and must then change nothing more.
    What it raises is kept, and it is asked again later.
    """

    @property
    def name(self) -> str: ...

    @property
    def batch(self) -> int: ...

    def handle(self, entries: Sequence[Entry], *, now: datetime) -> None: ...


_consumers: dict[str, Consumer] = {}


def register(consumer: Consumer) -> None:
    """Called once a consumer, when Django starts. Raises ValueError where the name is taken."""
    if consumer.name in _consumers:
        raise ValueError(f"there is a consumer named {consumer.name!r} already")
    _consumers[consumer.name] = consumer


def registered() -> tuple[Consumer, ...]:
    return tuple(_consumers.values())
