"""Whether this database can search Thai: asked at the start, by ``doctor`` and by Django's checks."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from prakat.search.backends import current


def problems() -> list[str]:
    """Why search would find nothing, in sentences; nothing when all is well. Asks the database."""
    found = current().problem()
    return [found] if found else []


def check_database(*, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Django's database check, run by ``migrate`` and ``check --database``."""
    return [Error(problem, id="search.E001") for problem in problems()] if databases else []
