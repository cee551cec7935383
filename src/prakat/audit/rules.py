"""How the chain is made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import rfc8785

from prakat.audit.models import Row

BANGKOK = ZoneInfo("Asia/Bangkok")
FIRST = "0" * 64
"""What stands for the hash before the first row."""

LIMITS = {"actor": 200, "verb": 100, "subject": 200}


class RowError(ValueError):
    """This can be no row of the trail; the message says why."""


def moment(now: datetime) -> datetime:
    """``now`` as the trail tells time: Bangkok, whole seconds. Raises RowError where it has no zone."""
    if now.tzinfo is None:
        raise RowError("the time of an audit row needs a time zone")
    return now.astimezone(BANGKOK).replace(microsecond=0)


def detail(content: Mapping[str, Any]) -> str:
    """``content`` as canonical JSON (RFC 8785). Raises RowError."""
    try:
        return rfc8785.dumps(dict(content)).decode()
    except rfc8785.CanonicalizationError as error:
        raise RowError(f"the detail has no canonical JSON: {error}") from error


def check(row: Row) -> None:
    """Nobody and nothing are no answers to who and what. Raises RowError."""
    for field, most in LIMITS.items():
        if not 0 < len(getattr(row, field)) <= most:
            raise RowError(f"{field} has 1 to {most} characters")


def row_hash(row: Row) -> str:
    """SHA-256 over the canonical JSON of all that the row says, the hash before it included."""
    said: dict[str, Any] = {
        "v": 1,
        "seq": row.seq,
        "at": row.at.astimezone(BANGKOK).isoformat(),
        "actor": row.actor,
        "verb": row.verb,
        "subject": row.subject,
        "detail": row.detail,
        "prev": row.prev_hash,
    }
    return sha256(rfc8785.dumps(said)).hexdigest()
