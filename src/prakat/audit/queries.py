"""Reads of the trail."""

from __future__ import annotations

from typing import NamedTuple

from prakat.audit import rules
from prakat.audit.models import Row


class Broken(NamedTuple):
    """The first place where the chain does not hold, and what is wrong there."""

    seq: int
    why: str


def verify() -> Broken | None:
    """Go through the whole chain; None where it holds. Rows cut off at the very end leave no trace in it."""
    before = rules.FIRST
    for seq, row in enumerate(Row.objects.order_by("seq").iterator(chunk_size=2000)):
        if row.seq != seq:
            return Broken(seq, "the row is missing")
        if row.prev_hash != before:
            return Broken(seq, "the row does not continue the one before it")
        if row.hash != rules.row_hash(row):
            return Broken(seq, "the row is not what its hash was made from")
        before = row.hash
    return None
