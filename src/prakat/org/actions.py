"""Verbs that change the agency: one transaction each, a public entry without names, an audit row."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

import rfc8785
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from prakat.audit import actions as audit
from prakat.org import defaults, directory, wording
from prakat.org.actors import Actor, actor_name
from prakat.org.models import (
    FROM_ANOTHER_POST,
    Agency,
    Appointment,
    Capacity,
    Holiday,
    Position,
    Unit,
    User,
)
from prakat.record import actions as record
from prakat.thai import holidays

ModelT = TypeVar("ModelT", bound=models.Model)


@transaction.atomic
def set_up_agency(
    dla_code: str,
    *,
    by: Actor,
    now: dt.datetime,
    website: str = "",
    address: str = "",
    phones: Sequence[dict[str, str]] = (),
    email: str = "",
    accent: str = "",
) -> Agency:
    """Create the agency from its 7-digit DLA code and seed the holiday table.

    Raises ValidationError for an unknown code or when there is an agency already.
    """
    if Agency.objects.exists():
        raise ValidationError(_("The agency has been set up already."), code="exists")
    agency = Agency(
        **_identity(dla_code),
        website=website,
        address=address,
        phones=list(phones),
        email=email,
        accent=accent,
    )
    _save(agency)
    seed_holidays()
    _note("set_up_agency", {"dla_code": dla_code}, by=by, now=now)
    return agency


def _identity(dla_code: str) -> dict[str, Any]:
    try:
        found = directory.lookup(dla_code)
    except directory.UnknownAuthorityError:
        raise ValidationError(
            _("No local government has the DLA code %(code)s."), code="unknown", params={"code": dla_code}
        ) from None
    return {
        "dla_code": found.dla_code,
        "kind": found.kind,
        "name": found.name,
        "full_name": found.full_name,
        "short": wording.short_name(found.kind, found.name),
        "district": found.district,
        "province_code": found.province_code,
        "province": found.province,
        "latitude": round(Decimal(found.lat), 6) if found.lat else None,
        "longitude": round(Decimal(found.lon), 6) if found.lon else None,
    }


@transaction.atomic
def set_contact(
    *,
    website: str,
    address: str,
    phones: Sequence[dict[str, str]],
    email: str,
    by: Actor,
    now: dt.datetime,
) -> Agency:
    """Change how the agency is reached."""
    agency = Agency.objects.get()
    agency.website, agency.address, agency.phones, agency.email = website, address, list(phones), email
    _save(agency)
    _note("set_contact", {}, by=by, now=now)
    return agency


@transaction.atomic
def add_unit(
    *,
    code: str,
    name: str,
    kind: str = Unit.Kind.DIVISION,
    order: int = 0,
    parent: Unit | None = None,
    by: Actor,
    now: dt.datetime,
) -> Unit:
    """Add a part of the agency under a code that never changes."""
    unit = _save(Unit(code=code, name=name, kind=kind, order=order, parent=parent))
    _note("add_unit", {"unit": code}, by=by, now=now)
    return unit


@transaction.atomic
def add_position(
    *,
    code: str,
    title: str,
    role: str,
    unit: Unit | None = None,
    reports_to: Position | None = None,
    order: int = 0,
    by: Actor,
    now: dt.datetime,
) -> Position:
    """Add a post; ``reports_to`` receives its work while it is vacant."""
    position = _save(
        Position(code=code, title=title, role=role, unit=unit, reports_to=reports_to, order=order)
    )
    _note("add_position", {"position": code}, by=by, now=now)
    return position


@transaction.atomic
def add_default_structure(*, by: Actor, now: dt.datetime) -> None:
    """Add the units and positions that most small local governments have; what exists is left alone."""
    words = wording.words(Agency.objects.get())
    units = {row.code: row for row in Unit.objects.all()}
    for order, unit in enumerate(defaults.units(words), start=1):
        if unit.code not in units:
            units[unit.code] = _save(Unit(code=unit.code, name=unit.name, kind=unit.kind, order=order))
    positions = {row.code: row for row in Position.objects.all()}
    for order, position in enumerate(defaults.positions(words), start=1):
        if position.code not in positions:
            positions[position.code] = _save(_default_position(position, order, units, positions))
    _note("add_default_structure", {}, by=by, now=now)


def _default_position(
    default: defaults.PositionDefault,
    order: int,
    units: dict[str, Unit],
    positions: dict[str, Position],
) -> Position:
    return Position(
        code=default.code,
        title=default.title,
        role=default.role,
        order=order,
        unit=units[default.unit] if default.unit else None,
        reports_to=positions[default.reports_to] if default.reports_to else None,
    )


@transaction.atomic
def appoint(
    *,
    position: Position,
    user: User,
    starts: dt.date,
    ends: dt.date | None = None,
    capacity: str = Capacity.SUBSTANTIVE,
    own_position: Position | None = None,
    by: Actor,
    now: dt.datetime,
) -> Appointment:
    """Give a person a position from a day on.

    1. An acting capacity names the post the person acts from, and they hold that post on the first day.
    2. A position other than a clerk's has one substantive holder at a time.
    Raises ValidationError with the reason.
    """
    appointment = Appointment(
        position=position, user=user, starts=starts, ends=ends, capacity=capacity, own_position=own_position
    )
    _check_own_post(appointment)
    _check_sole_holder(appointment)
    _save(appointment)
    _note("appoint", {"position": position.code, "user": user.pk, "capacity": capacity}, by=by, now=now)
    return appointment


def _check_own_post(new: Appointment) -> None:
    if new.capacity in FROM_ANOTHER_POST and new.own_position is None:
        raise ValidationError(_("Say from which position this person acts."), code="own_position_missing")
    if new.own_position is None:
        return
    held = Appointment.objects.on(new.starts).filter(user=new.user, position=new.own_position)
    if not held.filter(capacity__in=[Capacity.SUBSTANTIVE, Capacity.PLACED]).exists():
        raise ValidationError(
            _("This person does not hold the position they would act from."), code="own_position_not_held"
        )


def _check_sole_holder(new: Appointment) -> None:
    if new.capacity != Capacity.SUBSTANTIVE or new.position.role == Position.Role.CLERK:
        return
    others = Appointment.objects.filter(position=new.position, capacity=Capacity.SUBSTANTIVE)
    others = others.filter(models.Q(ends__isnull=True) | models.Q(ends__gte=new.starts))
    if new.ends is not None:
        others = others.filter(starts__lte=new.ends)
    if others.exists():
        raise ValidationError(_("Somebody else holds this position at that time."), code="held")


@transaction.atomic
def end_appointment(appointment: Appointment, *, ends: dt.date, by: Actor, now: dt.datetime) -> Appointment:
    """Let an appointment end after that day; what the person decided before stays as it was."""
    before, appointment.ends = appointment.ends, ends
    appointment.full_clean()
    if Appointment.objects.filter(pk=appointment.pk, ends=before).update(ends=ends) != 1:
        raise ValidationError(_("Somebody has changed this appointment meanwhile."), code="changed")
    detail = {"position": appointment.position.code, "user": appointment.user_id, "ends": ends.isoformat()}
    _note("end_appointment", detail, by=by, now=now)
    return appointment


@transaction.atomic
def set_holiday(*, date: dt.date, name: str, observed: bool = True, by: Actor, now: dt.datetime) -> Holiday:
    """Add or change a day off; every due date moves with it, because none is stored."""
    holiday, _created = Holiday.objects.update_or_create(
        date=date, defaults={"name": name, "observed": observed}
    )
    _note("set_holiday", {"date": date.isoformat(), "observed": observed}, by=by, now=now)
    return holiday


def seed_holidays() -> int:
    """Add the holidays that ship with the product; days the operator has edited stay as they are."""
    days = [Holiday(date=day, name=name) for day, name in holidays.load_seed().items()]
    before = Holiday.objects.count()
    Holiday.objects.bulk_create(days, ignore_conflicts=True)
    return Holiday.objects.count() - before


def structure_digest() -> str:
    """SHA-256 over the agency's public structure without any person: what the record says has changed."""
    state: dict[str, Any] = {
        "agency": Agency.objects.values("dla_code", "full_name", "website", "address", "email").first(),
        "units": list(Unit.objects.order_by("code").values("code", "name", "kind", "order", "parent__code")),
        "positions": list(
            Position.objects.order_by("code").values(
                "code", "title", "role", "unit__code", "reports_to__code"
            )
        ),
        "appointments": [
            [
                row.position.code,
                row.capacity,
                row.starts.isoformat(),
                row.ends.isoformat() if row.ends else None,
            ]
            for row in Appointment.objects.select_related("position").order_by("starts", "pk")
        ],
    }
    return hashlib.sha256(rfc8785.dumps(state)).hexdigest()


def _save(row: ModelT) -> ModelT:
    row.full_clean()
    row.save(force_insert=row._state.adding)
    return row


def _note(verb: str, detail: dict[str, Any], *, by: Actor, now: dt.datetime) -> None:
    record.append("agency.changed", "agency", {"digest": structure_digest()}, now=now)
    audit.note(actor_name(by), f"org.{verb}", "agency", detail, now=now)
