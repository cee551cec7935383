"""Both databases answer alike, and a PostgreSQL that cannot index Thai is refused in a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prakat.search import checks
from prakat.search.backends.postgres import PostgresBackend

ACTS = Path(__file__).with_name("acts.py")


def run_acts(folder: Path, **environment: str) -> dict:
    done = subprocess.run(
        [sys.executable, str(ACTS)],
        env=os.environ | {"PRAKAT_DATA": str(folder), "PYTHONPATH": str(ACTS.parent.parent)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(seen: dict) -> None:
    assert seen["problems"] == []
    assert seen["first"] == seen["expected"]
    assert seen["short"] == ["elderly", "tax"]
    assert seen["hostile"] == [0, 0, 0]
    assert seen["removed"] is False


def test_sqlite(tmp_path):
    seen = run_acts(tmp_path, PRAKAT_DATABASE="")
    assert seen["vendor"] == "sqlite"
    check(seen)


@pytest.mark.postgres
def test_postgresql(tmp_path, new_postgres_database):
    seen = run_acts(tmp_path, PRAKAT_DATABASE=new_postgres_database())
    assert seen["vendor"] == "postgresql"
    check(seen)


@pytest.mark.parametrize(("shown", "says"), [([[[]]], "LC_CTYPE"), ([[["  ป"]]], "")])
def test_a_database_without_thai_trigrams_is_refused(monkeypatch, shown, says):
    """`show_trgm('ประกาศ')` is empty where lc_ctype is C."""
    monkeypatch.setattr("prakat.search.backends.postgres._rows", lambda sql: shown)
    monkeypatch.setattr(checks, "current", PostgresBackend)
    assert says in "".join(checks.problems())
    assert bool(checks.check_database(databases=["default"])) is bool(says)
