"""Tests that commit for real find empty tables and leave the triggers as they were."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from prakat.record import actions, queries
from prakat.record.models import Entry

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
