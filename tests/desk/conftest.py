"""A desk at a fixed moment, in English so that the tests do not depend on compiled messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from office import Office
from visits import Clock, SignIn

from prakat.procedure import actions as procedure
from prakat.procedure.models import Case, Decision
from prakat.procedure.rules import Check
from prakat.publications.models import Standing
from prakat.publications.queries import standing_of

WAY = ("head-finance", "info-officer", "palad")


@pytest.fixture
def clock(data_folder: Path, office: Office, settings, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settings.LANGUAGE_CODE = "en"  # after the office: its pages are Thai
    clock = Clock(office.now)
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def sign_in(office: Office, clock: Clock) -> SignIn:
    def signed_in(position: str) -> Client:
        client = Client()
        client.force_login(office[position])
        return client

    return signed_in


@pytest.fixture
def case(office: Office, clock: Clock) -> Case:
    """A notice of กองคลัง that has just been sent."""
    page = office.draft(title="ประกาศของกองคลัง")
    return procedure.submit(page, by=page.owner, now=clock.now)


@pytest.fixture
def standing(office: Office, case: Case, clock: Clock) -> Standing:
    """The same, approved and public."""
    for person in WAY:
        outcome, checks = Decision.Outcome.APPROVE, list(Check)
        case = procedure.decide(case, by=office[person], outcome=outcome, checklist=checks, now=clock.now)
    found = standing_of(case.publication)
    assert found is not None
    return found
