from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from fixtures_record import data_folder, follow, fresh_after_commits
from postgres import new_postgres_database, postgres_url

__all__ = ["data_folder", "follow", "fresh_after_commits", "new_postgres_database", "now", "postgres_url"]


@pytest.fixture
def now() -> datetime:
    return datetime(2020, 10, 3, 9, 15, 30, tzinfo=ZoneInfo("Asia/Bangkok"))
