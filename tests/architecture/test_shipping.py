"""What ships with the code is up to date with it."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from prakat.config.cli import COMMANDS
from prakat.operations import template

ROOT = Path(__file__).resolve().parents[2]


def test_every_message_has_its_thai() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import messages
    finally:
        sys.path.pop(0)
    assert list(messages.missing()) == []


def test_the_ready_migrated_database_has_every_migration(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    assert template.unpack(path)
    with closing(sqlite3.connect(path)) as connection:
        applied = set(connection.execute("SELECT app, name FROM django_migrations"))
    assert applied == set(MigrationLoader(None).disk_migrations)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes" in out.getvalue()


def settings_read() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        found |= set(re.findall(r'"(PRAKAT_[A-Z_]+)"', path.read_text("utf-8")))
    return found


def test_every_setting_and_command_is_in_the_operators_guide() -> None:
    guide = (ROOT / "docs" / "operators.md").read_text("utf-8")
    missing = {name for name in settings_read() if name not in guide}
    missing |= {entry.name for entry in COMMANDS if f"prakat {entry.name}" not in guide}
    assert not missing


def test_help_lists_every_command_with_one_line(tmp_path: Path) -> None:
    prakat = Path(sys.executable).with_name("prakat")
    environment = {**os.environ, "PRAKAT_DATA": str(tmp_path)}
    shown = subprocess.run(
        [prakat, "--help"], capture_output=True, text=True, env=environment, check=True
    ).stdout
    assert all(entry.name in shown and entry.summary in re.sub(r"\s+", " ", shown) for entry in COMMANDS)


def test_wrong_usage_ends_with_status_2_and_no_traceback(tmp_path: Path) -> None:
    prakat = Path(sys.executable).with_name("prakat")
    environment = {**os.environ, "PRAKAT_DATA": str(tmp_path)}
    for arguments in (["nonsense"], ["publish"], ["import", "jsonl", "/nowhere"]):
        ended = subprocess.run([prakat, *arguments], capture_output=True, text=True, env=environment)
        assert ended.returncode == 2, arguments
        assert "Traceback" not in ended.stderr
        assert ended.stderr.strip()


def test_a_setting_that_makes_no_sense_is_refused_in_one_line(tmp_path: Path) -> None:
    prakat = Path(sys.executable).with_name("prakat")
    environment = {**os.environ, "PRAKAT_DATA": str(tmp_path), "PRAKAT_PORT": "many"}
    ended = subprocess.run([prakat, "doctor"], capture_output=True, text=True, env=environment)
    assert ended.returncode == 2
    assert ended.stderr.strip().splitlines()[-1].endswith("not 'many'")
    assert "Traceback" not in ended.stderr
