"""Secrets that the installation makes for itself on first use and keeps in its data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def keep(path: Path, make: bytes) -> bytes:
    """Return the bytes in ``path``; the first caller writes ``make`` there, readable by the owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(make)
    return make


def secret_key(data_dir: Path) -> str:
    return keep(data_dir / "keys" / "django.key", secrets.token_urlsafe(48).encode()).decode()
