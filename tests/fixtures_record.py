"""Fixtures for tests that append to the record, or that commit for real."""

from __future__ import annotations

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


@pytest.fixture(scope="session", autouse=True)
def emptying_between_tests() -> Iterator[None]:
    """After a test that commits, Django empties every table. There, and nowhere else, closed tables open."""
    empty = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with closed_tables_open():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


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
