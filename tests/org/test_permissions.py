"""Permissions come with a position and go with it; heads and clerks act for their own unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from prakat.org import actions, rules
from prakat.org.models import Position, Unit, User
from prakat.org.rules import Permission

pytestmark = pytest.mark.django_db

FIRST = dt.date(2020, 1, 1)
DAY = dt.date(2020, 10, 3)
Code = Callable[[str], Position]
Person = Callable[[str], User]


@pytest.fixture
def holder(position: Code, person: Person, now: dt.datetime) -> Callable[[str], User]:
    def appointed(code: str) -> User:
        user = person(code)
        actions.appoint(position=position(code), user=user, starts=FIRST, by=None, now=now)
        return user

    return appointed


@pytest.mark.parametrize(
    ("code", "permission"),
    [
        ("clerk-finance", Permission.DRAFT),
        ("head-finance", Permission.REVIEW),
        ("info-officer", Permission.CHECK),
        ("palad", Permission.APPROVE),
        ("nayok", Permission.WITHDRAW),
        ("palad", Permission.ADMINISTER),
    ],
)
def test_a_position_carries_its_permission(
    holder: Callable[[str], User], code: str, permission: Permission
) -> None:
    assert rules.may(holder(code), permission, on=DAY)


@pytest.mark.parametrize(
    ("code", "permission"),
    [
        ("clerk-finance", Permission.REVIEW),
        ("head-finance", Permission.CHECK),
        ("info-officer", Permission.APPROVE),
        ("deputy-palad", Permission.APPROVE),
        ("nayok", Permission.ADMINISTER),
    ],
)
def test_a_position_carries_nothing_else(
    holder: Callable[[str], User], code: str, permission: Permission
) -> None:
    assert not rules.may(holder(code), permission, on=DAY)


def test_heads_and_clerks_act_for_their_own_unit_only(holder: Callable[[str], User]) -> None:
    finance, works = Unit.objects.get(code="finance"), Unit.objects.get(code="works")
    clerk, officer = holder("clerk-finance"), holder("info-officer")
    assert rules.may(clerk, Permission.DRAFT, on=DAY, unit=finance)
    assert not rules.may(clerk, Permission.DRAFT, on=DAY, unit=works)
    assert rules.may(officer, Permission.CHECK, on=DAY, unit=works)


def test_permission_goes_with_the_appointment(holder: Callable[[str], User]) -> None:
    assert not rules.may(holder("palad"), Permission.APPROVE, on=FIRST - dt.timedelta(days=1))


def test_the_operator_administers_and_decides_nothing(agency: object) -> None:
    operator = User.objects.create(username="operator", is_superuser=True)
    assert rules.may(operator, Permission.ADMINISTER, on=DAY)
    assert not rules.may(operator, Permission.APPROVE, on=DAY)


def test_every_role_has_its_grants() -> None:
    assert set(rules.GRANTS) == set(Position.Role)
