"""What every reader shares: the text it fills, the limits it keeps and the ways it can fail."""

from __future__ import annotations

from enum import StrEnum

MAX_BYTES = 50 * 1024 * 1024
"""Largest file that is read, in bytes."""
MAX_CHARACTERS = 2_000_000
"""Most characters taken from one file; about 800 printed pages."""
MAX_PAGES = 2_000
"""Most pages, slides or sheets taken from one file."""


class Reason(StrEnum):
    """Why a file gave no text, or not all of it. The values are those of `prakat inspect`."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    NO_TEXT_LAYER = "no-text-layer"
    BROKEN_TEXT_LAYER = "broken-text-layer"
    NOT_TEXT = "not-text"
    CUT = "cut"


class UnreadableError(Exception):
    """The file gives no text, for the reason it carries."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class FullError(Exception):
    """The text has reached its limit; the reader stops where it is."""


class Text:
    """Text that grows piece by piece up to a limit, so that no file can fill the memory."""

    def __init__(self, limit: int = MAX_CHARACTERS) -> None:
        self.pages: int | None = None
        self._pieces: list[str] = []
        self._room = limit

    def add(self, piece: str) -> None:
        """Append a piece; raise FullError when it did not fit whole."""
        self._pieces.append(piece[: self._room])
        self._room -= len(piece)
        if self._room < 0:
            self._room = 0
            raise FullError

    def __str__(self) -> str:
        return "".join(self._pieces)
