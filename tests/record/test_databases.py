"""Both databases keep the record closed and gap-free, with real commits and many writers at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ACTS = Path(__file__).with_name("acts.py")


def run_acts(folder: Path, **environment: str) -> dict:
    done = subprocess.run(
        [sys.executable, str(ACTS)],
        env=os.environ | {"PRAKAT_DATA": str(folder)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(seen: dict) -> None:
    assert seen["errors"] == []
    assert (seen["seqs"], seen["size"], seen["leaves"]) == (True, 2620, 2620)
    assert seen["trail"] is None
    assert (seen["told"], seen["told_some"]) == (True, True)
    assert set(seen["refused"].values()) == {"IntegrityError"}, seen["refused"]
    assert seen["after"] == seen["size"]
    assert seen["undone"] is True


def test_sqlite(tmp_path):
    seen = run_acts(tmp_path, PRAKAT_DATABASE="")
    assert seen["vendor"] == "sqlite"
    check(seen)
    assert seen["moved"]["stayed away"] == [True, True]
    assert seen["moved"]["told"] is True
    assert seen["moved"]["rests"] == [0, 0.2, 0.4, 0.8, 0, 0.2]


@pytest.mark.postgres
def test_postgresql(tmp_path, new_postgres_database):
    seen = run_acts(tmp_path, PRAKAT_DATABASE=new_postgres_database())
    assert seen["vendor"] == "postgresql"
    assert len(seen["refused"]) == 8
    check(seen)
