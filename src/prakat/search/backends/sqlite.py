"""Trigrams in SQLite: FTS5 with ``tokenize='trigram'`` and ``detail=none``.

The index stores which rows hold a trigram and nothing more, a fifth of the size of one with positions; words in order are
checked on the few rows that are ranked. The text itself stays in the table (external content).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from contextlib import closing
from typing import Any

from django.db import connection

from prakat.search.backends.base import Found, Index

MOST_POSTINGS = 6000
MOST_GRAMS = 24
WORTH_REMEMBERING = 500
MOST_REMEMBERED = 50_000


class SqliteBackend:
    """See `Backend`."""

    def __init__(self) -> None:
        self._common: dict[tuple[Index, str], tuple[int, int]] = {}

    def size(self, index: Index) -> int:
        return int(_rows(f"SELECT count(*) FROM {index}")[0][0])

    def frequencies(self, index: Index, grams: Collection[str]) -> dict[str, int]:
        """Counting a trigram reads its whole list, so counts of common ones are kept while the index is alike."""
        size = self.size(index)
        known = {gram: count for gram in grams if (count := self._remembered(index, gram, size)) is not None}
        asked = [gram for gram in grams if gram not in known]
        marks = ",".join(["%s"] * len(asked))
        counted = dict(_rows(f"SELECT term, doc FROM {index}_terms WHERE term IN ({marks})", asked))
        self._remember(index, counted, size)
        return {gram: 0 for gram in grams} | known | counted

    def holding_any(self, index: Index, grams: Mapping[str, float], frequencies: Mapping[str, int]) -> Found:
        weights: dict[str, float] = defaultdict(float)
        certain: set[str] = set()
        left = MOST_POSTINGS
        for gram in sorted(grams, key=lambda gram: frequencies[gram]):
            left -= frequencies[gram]
            if left < 0 or len(certain) == MOST_GRAMS:
                break
            certain.add(gram)
            weight = grams[gram]
            for row in _postings(index, gram) if frequencies[gram] else ():
                weights[row] += weight
        return Found({int(row): weight for row, weight in weights.items()}, frozenset(certain))

    def holding_all(self, index: Index, grams: Collection[str], limit: int) -> list[int]:
        if not grams:
            return []
        wanted = " AND ".join(f'"{gram}"' for gram in grams)
        rows = _rows(
            f"SELECT rowid FROM {index}_grams WHERE {index}_grams MATCH %s ORDER BY rowid DESC LIMIT %s",
            [wanted, limit],
        )
        return [row for (row,) in rows]

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


def _postings(index: Index, gram: str) -> list[str]:
    """The rows that hold `gram`, as text: one string from the database is several times faster than its rows."""
    sql = f"SELECT group_concat(rowid) FROM {index}_grams WHERE {index}_grams MATCH %s"
    listed = _rows(sql, [f'"{gram}"'])[0][0]
    return listed.split(",") if listed else []


def _rows(sql: str, values: Collection[Any] = ()) -> list[tuple[Any, ...]]:
    with closing(connection.cursor()) as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
