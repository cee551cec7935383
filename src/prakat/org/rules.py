"""Who may do what. Permissions hang on the role of a position, so they come and go with the appointment."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from prakat.org import queries
from prakat.org.models import Position, Unit, User

Role = Position.Role


class Permission(StrEnum):
    """What a position may do to publications and to the agency's own set-up."""

    DRAFT = "draft"
    REVIEW = "review"
    CHECK = "check"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    ADMINISTER = "administer"


GRANTS: dict[str, frozenset[Permission]] = {
    Role.NAYOK: frozenset({Permission.APPROVE, Permission.WITHDRAW}),
    Role.PALAD: frozenset({Permission.DRAFT, Permission.APPROVE, Permission.WITHDRAW, Permission.ADMINISTER}),
    Role.DEPUTY: frozenset({Permission.DRAFT}),
    Role.HEAD: frozenset({Permission.DRAFT, Permission.REVIEW}),
    Role.INFO_OFFICER: frozenset({Permission.DRAFT, Permission.CHECK, Permission.ADMINISTER}),
    Role.CLERK: frozenset({Permission.DRAFT}),
}

BOUND_TO_UNIT = frozenset({Role.HEAD, Role.CLERK})


def grants(position: Position, permission: Permission, unit: Unit | None = None) -> bool:
    """Whether the position carries the permission; heads and clerks only for their own unit."""
    if permission not in GRANTS[position.role]:
        return False
    return unit is None or position.role not in BOUND_TO_UNIT or position.unit_id == unit.pk


def may(user: User, permission: Permission, *, on: dt.date, unit: Unit | None = None) -> bool:
    """Whether one of the person's positions on that day carries the permission (for that unit).

    A superuser is the operator who sets the system up: without a position they only administer.
    """
    if user.is_superuser and user.is_active and permission is Permission.ADMINISTER:
        return True
    return any(grants(position, permission, unit) for position in queries.positions_of(user, on))
