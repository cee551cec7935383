from __future__ import annotations

import pytest
from postgres import new_postgres_database
from search_shelf import put_shelf

__all__ = ["new_postgres_database", "shelf"]


@pytest.fixture
def shelf(db: None) -> None:
    """A small agency's publications, indexed."""
    put_shelf()
