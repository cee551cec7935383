"""An agency with its structure and the catalogues that ship with the product."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from prakat.duties import actions
from prakat.duties.models import Catalogue
from prakat.org import actions as org
from prakat.org.models import Agency

NOW = dt.datetime(2026, 11, 23, 8, 14, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def agency(db: None) -> Agency:
    agency = org.set_up_agency("6930802", by=None, now=NOW)
    org.add_default_structure(by=None, now=NOW)
    return agency


@pytest.fixture
def shipped(db: None) -> list[Catalogue]:
    return actions.adopt_shipped(by="operator", now=NOW)
