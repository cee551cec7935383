"""Trigrams in SQLite: FTS5 with ``tokenize='trigram'`` and ``detail=none``.

The index stores which rows hold a trigram and nothing more, a fifth of the size of one with positions;
words in order are checked on the few rows that are ranked. The text itself stays in the table (external
content).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from typing import Any

from django.db import connection

from prakat.search.backends.base import Found, Index, named

MOST_POSTINGS = 6000
MOST_GRAMS = 24
WORTH_REMEMBERING = 500
MOST_REMEMBERED = 50_000

SIZE = "SELECT count(*) FROM <table>"
FREQUENCIES = "SELECT term, doc FROM <table>_terms WHERE term IN (SELECT value FROM json_each(%s))"
POSTINGS = (
    "SELECT term, group_concat(doc) FROM <table>_places"
    " WHERE term IN (SELECT value FROM json_each(%s)) GROUP BY term"
)
TOGETHER = "SELECT rowid FROM <table>_grams WHERE <table>_grams MATCH %s ORDER BY rowid DESC LIMIT %s"


class SqliteBackend:
    """See `Backend`."""

    def __init__(self) -> None:
        self._common: dict[tuple[Index, str], tuple[int, int]] = {}

    def size(self, index: Index) -> int:
        return int(_rows(SIZE, index)[0][0])

    def frequencies(self, index: Index, grams: Collection[str], size: int) -> dict[str, int]:
        """Counting reads a whole list, so counts of common trigrams are kept while the size is alike."""
        kept = {gram: self._remembered(index, gram, size) for gram in grams}
        known = {gram: count for gram, count in kept.items() if count is not None}
        asked = [gram for gram in grams if gram not in known]
        counted = dict(_rows(FREQUENCIES, index, json.dumps(asked)))
        self._remember(index, counted, size)
        return dict.fromkeys(grams, 0) | known | counted

    def holding_any(self, index: Index, grams: Mapping[str, float], frequencies: Mapping[str, int]) -> Found:
        rare = _affordable(grams, frequencies)
        weights: dict[str, float] = defaultdict(float)
        for gram, rows in _postings(index, [gram for gram in rare if frequencies[gram]]):
            weight = grams[gram]
            for row in rows:
                weights[row] += weight
        return Found({int(row): weight for row, weight in weights.items()}, frozenset(rare))

    def holding_all(self, index: Index, grams: Collection[str], limit: int) -> list[int]:
        if not grams:
            return []
        wanted = " AND ".join(f'"{gram}"' for gram in grams)
        return [row for (row,) in _rows(TOGETHER, index, wanted, limit)]

    def problem(self) -> str:
        return ""

    def _remembered(self, index: Index, gram: str, size: int) -> int | None:
        count, size_then = self._common.get((index, gram), (0, 0))
        return count if size_then * 0.9 <= size <= size_then * 1.1 and size_then else None

    def _remember(self, index: Index, counted: Mapping[str, int], size: int) -> None:
        if len(self._common) > MOST_REMEMBERED:
            self._common.clear()
        for gram, count in counted.items():
            if count >= WORTH_REMEMBERING:
                self._common[index, gram] = (count, size)


def _affordable(grams: Collection[str], frequencies: Mapping[str, int]) -> list[str]:
    """The rarest of `grams`, as long as their rows together stay within ``MOST_POSTINGS``."""
    rare: list[str] = []
    left = MOST_POSTINGS
    for gram in sorted(grams, key=lambda gram: frequencies[gram])[:MOST_GRAMS]:
        left -= frequencies[gram]
        if left < 0:
            break
        rare.append(gram)
    return rare


def _postings(index: Index, grams: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """The rows that hold each trigram, as text: one string is fetched several times faster than its rows."""
    for gram, listed in _rows(POSTINGS, index, json.dumps(list(grams))):
        yield gram, listed.split(",")


def _rows(sql: str, index: Index, *values: str | int) -> list[tuple[Any, ...]]:
    with closing(connection.cursor()) as cursor:
        cursor.execute(named(sql, index), values)
        return list(cursor.fetchall())
