"""What the ranking needs of a database: a trigram index of passages and one of titles."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Index(StrEnum):
    """The two things that are indexed; the value is the table that holds the text."""

    PASSAGES = "search_searchpassage"
    TITLES = "search_searchdocument"


COLUMN = {Index.PASSAGES: "folded", Index.TITLES: "folded_title"}


def named(sql: str, index: Index) -> str:
    """A statement with the index's table and column in the place of ``<table>`` and ``<column>``."""
    return sql.replace("<table>", index).replace("<column>", COLUMN[index])


@dataclass(frozen=True)
class Found:
    """Rows that hold some of the trigrams asked for.

    ``weights`` gives each row the sum of the weights of the trigrams it holds. ``certain`` are the trigrams
    that were looked up to the last row: a row that is missing from ``weights`` holds none of these.
    """

    weights: dict[int, float]
    certain: frozenset[str]


class Backend(Protocol):
    """A trigram index. A trigram is three characters of folded text: letters, digits, marks or spaces."""

    def size(self, index: Index) -> int:
        """The number of rows."""
        ...

    def frequencies(self, index: Index, grams: Collection[str], size: int) -> dict[str, int]:
        """In how many of the `size` rows each trigram occurs, perhaps estimated; 0 only if surely in none."""
        ...

    def holding_any(self, index: Index, grams: Mapping[str, float], frequencies: Mapping[str, int]) -> Found:
        """Rows that hold any of `grams`, rarest trigrams first, within a fixed amount of work."""
        ...

    def holding_all(self, index: Index, grams: Collection[str], limit: int) -> list[int]:
        """Rows that hold all of `grams`, the newest first."""
        ...

    def tidy(self) -> None:
        """Bring the index into the shape that is fastest to read; searching is right without it."""
        ...

    def problem(self) -> str:
        """Why this database cannot search Thai, in a sentence; empty when it can."""
        ...
