"""Typed readers of the environment: a wrong value is refused in one sentence, never guessed at."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class SettingError(ValueError):
    """A setting in the environment cannot be used; the message names it and says what to write."""


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    value = raw.strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise SettingError(f"{name} must be yes or no, not {raw!r}")


def number(name: str, default: int, *, least: int, most: int) -> int:
    raw = text(name, str(default))
    if not raw.isdecimal() or not least <= int(raw) <= most:
        raise SettingError(f"{name} must be a whole number from {least} to {most}, not {raw!r}")
    return int(raw)


def folder(name: str, default: str) -> Path:
    return Path(text(name, default)).expanduser().resolve()


def words(name: str, default: list[str]) -> list[str]:
    raw = text(name, "")
    return [word.strip() for word in raw.split(",") if word.strip()] if raw else default


def database(name: str, data_dir: Path) -> dict[str, object]:
    """SQLite in the data folder, or ``postgres://user:password@host:port/name``."""
    raw = text(name, "")
    if not raw:
        return sqlite(data_dir / "db.sqlite3")
    parts = urlsplit(raw)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise SettingError(f"{name} must look like postgres://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, object]:
    """Write-ahead log, and writers that queue instead of failing half-way through a transaction."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
        },
    }
