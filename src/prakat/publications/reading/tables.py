"""Rows with tabs between the cells, as spreadsheets and office tables come out, are a table again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prakat.publications.reading.headings import stands_alone
from prakat.publications.reading.markers import read_marker
from prakat.publications.reading.nodes import Paragraph
from prakat.publications.reading.signatures import Signature

_FEWEST_ROWS = 2
_LONGEST_HEAD = 200
_LONGEST_CELL = 2_000


def table_rows(items: Sequence[Paragraph | Signature], start: int) -> list[list[str]]:
    """The rows of the table that begins at `start`; empty where none does, or where it began before."""
    first = items[start]
    if not isinstance(first, Paragraph) or read_marker(first.text) or stands_alone(first.text):
        return []
    if start and _has_cells(items[start - 1]):
        return []
    rows: list[list[str]] = []
    for index in range(start, len(items)):
        item = items[index]
        if not isinstance(item, Paragraph) or not _has_cells(item):
            break
        rows.append([cell.strip() for cell in item.text.split("\t")])
    return rows if _is_table(rows) else []


def _has_cells(item: Paragraph | Signature) -> bool:
    return isinstance(item, Paragraph) and "\t" in item.text


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    if len(rows) < _FEWEST_ROWS or any(len(cell) > _LONGEST_HEAD for cell in rows[0]):
        return False
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        return False
    numbered = any(read_marker(f"{row[0]} ") for row in rows)
    return len(rows[0]) > 2 or not numbered


def table_value(rows: Sequence[list[str]]) -> dict[str, Any]:
    """The value of a table block: the first row is its head; short rows are filled up."""
    width = max(map(len, rows))
    head, *others = [[*row, *[""] * (width - len(row))] for row in rows]
    return {"caption": "", "head": head, "rows": others}
