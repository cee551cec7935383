from __future__ import annotations

import pytest
from search_shelf import put_shelf


@pytest.fixture
def shelf(db: None) -> None:
    """A small agency's publications, indexed."""
    put_shelf()
