"""One throw-away data folder for the whole run; in CI a skipped test is a failed one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator

import pytest

_data = tempfile.TemporaryDirectory(prefix="prakat-tests-", ignore_cleanup_errors=True)
os.environ["PRAKAT_DATA"] = _data.name

pytest_plugins = ["office", "fixtures_record", "postgres", "installation", "browser"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI lets nothing be skipped: {call.excinfo}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, worker_id: str) -> None:
    """SQLite tests begin from the ready-migrated template; migrations made since are applied on top."""
    from pathlib import Path

    from django.conf import settings

    from prakat.operations import template

    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        path = Path(_data.name) / f"test-{worker_id}.sqlite3"
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(path)}
        template.unpack(path)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    return True
