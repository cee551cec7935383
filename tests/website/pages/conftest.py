"""A publication as the act of publishing leaves it, and a look at the pages that come of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from looks import Publish
from office import Office

from prakat.duties import actions as duties
from prakat.publications import actions
from prakat.publications.models import PublicationPage, Standing


@pytest.fixture
def publish(office: Office) -> Publish:
    """Draft, freeze and make public in one go; each later call a minute after the one before."""
    made = 0

    def act(page: PublicationPage | None = None, *, note: str = "", **fields: object) -> Standing:
        nonlocal made
        draft = page or office.draft(**fields)  # type: ignore[arg-type]
        at = office.now + timedelta(minutes=made)
        made += 1
        edition = actions.freeze_edition(
            draft, position="clerk-finance", change_note=note, now=at, by=office["clerk-finance"]
        )
        return actions.make_public(edition, now=at)

    return act


@pytest.fixture
def duties_in_force(office: Office) -> None:
    """The catalogues that come with Prakat, assigned to the units of the office."""
    duties.adopt_shipped(by="operator", now=office.now)
    duties.assign_defaults(by="operator", now=office.now)


@pytest.fixture
def clock(office: Office) -> Callable[[], datetime]:
    return lambda: office.now
