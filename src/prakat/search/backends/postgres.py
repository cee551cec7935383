"""Trigrams in PostgreSQL: ``pg_trgm`` GIN indexes, asked with ``LIKE``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import closing
from functools import partial
from typing import Any

from django.db import ProgrammingError, connection

from prakat.search.backends.base import Found, Index, named
from prakat.search.backends.sample import Sample

MOST_GRAMS = 12
MOST_HELD = 2000
MOST_ROWS = 300

SIZE = "SELECT count(*) FROM <table>"
SOME = "SELECT <column> FROM <table> ORDER BY md5(id::text) LIMIT %s"
ANY_OF = (
    "SELECT id, (SELECT sum(weight) FROM unnest(%s::text[], %s::float8[]) AS gram(pattern, weight)"
    " WHERE <column> LIKE pattern) AS held"
    " FROM <table> WHERE <column> LIKE ANY(%s) ORDER BY held DESC, id DESC LIMIT %s"
)
ALL_OF = "SELECT id FROM <table> WHERE <held> ORDER BY id DESC LIMIT %s"
SHOWN = "SELECT show_trgm('ประกาศ')"


class PostgresBackend:
    """See `Backend`. Frequencies are estimates from a sample that a process reads once in a while."""

    def __init__(self) -> None:
        self._samples = {index: Sample(partial(_some, index)) for index in Index}

    def size(self, index: Index) -> int:
        return int(_rows(named(SIZE, index))[0][0])

    def frequencies(self, index: Index, grams: Collection[str], size: int) -> dict[str, int]:
        share = self._samples[index].shares(size)
        return {gram: max(1, round(share(gram) * size)) for gram in grams}

    def holding_any(self, index: Index, grams: Mapping[str, float], frequencies: Mapping[str, int]) -> Found:
        few = [gram for gram in grams if frequencies[gram] <= MOST_HELD]
        rare = sorted(few, key=lambda gram: frequencies[gram])[:MOST_GRAMS]
        if not rare:
            return Found({}, frozenset())
        patterns = [_like(gram) for gram in rare]
        weights = [grams[gram] for gram in rare]
        rows = _rows(named(ANY_OF, index), patterns, weights, patterns, MOST_ROWS)
        return Found({row: float(held) for row, held in rows}, frozenset())

    def holding_all(self, index: Index, grams: Collection[str], limit: int) -> list[int]:
        if not grams:
            return []
        held = " AND ".join(["<column> LIKE %s"] * len(grams))
        sql = named(ALL_OF.replace("<held>", held), index)
        return [row for (row,) in _rows(sql, *map(_like, grams), limit)]

    def tidy(self) -> None:
        """PostgreSQL's own housekeeping does it."""

    def problem(self) -> str:
        """With ``lc_ctype=C`` pg_trgm takes no Thai letter for a letter, and its index holds nothing."""
        try:
            shown = _rows(SHOWN)[0][0]
        except ProgrammingError:
            return "The extension pg_trgm is missing. Create it: CREATE EXTENSION pg_trgm"
        if not shown:
            return "This database cannot index Thai. Create it with LC_CTYPE C.UTF-8 or the ICU locale th-TH."
        return ""


def _some(index: Index, count: int) -> list[str]:
    """The texts of up to `count` rows, in an order that has nothing to do with what they say."""
    return [text for (text,) in _rows(named(SOME, index), count)]


def _like(gram: str) -> str:
    """A pattern; folded text holds neither ``%`` nor ``_`` nor a backslash."""
    return f"%{gram}%"


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(connection.cursor()) as cursor:
        cursor.execute(sql, values or None)
        return list(cursor.fetchall())
