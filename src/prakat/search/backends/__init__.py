"""Trigram indexes, one kind for each database."""

from __future__ import annotations

from django.db import connection

from prakat.search.backends.base import Backend, Found, Index
from prakat.search.backends.postgres import PostgresBackend
from prakat.search.backends.sqlite import SqliteBackend

__all__ = ["Backend", "Found", "Index", "current"]

_KINDS: dict[str, Backend] = {"sqlite": SqliteBackend(), "postgresql": PostgresBackend()}


def current() -> Backend:
    """The index of the database in use."""
    return _KINDS[connection.vendor]
