"""Follows the record: every public act makes the pages that show it anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from prakat.record import log
from prakat.record.models import Entry
from prakat.website.build import engine

EVERY_ACT = frozenset({"log:size"})


def change_keys(entry: Entry) -> set[str]:
    """What an act changes, in the words in which pages say what they need."""
    room = entry.kind.partition(".")[0]
    keys_of = _ROOMS.get(room)
    return set(EVERY_ACT) | (keys_of(entry.subject, entry.data) if keys_of else set())


def _publication(subject: str, data: dict[str, Any]) -> set[str]:
    named = {f"{name}:{data[name]}" for name in ("section", "kind", "unit") if data.get(name)}
    return {f"publication:{subject}", "latest", "duties"} | named


def _always(key: str) -> Callable[[str, dict[str, Any]], set[str]]:
    return lambda subject, data: {key}


_ROOMS: dict[str, Callable[[str, dict[str, Any]], set[str]]] = {
    "publication": _publication,
    "duties": _always("duties"),
    "procedure": _always("procedures"),
    "agency": _always("agency"),
}


class WebsiteConsumer:
    """Builds what a batch of entries touches, each page once however many entries touch it.

    The log is brought up to the batch first: what readers see is under a signed checkpoint, and proofs can be made.
    """

    name = "website"
    batch = 500

    def handle(self, entries: Sequence[Entry], *, now: datetime) -> None:
        log.agency_log().publish(entries[-1].seq + 1)
        changes = {key for entry in entries for key in change_keys(entry)}
        engine.build(changes, now=now, record_size=entries[-1].seq + 1)
