"""An agency with its default structure; people are invented words, never names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from prakat.org import actions
from prakat.org.models import Agency, Position, User

NOW = dt.datetime(2020, 10, 1, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
KHOK_SAI = "6930802"

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def agency(db: None) -> Agency:
    agency = actions.set_up_agency(KHOK_SAI, by=None, now=NOW)
    actions.add_default_structure(by=None, now=NOW)
    return agency


@pytest.fixture
def position(agency: Agency) -> Callable[[str], Position]:
    return lambda code: Position.objects.get(code=code)


@pytest.fixture
def person(db: None) -> Callable[[str], User]:
    return lambda name: User.objects.create(username=name)
