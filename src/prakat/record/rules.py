"""What an entry must be before it may be appended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import rfc8785

from prakat.record.tiles import MAX_ENTRY_BYTES

BANGKOK = ZoneInfo("Asia/Bangkok")
KIND = re.compile(r"[a-z][a-z-]*(\.[a-z][a-z-]*)+")
MAX_KIND = 64
MAX_SUBJECT = 200


class EntryError(ValueError):
    """This can be no entry of the record; the message says why."""


def moment(now: datetime) -> datetime:
    """``now`` as the record tells time: Bangkok, whole seconds. Raises EntryError where it has no zone."""
    if now.tzinfo is None:
        raise EntryError("the time of an entry needs a time zone")
    return now.astimezone(BANGKOK).replace(microsecond=0)


def body(seq: int, at: datetime, kind: str, subject: str, payload: Mapping[str, Any]) -> bytes:
    """The entry as the log keeps it: canonical JSON (RFC 8785) of at most 65,535 bytes (tlog-tiles).

    Raises EntryError.
    """
    _check_names(kind, subject)
    content: dict[str, Any] = {"v": 1, "seq": seq, "at": at.isoformat(), "kind": kind, "subject": subject}
    try:
        data = rfc8785.dumps(content | {"data": dict(payload)})
    except rfc8785.CanonicalizationError as error:
        raise EntryError(f"the entry {kind} has no canonical JSON: {error}") from error
    if len(data) > MAX_ENTRY_BYTES:
        raise EntryError(f"the entry {kind} has {len(data)} bytes; {MAX_ENTRY_BYTES} is the most")
    return data


def _check_names(kind: str, subject: str) -> None:
    if len(kind) > MAX_KIND or not KIND.fullmatch(kind):
        raise EntryError(f"{kind!r} is no kind of entry: write it like publication.published")
    if not 0 < len(subject) <= MAX_SUBJECT:
        raise EntryError(f"the subject of an entry has 1 to {MAX_SUBJECT} characters")
