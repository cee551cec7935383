from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from built_site import Pages, Publisher, Reader
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from prakat.record.note import Signer
from prakat.website.manifest import Manifest
from prakat.website.seal import NoteSeal
from prakat.website.server import Front
from prakat.website.store import Store


@pytest.fixture
def pages() -> Pages:
    return Pages()


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    seal = NoteSeal(Signer("k.go.th/site", Ed25519PrivateKey.generate()))
    return Manifest(tmp_path / "site", Store(tmp_path / "store"), seal)


@pytest.fixture
def publisher(manifest: Manifest) -> Publisher:
    return Publisher(manifest)


@pytest.fixture
def django_calls() -> list[str]:
    return []


@pytest.fixture
def front(manifest: Manifest, tmp_path: Path, django_calls: list[str]) -> Front:
    def django(environ: Any, start_response: Any) -> list[bytes]:
        django_calls.append(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"django"]

    return Front(django, manifest, log_folder=tmp_path / "log", hosts=["k.go.th", ".example.go.th"], tls=True)


@pytest.fixture
def reader(front: Front) -> Reader:
    return Reader(front)


@pytest.fixture(autouse=True)
def no_power_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk takes most of the time and proves nothing here."""
    monkeypatch.setattr("os.fsync", lambda handle: None)
    monkeypatch.setattr("os.sync", lambda: None)
