"""Run the whole suite: on SQLite, and what touches a database again on PostgreSQL where a server is found."""

from __future__ import annotations

import os
import subprocess
import sys


def main(arguments: list[str]) -> int:
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-q", *arguments]
    return subprocess.call(command)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
