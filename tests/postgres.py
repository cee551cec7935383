"""A private PostgreSQL for tests: in a temporary folder, on a UNIX socket, gone with the run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

DEBIAN = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """Where initdb and pg_ctl are, the newest of several; None where PostgreSQL is not installed."""
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = [Path(folder) for folder in os.get_exec_path()]
    complete = (folder for folder in [*versions, *on_path] if (folder / "initdb").exists())
    return next((folder for folder in complete if (folder / "pg_ctl").exists()), None)


def owner() -> str | None:
    """PostgreSQL refuses to run as root; someone else must own the cluster then."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(*command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=owner(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@contextmanager
def cluster() -> Iterator[Path]:
    """A running server; the folder of its socket."""
    found = binaries()
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="prakat-pg-", dir="/tmp"))
    data = folder / "cluster"
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
    try:
        if user := owner():
            shutil.chown(folder, user)
        _run(found / "initdb", "--no-sync", "--auth=trust", "--username=prakat", "--encoding=UTF8",
             "--locale=C.UTF-8", "--pgdata", data)  # fmt: skip
        _run(
            found / "pg_ctl",
            "--wait",
            "--pgdata",
            data,
            "--log",
            folder / "log",
            "--options",
            options,
            "start",
        )
        try:
            yield folder
        finally:
            _run(found / "pg_ctl", "--mode=immediate", "--pgdata", data, "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgres_database() -> Iterator[Callable[[], str]]:
    """Call it for the ``postgres://`` address of a new, empty database.

    The folder of the socket is in PGHOST, for this process and those that it starts.
    """
    numbers = count(1)
    with cluster() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGHOST", str(folder))

        def make() -> str:
            name = f"prakat_{next(numbers)}"
            with psycopg.connect("user=prakat dbname=postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return f"postgres://prakat@/{name}"

        yield make


@pytest.fixture(scope="session")
def postgres_url(new_postgres_database: Callable[[], str]) -> str:
    """``postgres://`` address of one database for the whole run."""
    return new_postgres_database()
