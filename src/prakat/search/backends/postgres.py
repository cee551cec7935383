"""Trigrams in PostgreSQL: ``pg_trgm`` GIN indexes, asked with ``LIKE``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import closing
from typing import Any

from django.db import connection

from prakat.search.backends.base import COLUMN, Found, Index
from prakat.search.terms import trigrams

SAMPLE = 1000
MOST_GRAMS = 12
MOST_ROWS = 300
RARE_SHARE = 0.05


class PostgresBackend:
    """See `Backend`. Frequencies are estimated from a sample, which each process reads once for a size of index."""

    def __init__(self) -> None:
        self._samples: dict[Index, tuple[int, Counter[str]]] = {}

    def size(self, index: Index) -> int:
        return int(_rows(f"SELECT count(*) FROM {index}")[0][0])

    def frequencies(self, index: Index, grams: Collection[str]) -> dict[str, int]:
        size = self.size(index)
        sample = self._sample(index, size)
        scale = max(1.0, size / SAMPLE)
        return {gram: max(1, round(sample[gram] * scale)) for gram in grams}

    def holding_any(self, index: Index, grams: Mapping[str, float], frequencies: Mapping[str, int]) -> Found:
        most = max(SAMPLE, RARE_SHARE * self.size(index))
        rare = [gram for gram in sorted(grams, key=lambda gram: frequencies[gram]) if frequencies[gram] <= most]
        rare = rare[:MOST_GRAMS]
        if not rare:
            return Found({}, frozenset())
        column = COLUMN[index]
        held = " + ".join([f"CASE WHEN {column} LIKE %s THEN %s ELSE 0.0 END"] * len(rare))
        sql = f"SELECT id, {held} AS held FROM {index} WHERE {column} LIKE ANY(%s) ORDER BY held DESC, id DESC LIMIT %s"
        values: list[Any] = [value for gram in rare for value in (_like(gram), grams[gram])]
        rows = _rows(sql, [*values, [_like(gram) for gram in rare], MOST_ROWS])
        return Found({row: float(weight) for row, weight in rows}, frozenset())

    def holding_all(self, index: Index, grams: Collection[str], limit: int) -> list[int]:
        if not grams:
            return []
        held = " AND ".join([f"{COLUMN[index]} LIKE %s"] * len(grams))
        sql = f"SELECT id FROM {index} WHERE {held} ORDER BY id DESC LIMIT %s"
        return [row for (row,) in _rows(sql, [*map(_like, grams), limit])]

    def problem(self) -> str:
        """With ``lc_ctype=C`` pg_trgm takes no Thai letter for a letter, and its index holds nothing."""
        try:
            shown = _rows("SELECT show_trgm('ประกาศ')")[0][0]
        except connection.Database.ProgrammingError:
            return "The extension pg_trgm is missing; create it with: CREATE EXTENSION pg_trgm"
        if not shown:
            return "This PostgreSQL database cannot index Thai: create it with LC_CTYPE C.UTF-8 or ICU th-TH, not C"
        return ""

    def _sample(self, index: Index, size: int) -> Counter[str]:
        size_then, counts = self._samples.get(index, (-1, Counter[str]()))
        if not size_then * 0.8 <= size <= size_then * 1.25:
            counts = Counter()
            rows = _rows(f"SELECT {COLUMN[index]} FROM {index} ORDER BY md5(id::text) LIMIT {SAMPLE}")
            for (text,) in rows:
                counts.update(trigrams(text))
            self._samples[index] = (size, counts)
        return counts


def _like(gram: str) -> str:
    """A pattern; folded text holds neither ``%`` nor ``_`` nor a backslash."""
    return f"%{gram}%"


def _rows(sql: str, values: Collection[Any] = ()) -> list[tuple[Any, ...]]:
    with closing(connection.cursor()) as cursor:
        cursor.execute(sql, list(values) or None)
        return list(cursor.fetchall())
