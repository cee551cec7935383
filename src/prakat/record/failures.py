"""How an error is kept in a row."""

from __future__ import annotations

LONGEST = 2000


def describe(error: Exception) -> str:
    """Class and message, cut to a length that a page can show; PostgreSQL takes no NUL in a text."""
    return f"{type(error).__name__}: {error}".replace("\x00", "")[:LONGEST]
