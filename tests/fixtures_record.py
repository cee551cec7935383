"""Fixtures for tests that append to the record, or that commit for real."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase

from prakat.record import consumers
from prakat.record.consumers import Consumer


@contextmanager
def closed_tables_open() -> Iterator[None]:
    """Take away the triggers that refuse changes, and put back the very same ones.

    SQLite's are found by their RAISE, PostgreSQL's are switched off table by table.
    """
    with connection.cursor() as cursor:
        away, back = _sqlite(cursor) if connection.vendor == "sqlite" else _postgresql(cursor)
        for statement in away:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in back:
                cursor.execute(statement)


def _sqlite(cursor) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(%'")
    found = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in found], [sql for _, sql in found]


def _postgresql(cursor) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    tables = [name for (name,) in cursor.fetchall()]
    return (
        [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in tables],
        [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in tables],
    )


class Pristine:
    """The database as it was before the first test that commits: migrated, and with all its triggers."""

    def __init__(self) -> None:
        self._copy: sqlite3.Connection | None = None

    def keep(self) -> None:
        if self._copy is None and connection.vendor == "sqlite":
            connection.ensure_connection()
            self._copy = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self._copy)

    def put_back(self) -> None:
        connection.ensure_connection()
        self._copy.backup(connection.connection)

    def close(self) -> None:
        if self._copy is not None:
            self._copy.close()


@pytest.fixture(scope="session", autouse=True)
def fresh_after_commits() -> Iterator[None]:
    """After a test that commits, the database is again what the migrations made.

    Django would empty all tables, which closed ones refuse, and would take with them what migrations put
    there. SQLite gets its first content back, byte by byte; elsewhere closed tables open for the emptying.
    """
    begin, empty = TransactionTestCase._fixture_setup, TransactionTestCase._fixture_teardown
    pristine = Pristine()

    def setup(cls: type[TransactionTestCase]) -> None:
        pristine.keep()
        begin.__func__(cls)

    def teardown(case: TransactionTestCase) -> None:
        if connection.vendor == "sqlite":
            pristine.put_back()
            return
        with closed_tables_open():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(setup))
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
    pristine.close()


@pytest.fixture
def follow(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``follow(consumer, …)``: for this test these are all the consumers of the record."""

    def only(*followers: Consumer) -> None:
        monkeypatch.setattr(consumers, "_consumers", {})
        for follower in followers:
            consumers.register(follower)

    return only


@pytest.fixture
def data_folder(settings, tmp_path: Path) -> Path:
    """An empty data folder for this test alone: its own keys, its own log."""
    settings.DATA_DIR = tmp_path
    return tmp_path
