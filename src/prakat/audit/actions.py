"""The one verb of the trail: note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from prakat.audit import rules
from prakat.audit.models import Row

LOCK = "SELECT pg_advisory_xact_lock((6963::bigint << 32) | %s::regclass::oid::bigint)"


@transaction.atomic
def note(actor: str, verb: str, subject: str, detail: Mapping[str, Any], *, now: datetime) -> Row:
    """Add a row to the trail, within the caller's transaction where there is one.

    1. take the place at the end of the chain until the transaction ends
    2. tie the row to the one before
    3. write it

    Raises RowError where it can be no row.
    """
    _take_place()
    last = Row.objects.order_by("-seq").first()
    row = Row(
        seq=last.seq + 1 if last else 0,
        at=rules.moment(now),
        actor=actor,
        verb=verb,
        subject=subject,
        detail=rules.detail(detail),
        prev_hash=last.hash if last else rules.FIRST,
    )
    rules.check(row)
    row.hash = rules.row_hash(row)
    row.save(force_insert=True)
    return row


def _take_place() -> None:
    """SQLite's immediate transactions have one writer anyway; PostgreSQL waits here, per schema."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [Row._meta.db_table])
