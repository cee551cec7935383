"""The staff trail only grows, and shows where anyone has put a hand on it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from fixtures_record import closed_tables_open

from prakat.audit import actions, queries
from prakat.audit.models import Row
from prakat.audit.rules import RowError

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 10, 3, 9, 15, 30, tzinfo=ZoneInfo("Asia/Bangkok"))


def note(**changes) -> Row:
    said = {"actor": "palad", "verb": "case.approved", "subject": "case 7", "detail": {"step": "อนุมัติ"}}
    return actions.note(**(said | changes), now=NOW)


def test_a_row_says_who_did_what_to_what_and_when():
    row = Row.objects.get(seq=note().seq)
    assert (row.actor, row.verb, row.subject, row.at) == ("palad", "case.approved", "case 7", NOW)
    assert (row.detail, row.data) == ('{"step":"อนุมัติ"}', {"step": "อนุมัติ"})


def test_each_row_holds_the_hash_of_the_one_before():
    first, second = note(), note()
    assert (first.seq, first.prev_hash) == (0, "0" * 64)
    assert (second.seq, second.prev_hash) == (1, first.hash)


def test_the_hash_is_over_all_that_the_row_says():
    """Anyone can compute it again: canonical JSON (RFC 8785), SHA-256."""
    row = note()
    said = {
        "v": 1, "seq": 0, "at": "2020-10-03T09:15:30+07:00", "actor": "palad", "verb": "case.approved",
        "subject": "case 7", "detail": '{"step":"อนุมัติ"}', "prev": "0" * 64,
    }  # fmt: skip
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert row.hash == hashlib.sha256(canonical.encode()).hexdigest()


def test_a_row_falls_with_the_act_it_tells_of():
    note()
    with transaction.atomic():
        note()
        transaction.set_rollback(True)
    assert note().seq == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_makes_its_own():
    """A refused sign-in is worth a row too, and has no act around it."""
    assert note(verb="login.refused").seq == 0
    assert queries.verify() is None


@pytest.mark.parametrize("field", ["actor", "verb", "subject"])
@pytest.mark.parametrize("value", ["", "x" * 201])
def test_nobody_and_nothing_are_no_answers(field, value):
    with pytest.raises(RowError, match=field):
        note(**{field: value})


def test_a_time_without_a_zone_and_a_detail_without_json_are_refused():
    with pytest.raises(RowError, match="zone"):
        actions.note("palad", "v", "s", {}, now=datetime(2020, 10, 3))
    with pytest.raises(RowError, match="canonical"):
        note(detail={"x": object()})


@pytest.mark.parametrize("change", [{"actor": "nobody"}, {"detail": "{}"}, {"hash": "0" * 64}])
def test_the_database_refuses_to_change_a_row(change):
    note()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Row.objects.update(**change)
    assert queries.verify() is None


def test_the_database_refuses_to_remove_a_row():
    note()
    with pytest.raises(IntegrityError, match=r"never (changed or )?removed"), transaction.atomic():
        Row.objects.all().delete()


@pytest.mark.parametrize(("seq", "prev"), [(0, "0" * 64), (2, "last"), (1, "0" * 64), (1, "f" * 64)])
def test_the_database_takes_no_row_but_the_next_of_the_chain(seq, prev):
    last = note()
    with pytest.raises(IntegrityError, match="continues"), transaction.atomic():
        Row.objects.create(
            seq=seq, at=NOW, actor="a", verb="v", subject="s", detail="{}",
            prev_hash=last.hash if prev == "last" else prev, hash="0" * 64,
        )  # fmt: skip


def test_a_whole_chain_holds():
    assert queries.verify() is None
    for _ in range(5):
        note()
    assert queries.verify() is None


@pytest.mark.parametrize("column", ["at", "actor", "verb", "subject", "detail"])
def test_the_first_changed_row_is_found(column):
    """Someone with the database's own password took the triggers away first."""
    for _ in range(5):
        note()
    with closed_tables_open(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_row SET {column} = '2021-01-01 00:00:00' WHERE seq IN (2, 4)")
    assert queries.verify() == (2, "the row is not what its hash was made from")


def test_a_row_taken_out_is_found():
    for _ in range(5):
        note()
    with closed_tables_open():
        Row.objects.filter(seq=3).delete()
    assert queries.verify() == (3, "the row is missing")


def test_a_row_made_anew_with_its_own_hash_breaks_the_next():
    from prakat.audit import rules

    for _ in range(5):
        note()
    forged = Row.objects.get(seq=2)
    forged.actor = "nayok"
    forged.hash = rules.row_hash(forged)
    with closed_tables_open():
        forged.save()
    assert queries.verify() == (3, "the row does not continue the one before it")
