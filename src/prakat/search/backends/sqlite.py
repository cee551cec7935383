"""Trigrams in SQLite: FTS5 with ``tokenize='trigram'`` and ``detail=none``.

The index stores which rows hold a trigram and nothing more, a fifth of the size of one with positions; words in
order are checked on the few rows that are ranked. The text itself stays in the table (external content).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import Any

from django.db import connection

from prakat.search.backends.base import Found, Index, named
from prakat.search.backends.sample import Sample

MOST_POSTINGS = 2000
MOST_GRAMS = 20
MANY_ROWS = 5000
COMMON = 0.01

SIZE = "SELECT count(*) FROM <table>"
SOME = (
    "WITH RECURSIVE place(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < %s)"
    " SELECT <column> FROM <table> WHERE id IN"
    " (SELECT (SELECT max(id) FROM <table>) * n / %s FROM place)"
)
FREQUENCIES = "SELECT term, doc FROM <table>_terms WHERE term IN (SELECT value FROM json_each(%s))"
POSTINGS = (
    "SELECT term, group_concat(doc) FROM <table>_places"
    " WHERE term IN (SELECT value FROM json_each(%s)) GROUP BY term"
)
MERGE = "INSERT INTO <table>_grams(<table>_grams) VALUES ('optimize')"
TOGETHER = "SELECT rowid FROM <table>_grams WHERE <table>_grams MATCH %s ORDER BY rowid DESC LIMIT %s"


class SqliteBackend:
    """See `Backend`. Frequencies of rare trigrams are exact."""

    def __init__(self) -> None:
        self._samples = {index: Sample(partial(_some, index)) for index in Index}

    def size(self, index: Index) -> int:
        return int(_rows(SIZE, index)[0][0])

    def frequencies(self, index: Index, grams: Collection[str], size: int) -> dict[str, int]:
        common = self._common(index, grams, size) if size > MANY_ROWS else {}
        rare = [gram for gram in grams if gram not in common]
        return dict.fromkeys(rare, 0) | common | dict(_rows(FREQUENCIES, index, json.dumps(rare)))

    def holding_any(self, index: Index, grams: Mapping[str, float], frequencies: Mapping[str, int]) -> Found:
        rare = _affordable(grams, frequencies)
        weights: dict[int, float] = defaultdict(float)
        for gram, rows in _postings(index, [gram for gram in rare if frequencies[gram]]):
            weight = grams[gram]
            for row in rows:
                weights[row] += weight
        return Found(weights, frozenset(rare))

    def holding_all(self, index: Index, grams: Collection[str], limit: int) -> list[int]:
        if not grams:
            return []
        wanted = " AND ".join(f'"{gram}"' for gram in grams)
        return [row for (row,) in _rows(TOGETHER, index, wanted, limit)]

    def tidy(self) -> None:
        """Merge what many small additions left: 2 s for 50,000 publications, with the database locked for writers."""
        for index in Index:
            _rows(MERGE, index)

    def problem(self) -> str:
        return ""

    def _common(self, index: Index, grams: Collection[str], size: int) -> dict[str, int]:
        """Estimates for trigrams whose lists are long: counting reads a list to its end."""
        share = self._samples[index].shares(size)
        return {gram: round(share(gram) * size) for gram in grams if share(gram) >= COMMON}


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


def _postings(index: Index, grams: Collection[str]) -> Iterator[tuple[str, Iterable[int]]]:
    """The rows that hold each trigram. They come as one text: that is several times faster than as rows."""
    for gram, listed in _rows(POSTINGS, index, json.dumps(list(grams))):
        yield gram, map(int, listed.split(","))


def _some(index: Index, count: int) -> list[str]:
    """The texts of up to `count` rows, evenly spread."""
    return [text for (text,) in _rows(SOME, index, count, count)]


def _rows(sql: str, index: Index, *values: str | int) -> list[tuple[Any, ...]]:
    with closing(connection.cursor()) as cursor:
        cursor.execute(named(sql, index), values)
        return list(cursor.fetchall())
