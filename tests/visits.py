"""Visits to the desk: who signs in, what time it is for the pages, what a page says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.test import Client

SignIn = Callable[[str], Client]


class Clock:
    """What time it is for the views."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


def words(response: HttpResponse) -> str:
    """The page's source in one line, its no-break spaces as spaces."""
    return " ".join(response.content.decode().replace("\u00a0", " ").split())
