"""Run the whole suite: on SQLite, and what works on the database again on PostgreSQL where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
ON_POSTGRES = (
    "audit",
    "org",
    "duties",
    "publications",
    "procedure",
    "search",
    "monitoring",
    "importing",
    "desk",
)


def main(arguments: list[str]) -> int:
    if arguments:
        return pytest(*arguments)
    failed = pytest("-n", "2", "--dist", "worksteal")
    return on_postgres() or failed


def pytest(*arguments: str, **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.call(command, env={**os.environ, **environment})


def on_postgres() -> int:
    """The rooms that keep their state in the database, a second time, on PostgreSQL."""
    sys.path.insert(0, str(TESTS))
    import postgres  # type: ignore[import-not-found]

    if postgres.binaries() is None:
        print("PostgreSQL is not installed (Debian: apt install postgresql): its run is left out")
        return int(os.environ.get("CI") == "true")
    rooms = [str(TESTS / room) for room in ON_POSTGRES]
    with postgres.cluster() as folder:
        return pytest(
            "-n", "2", "--dist", "worksteal", "-m", "not browser and not postgres", *rooms,
            PGHOST=str(folder), PRAKAT_DATABASE="postgres://prakat@/postgres",
        )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
