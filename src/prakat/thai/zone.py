"""The one time zone of Thai offices."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


def in_bangkok(moment: datetime) -> datetime:
    """The same moment on a Thai wall clock.

    A moment without a zone raises ValueError: guessing would shift office hours by seven hours.
    """
    if moment.tzinfo is None:
        raise ValueError(f"The moment {moment.isoformat()} has no time zone.")
    return moment.astimezone(BANGKOK)
