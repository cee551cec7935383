"""Tests that commit for real begin with the database that the migrations made, triggers and all."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from prakat.record import actions, queries
from prakat.record.models import Entry

Migration = MigrationRecorder.Migration
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", [1, 2])
def test_committed_entries_are_gone_in_the_next_test_and_its_triggers_hold(now, turn):
    assert queries.size() == 0
    with transaction.atomic():
        actions.append("test.happened", f"turn {turn}", {}, now=now)
    assert not connection.in_atomic_block
    with pytest.raises(IntegrityError, match="never removed"):
        Entry.objects.all().delete()
    assert queries.size() == 1


@pytest.mark.parametrize("turn", [1, 2])
def test_what_migrations_put_into_the_database_is_there_for_every_test(turn):
    known = Migration.objects.filter(app="record").count()
    assert known == 2
    Migration.objects.filter(app="record").delete()
