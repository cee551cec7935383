"""A document from the operator's hands through the procedure, every decision in the name of who holds its position.

The operator of the machine acts for the office here; the audit trail says so at each decision (``via``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from prakat.duties import proposing
from prakat.org import queries as org
from prakat.org.models import Position, Unit, User
from prakat.procedure import actions as procedure
from prakat.procedure import queries as cases
from prakat.procedure.models import Case, Decision
from prakat.procedure.rules import Check
from prakat.publications import actions as publications
from prakat.publications import documents, freeze, queries
from prakat.publications.models import PublicationPage, Standing

TEXT_ENDINGS = {".txt", ".html", ".htm", ".md"}
VIA = "command line"
UNREADABLE = {
    "empty": "the file is empty",
    "too-large": "the file is too large",
    "damaged": "the file is damaged; export it again",
    "encrypted": "the file is locked with a password; save it without one",
}


class Stuck(ValueError):
    """What stands in the way of publishing, in one sentence."""


@dataclass(frozen=True)
class Material:
    """What is to be published: official text to be read, a ready body, or a file to be attached."""

    text: str = ""
    name: str = ""
    data: bytes = b""
    body: list[dict[str, Any]] = field(default_factory=list)
    title: str = ""
    kind: str = ""

    @classmethod
    def from_file(cls, path: Path) -> Material:
        return cls(name=path.name, data=path.read_bytes())


def put_through(
    material: Material,
    *,
    unit: Unit,
    section: str,
    now: datetime,
    keys: Sequence[str] = (),
    overrides: dict[str, Any] | None = None,
    drafter: User | None = None,
) -> Standing:
    """1. Draft it for the unit. 2. Submit. 3. Decide each step as its holder. Nothing stays when it gets stuck."""
    with transaction.atomic():
        by = drafter or drafter_of(unit, now)
        page = draft(
            material, unit=unit, section=section, keys=keys, overrides=overrides or {}, by=by, now=now
        )
        decide_all(procedure.submit(page, by=by, now=now), now=now)
    standing = queries.standing_of(page.uuid)
    if standing is None:
        raise Stuck("the procedure ended without publishing it")
    return standing


def drafter_of(unit: Unit, now: datetime) -> User:
    """The unit's clerk; its head where it has no clerk."""
    today = timezone.localdate(now)
    positions = Position.objects.filter(unit=unit, role__in=[Position.Role.CLERK, Position.Role.HEAD])
    for position in sorted(positions, key=lambda row: row.role != Position.Role.CLERK):
        for holder in org.holders(position, today):
            return holder.user
    raise Stuck(f"nobody holds a position in {unit.name} that may draft; appoint someone first")


def draft(
    material: Material,
    *,
    unit: Unit,
    section: str,
    keys: Sequence[str],
    overrides: dict[str, Any],
    by: User,
    now: datetime,
) -> PublicationPage:
    fields, attach_file = read(material)
    fields |= {name: value for name, value in overrides.items() if value}
    fields["keys"] = sorted({*keys, *fields.get("keys", [])} or proposing.keys_for_title(fields["title"]))
    fields["body"] = freeze.stream_body(fields["body"])
    page = publications.start_draft(section=section, unit=unit, owner=by, now=now, **fields)
    if attach_file:
        publications.attach(page, publications.keep_file(material.data, now=now), name=material.name)
    publications.save_draft(page, by=by)
    return page


def read(material: Material) -> tuple[dict[str, Any], bool]:
    """The fields a document gives by itself, and whether its file is to be attached."""
    if material.body:
        return {"title": material.title, "kind": material.kind, "body": material.body}, False
    name = material.name or "text.txt"
    reading, extracted = documents.read_file(material.data or material.text.encode(), name)
    is_text = Path(name).suffix.lower() in TEXT_ENDINGS
    if is_text and not extracted.readable:
        raise Stuck(UNREADABLE.get(extracted.reason, "its text cannot be read"))
    fields = {
        "title": reading.title or Path(name).stem,
        "kind": reading.kind or "announcement",
        "number": reading.number,
        "signed": reading.signed,
        "summary": reading.summary,
        "body": reading.body if is_text else [],
    }
    return fields, not is_text


def decide_all(case: Case, *, now: datetime) -> Case:
    """Approve each step as the person who answers it now."""
    while case.state == Case.State.OPEN:
        answer = cases.answers_ahead(case, now)[0]
        if not answer.holders:
            raise Stuck(f"nobody holds a position that can decide the step “{answer.step.title}”")
        by = answer.holders[0].user
        case = procedure.decide(
            case, by=by, outcome=Decision.Outcome.APPROVE, checklist=list(Check), now=now, via=VIA
        )
    return case
