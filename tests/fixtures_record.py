"""Fixtures for tests that append to the record, or that commit for real."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
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


class SqliteCopy:
    """The database as it was before the first test that commits: migrated, and with all its triggers."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self._copy)

    def put_back(self) -> None:
        connection.ensure_connection()
        self._copy.backup(connection.connection)

    def close(self) -> None:
        self._copy.close()


class PostgresCopy:
    """The same as a second database that is the template of the first."""

    def __init__(self) -> None:
        self._name = connection.settings_dict["NAME"]
        self._copy = f"{self._name}_as_migrated"
        self._say(
            f'DROP DATABASE IF EXISTS "{self._copy}"',
            f'CREATE DATABASE "{self._copy}" TEMPLATE "{self._name}"',
        )

    def put_back(self) -> None:
        self._say(f'DROP DATABASE "{self._name}"', f'CREATE DATABASE "{self._name}" TEMPLATE "{self._copy}"')

    def close(self) -> None:
        self._say(f'DROP DATABASE "{self._copy}"')

    def _say(self, *statements: str) -> None:
        connection.close()
        place = {key: value for key, value in connection.get_connection_params().items() if key != "dbname"}
        place.pop("cursor_factory", None)
        place.pop("context", None)
        with psycopg.connect(**place, dbname="postgres", autocommit=True) as admin:
            for statement in statements:
                admin.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def fresh_after_commits() -> Iterator[None]:
    """After a test that commits, the database is again what the migrations made.

    Django would empty all tables, which closed ones refuse, and would take with them what migrations put
    there.
    """
    begin = TransactionTestCase._fixture_setup
    kept: list[SqliteCopy | PostgresCopy] = []

    def setup(cls: type[TransactionTestCase]) -> None:
        if not kept:
            kept.append(SqliteCopy() if connection.vendor == "sqlite" else PostgresCopy())
        begin.__func__(cls)

    def teardown(case: TransactionTestCase) -> None:
        kept[0].put_back()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(setup))
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
    for copy in kept:
        copy.close()


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
