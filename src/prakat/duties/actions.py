"""Verbs about duties: adopt an edition, say who answers, say what does not apply here."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import rfc8785
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from prakat.audit import actions as audit
from prakat.duties import catalogue as files
from prakat.duties import owners, periods, queries
from prakat.duties.catalogue import CatalogueSpec, DutySpec, Family
from prakat.duties.models import Assignment, Catalogue, Duty, DutyKey, Element, Exclusion
from prakat.org.actors import Actor, actor_name
from prakat.org.models import Position, Unit
from prakat.record import actions as record


def adopt(source: Path | str, *, by: Actor, now: dt.datetime) -> Catalogue:
    """Take in an edition from a file or from its text.

    1. Check it; raises CatalogueError (a ValueError) naming file and line.
    2. The same file again changes nothing; other words under a taken code are refused: editions never change.
    3. Keep catalogue, duties, elements and keys; say so in the record.
    """
    if isinstance(source, Path):
        return _adopt(files.read(_text_of(source), source.name), source.name, by=by, now=now)
    return _adopt(files.read(source, "text"), "text", by=by, now=now)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise files.CatalogueError(path.name, 1, f"cannot be read: {error}") from None


@transaction.atomic
def adopt_shipped(*, by: Actor, now: dt.datetime) -> list[Catalogue]:
    """Take in the catalogues that ship with the product and are not here yet; returns the new ones."""
    adopted = set(Catalogue.objects.values_list("digest", flat=True))
    codes = set(Catalogue.objects.values_list("code", flat=True))
    new = []
    for file, text in files.shipped():
        if files.digest(text) in adopted:
            continue
        spec = files.read(text, file)
        if spec.code not in codes:
            new.append(_adopt(spec, file, by=by, now=now))
    return new


@transaction.atomic
def _adopt(spec: CatalogueSpec, file: str, *, by: Actor, now: dt.datetime) -> Catalogue:
    taken = Catalogue.objects.filter(code=spec.code).first()
    if taken is not None and taken.digest == spec.digest:
        return taken
    if taken is not None:
        raise ValidationError(
            _("%(code)s has been adopted and never changes. Give the new edition a code of its own."),
            code="taken",
            params={"code": spec.code},
        )
    _check_keys(spec, file)
    catalogue = _keep(spec, now)
    record.append("duties.adopted", spec.code, {"digest": spec.digest}, now=now)
    audit.note(actor_name(by), "duties.adopt", spec.code, {"digest": spec.digest}, now=now)
    return catalogue


def _check_keys(spec: CatalogueSpec, file: str) -> None:
    known = queries.key_titles().keys() | spec.key_titles.keys()
    for duty in spec.duties:
        for key in duty.keys:
            if key not in known:
                problem = f"duty {duty.code}: the concept key {key!r} is new; give it a title under 'keys'"
                raise files.CatalogueError(file, duty.line, problem)


def _keep(spec: CatalogueSpec, now: dt.datetime) -> Catalogue:
    catalogue = Catalogue.objects.create(
        code=spec.code,
        series=spec.series,
        family=spec.family,
        title_th=spec.title_th,
        title_en=spec.title_en,
        issuer=spec.issuer,
        fiscal_year=spec.fiscal_year,
        starts=spec.starts,
        confidence=spec.confidence,
        about=spec.about,
        key_titles=spec.key_titles,
        digest=spec.digest,
        adopted_at=now,
    )
    duties = Duty.objects.bulk_create(_duty(catalogue, order, duty) for order, duty in enumerate(spec.duties))
    pairs = list(zip(duties, spec.duties, strict=True))
    DutyKey.objects.bulk_create(DutyKey(duty=row, key=key) for row, duty in pairs for key in duty.keys)
    Element.objects.bulk_create(
        Element(duty=row, code=part.code, text_th=part.text_th, text_en=part.text_en, order=order)
        for row, duty in pairs
        for order, part in enumerate(duty.elements)
    )
    return catalogue


def _duty(catalogue: Catalogue, order: int, spec: DutySpec) -> Duty:
    return Duty(
        catalogue=catalogue,
        code=spec.code,
        order=order,
        is_duty=spec.is_duty,
        answered_by=spec.answered_by,
        title_th=spec.title_th,
        title_en=spec.title_en,
        legal_basis=spec.legal_basis,
        group=spec.group,
        group_th=spec.group_th,
        rule=periods.to_json(spec.rule) if spec.rule else None,
        default_owner=spec.owner,
        channels=list(spec.channels),
        data_types=list(spec.data_types),
        confidence=spec.confidence,
        about=spec.about,
    )


@transaction.atomic
def assign(
    *,
    unit: Unit,
    approver: Position,
    key: str = "",
    duty: Duty | None = None,
    lead_days: int = queries.DEFAULT_LEAD_DAYS,
    channels: Sequence[str] = (),
    note: str = "",
    by: Actor,
    now: dt.datetime,
) -> Assignment:
    """Say which unit answers for a matter (``key``) or for one duty, and which position approves."""
    row = Assignment.objects.filter(key=key, duty=duty).first() or Assignment(key=key, duty=duty)
    row.unit, row.approver, row.lead_days = unit, approver, lead_days
    row.channels, row.note = list(channels), note
    row.full_clean()
    row.save()
    _note("assign", {"key": key, "duty": duty.ref if duty else "", "unit": unit.code}, by=by, now=now)
    return row


@transaction.atomic
def assign_defaults(*, by: Actor, now: dt.datetime) -> int:
    """Give every matter that has no unit yet the one its newest catalogue names; the palad approves.

    Returns how many were assigned. What the agency has decided itself stays.
    """
    units = {row.code: row for row in Unit.objects.all()}
    approver = Position.objects.filter(role=Position.Role.PALAD).first()
    if not units or approver is None:
        raise ValidationError(_("Add units and the position of the palad first."), code="no_structure")
    taken = set(Assignment.objects.exclude(key="").values_list("key", flat=True))
    rows = [_default(key, duty, units, approver) for key, duty in _first_duties().items() if key not in taken]
    Assignment.objects.bulk_create(rows)
    if rows:
        _note("assign_defaults", {"count": len(rows)}, by=by, now=now)
    return len(rows)


def _first_duties() -> dict[str, Duty]:
    """For each concept key the duty whose owner counts: the newest ITA list names units most closely."""
    rows = Duty.objects.filter(is_duty=True).select_related("catalogue").prefetch_related("keys")
    found: dict[str, Duty] = {}
    newest_first = sorted(rows, key=lambda row: (row.catalogue.starts, -row.order), reverse=True)
    for duty in sorted(newest_first, key=lambda row: row.catalogue.family != Family.ITA):
        for key in duty.key_names:
            found.setdefault(key, duty)
    return found


def _default(key: str, duty: Duty, units: dict[str, Unit], approver: Position) -> Assignment:
    owner = owners.owner_of(duty.default_owner)
    unit = units.get(owner.unit) or units.get(owners.COORDINATOR) or next(iter(units.values()))
    note = _("Gathers what every unit supplies.") if owner.coordinates else ""
    return Assignment(key=key, unit=unit, approver=approver, channels=duty.channels, note=note)


@transaction.atomic
def exclude(duty: Duty, *, reason: str, position: Position, by: Actor, now: dt.datetime) -> Exclusion:
    """Decide that a duty does not apply to this agency; the reason and the position are shown in public."""
    if not duty.is_duty:
        raise ValidationError(_("This item is not a publishing duty."), code="not_a_duty")
    row = Exclusion(duty=duty, reason=reason.strip(), position=position, at=now)
    row.full_clean()
    row.save()
    _note("exclude", {"duty": duty.ref, "position": position.code}, by=by, now=now)
    return row


@transaction.atomic
def include(exclusion: Exclusion, *, by: Actor, now: dt.datetime) -> None:
    """Take an exclusion back: the duty applies again."""
    duty = exclusion.duty.ref
    exclusion.delete()
    _note("include", {"duty": duty}, by=by, now=now)


def assignment_digest() -> str:
    """SHA-256 over who answers for what and what does not apply: what the record says has changed."""
    assigned = Assignment.objects.order_by("key", "duty").values(
        "key", "duty__code", "duty__catalogue__code", "unit__code", "approver__code", "lead_days", "channels"
    )
    excluded = Exclusion.objects.order_by("duty").values(
        "duty__code", "duty__catalogue__code", "reason", "position__code"
    )
    state: dict[str, Any] = {"assigned": list(assigned), "excluded": list(excluded)}
    return hashlib.sha256(rfc8785.dumps(state)).hexdigest()


def _note(verb: str, detail: dict[str, Any], *, by: Actor, now: dt.datetime) -> None:
    record.append("duties.assigned", "duties", {"digest": assignment_digest()}, now=now)
    audit.note(actor_name(by), f"duties.{verb}", "duties", detail, now=now)
