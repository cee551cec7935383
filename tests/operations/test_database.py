"""A web process whose database is moved away says so, and finds it again when it is back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from prakat.operations.database import SameDatabase


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []
    monkeypatch.setattr(type(connections), "close_all", lambda self: calls.append("closed"))
    return calls


def status_of(application: SameDatabase, path: str = "/staff/") -> str:
    said: list[str] = []

    def start_response(status: str, headers: Any, exc_info: Any = None, /) -> Any:
        said.append(status)

    application({"PATH_INFO": path}, start_response)
    return said[0]


def django(environ: Any, start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return []


def test_while_it_is_away_nothing_makes_an_empty_one(tmp_path: Path, closed: list[str]) -> None:
    application = SameDatabase(django, tmp_path / "db.sqlite3")
    assert status_of(application) == "503 Service Unavailable"
    assert status_of(application, "/healthz") == "200 OK"
    assert status_of(application, "/readyz") == "200 OK"


def test_when_it_is_back_or_another_connections_are_fresh(tmp_path: Path, closed: list[str]) -> None:
    file, away = tmp_path / "db.sqlite3", tmp_path / "away"
    file.write_bytes(b"")
    application = SameDatabase(django, file)
    assert status_of(application) == "200 OK"
    assert status_of(application) == "200 OK"
    assert closed == []
    file.rename(away)
    assert status_of(application) == "503 Service Unavailable"
    assert closed == ["closed"]
    away.rename(file)
    assert status_of(application) == "200 OK"
    assert closed == ["closed"] * 2
    (tmp_path / "other").write_bytes(b"")
    (tmp_path / "other").replace(file)
    assert status_of(application) == "200 OK"
    assert closed == ["closed"] * 3


def test_a_database_server_is_asked_as_ever(closed: list[str]) -> None:
    assert status_of(SameDatabase(django, None)) == "200 OK"
