"""An entry is appended in the transaction of its act, numbered without a gap, and stays as it is."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from prakat.record import actions, merkle, queries
from prakat.record.models import Entry
from prakat.record.rules import EntryError

SUBJECT = "0b0e5b0e-7c5c-4a39-8f52-1c6c5c0f4a11"
pytestmark = pytest.mark.django_db


def published(now, subject: str = SUBJECT, **payload) -> Entry:
    return actions.append("publication.published", subject, payload, now=now)


def test_the_body_is_canonical_json_to_the_byte(now):
    """RFC 8785: keys sorted, no spaces, Thai as it is."""
    entry = published(now, title="ประกาศ", edition=1)
    assert entry.body == (
        '{"at":"2020-10-03T09:15:30+07:00","data":{"edition":1,"title":"ประกาศ"},"kind":"publication.published",'
        f'"seq":0,"subject":"{SUBJECT}","v":1}}'
    )
    assert entry.data == {"edition": 1, "title": "ประกาศ"}


def test_what_is_stored_is_what_was_appended(now):
    entry = published(now, edition=1)
    stored = Entry.objects.get(seq=entry.seq)
    assert (stored.body, bytes(stored.leaf_hash)) == (entry.body, entry.leaf_hash)
    assert stored.leaf_hash == merkle.leaf_hash(entry.body.encode())
    assert stored.at == now
    assert (stored.kind, stored.subject) == ("publication.published", SUBJECT)


def test_time_is_told_in_bangkok_in_whole_seconds():
    entry = published(datetime(2026, 11, 22, 20, 42, 7, 999_999, tzinfo=UTC))
    assert json.loads(entry.body)["at"] == "2026-11-23T03:42:07+07:00"
    assert entry.at.isoformat() == "2026-11-23T03:42:07+07:00"


def test_entries_are_numbered_from_nought_without_a_gap(now):
    assert queries.size() == 0
    assert [published(now).seq for _ in range(3)] == [0, 1, 2]
    assert queries.size() == 3


def test_an_act_undone_leaves_no_entry_and_no_gap(now):
    published(now)
    with transaction.atomic():
        published(now)
        transaction.set_rollback(True)
    assert published(now).seq == 1


def test_many_entries_are_appended_in_their_order_with_few_statements(now, django_assert_max_num_queries):
    items = [("publication.imported", f"subject-{n}", {"n": n}) for n in range(500)]
    published(now)
    with django_assert_max_num_queries(20):
        entries = actions.append_many(items, now=now)
    assert [entry.seq for entry in entries] == list(range(1, 501))
    assert [entry.data["n"] for entry in Entry.objects.filter(seq__gt=0)] == list(range(500))


def test_nothing_to_append_is_no_error(now):
    assert actions.append_many([], now=now) == []


@pytest.mark.parametrize("kind", ["", "published", "Publication.published", "publication.", "a." + "b" * 70])
def test_a_kind_has_a_room_and_a_verb(now, kind):
    with pytest.raises(EntryError, match="kind"):
        actions.append(kind, SUBJECT, {}, now=now)


@pytest.mark.parametrize("subject", ["", "s" * 201])
def test_an_entry_is_about_something(now, subject):
    with pytest.raises(EntryError, match="subject"):
        published(now, subject)


def test_a_time_without_a_zone_is_no_time():
    with pytest.raises(EntryError, match="zone"):
        published(datetime(2020, 10, 3))


@pytest.mark.parametrize("value", [math.nan, 2**53, "\ud800", object()])
def test_what_has_no_canonical_json_is_refused(now, value):
    with pytest.raises(EntryError, match="canonical"):
        published(now, value=value)


def test_an_entry_of_65535_bytes_is_the_longest(now):
    """The length prefix in entry bundles is a uint16 (tlog-tiles)."""
    room = 65_535 - len(published(now, x="").body.encode())
    assert len(published(now, x="a" * room).body) == 65_535
    with pytest.raises(EntryError, match="65536 bytes"):
        published(now, x="a" * (room + 1))
    assert queries.size() == 2


@pytest.mark.parametrize("change", [{"kind": "other.kind"}, {"body": "{}"}, {"seq": 9}])
def test_the_database_refuses_to_change_an_entry(now, change):
    published(now)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Entry.objects.filter(seq=0).update(**change)
    assert Entry.objects.get(seq=0).kind == "publication.published"


def test_the_database_refuses_to_remove_an_entry(now):
    published(now)
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        Entry.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_entry")
    assert queries.size() == 1


@pytest.mark.parametrize("seq", [0, 2, 700])
def test_the_database_takes_no_entry_but_the_next(now, seq):
    published(now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(seq=seq, at=now, kind="a.b", subject="s", body="{}", leaf_hash=b"0" * 32)
    assert queries.size() == 1


def test_an_entry_cannot_be_written_over(now):
    published(now)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO record_entry (seq, at, kind, subject, body, leaf_hash)"
            " VALUES (0, '2020-10-03', 'a.b', 's', '{}', x'00')"
        )
    assert Entry.objects.get(seq=0).kind == "publication.published"


def test_the_last_word_about_a_subject_is_found(now):
    published(now, edition=1)
    published(now, "another")
    last = actions.append("publication.withdrawn", SUBJECT, {"reason": "ซ้ำ"}, now=now)
    assert queries.latest(SUBJECT) == last
    assert queries.latest("never heard of") is None


def test_leaves_are_read_in_order_and_checked(now):
    entries = [published(now, n=n) for n in range(5)]
    assert queries.bodies(1, 4) == [entry.body.encode() for entry in entries[1:4]]
    with pytest.raises(queries.RecordDamagedError, match="5 are there"):
        queries.bodies(0, 6)


def test_an_entry_forged_past_the_actions_is_noticed(now):
    Entry.objects.create(seq=0, at=now, kind="a.b", subject="s", body="{}", leaf_hash=b"0" * 32)
    with pytest.raises(queries.RecordDamagedError, match="entry 0"):
        queries.bodies(0, 1)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_appended(now):
    with pytest.raises(TransactionManagementError):
        published(now)
    assert queries.size() == 0
