"""The one verb of the record: append."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.transaction import TransactionManagementError

from prakat.record import merkle, queries, rules
from prakat.record.models import Entry

LOCK = "SELECT pg_advisory_xact_lock((6962::bigint << 32) | %s::regclass::oid::bigint)"
BATCH = 1000


class Item(NamedTuple):
    """What an act says of itself, before it has its place in the record."""

    kind: str
    subject: str
    payload: Mapping[str, Any]


def append(kind: str, subject: str, payload: Mapping[str, Any], *, now: datetime) -> Entry:
    """Append one entry in the transaction of the act it tells of; it stands or falls with that act.

    Raises TransactionManagementError outside a transaction, EntryError where it can be no entry.
    """
    return append_many([Item(kind, subject, payload)], now=now)[0]


def append_many(items: Iterable[tuple[str, str, Mapping[str, Any]]], *, now: datetime) -> list[Entry]:
    """Append entries in the order given, as ``append`` does, with few statements.

    1. take the place at the end of the record until the transaction ends
    2. number the entries from there, without a gap
    3. write them
    """
    _take_place()
    at = rules.moment(now)
    entries = [_entry(seq, at, Item(*item)) for seq, item in enumerate(items, queries.size())]
    return Entry.objects.bulk_create(entries, batch_size=BATCH)


def _entry(seq: int, at: datetime, item: Item) -> Entry:
    body = rules.body(seq, at, item.kind, item.subject, item.payload)
    return Entry(
        seq=seq,
        at=at,
        kind=item.kind,
        subject=item.subject,
        body=body.decode(),
        leaf_hash=merkle.leaf_hash(body),
    )


def _take_place() -> None:
    """SQLite's immediate transactions have one writer anyway; PostgreSQL waits here, per schema."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("an entry is appended in the transaction of the act it tells of")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [Entry._meta.db_table])
