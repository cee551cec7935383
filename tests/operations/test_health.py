"""What watches the installation learns whether it lives and whether it can work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

pytestmark = pytest.mark.urls("prakat.operations.urls")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def build_site(folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site" / "manifest").write_text("{}")


def test_a_process_that_answers_lives_whatever_the_database_does(client: Client) -> None:
    reply = client.get("/healthz")
    assert (reply.status_code, reply.content) == (200, b"ok\n")
    assert "no-store" in reply["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_with_a_database_and_a_site(client: Client, tmp_path: Path) -> None:
    build_site(tmp_path)
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()) == (200, {"database": True, "site": True})


@pytest.mark.django_db
def test_without_a_site_it_is_not(client: Client) -> None:
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()) == (503, {"database": True, "site": False})


@pytest.mark.django_db
def test_without_a_database_it_is_not(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise DatabaseError("unable to open database file")

    build_site(tmp_path)
    monkeypatch.setattr(connection, "cursor", away)
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()) == (503, {"database": False, "site": True})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_asking_changes_nothing(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
