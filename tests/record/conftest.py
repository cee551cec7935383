from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest


@pytest.fixture
def now() -> datetime:
    return datetime(2020, 10, 3, 9, 15, 30, tzinfo=ZoneInfo("Asia/Bangkok"))
