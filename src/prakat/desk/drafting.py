"""What the draft screen needs to know of a draft: its text, its choices, its way through the procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.desk import bodytext, duties, rules, words
from prakat.desk.forms import DraftForm
from prakat.org import queries as org
from prakat.org.models import Appointment, Position, User
from prakat.procedure import queries as procedure
from prakat.publications import freeze, queries
from prakat.publications.kinds import SECTION_BY_SLUG
from prakat.publications.models import PublicationPage
from prakat.publications.reading import read_body
from prakat.thai.normalise import repair

SIGNING = (Position.Role.NAYOK, Position.Role.PALAD, Position.Role.DEPUTY, Position.Role.HEAD)
PLAIN_FIELDS = (
    "kind",
    "number",
    "title",
    "signed",
    "unit",
    "signatory",
    "summary",
    "keys",
    "nothing_to_report",
    "data_types",
    "period_label",
    "period_start",
    "period_end",
    "publisher_note",
)


@dataclass(frozen=True)
class Matter:
    """One matter to tick: what asks for it, and whether it is ticked."""

    key: str
    title: str
    asked: str
    ticked: bool


@dataclass(frozen=True)
class Station:
    """A step ahead: who decides and within how long."""

    position: Position
    limit: str


def own_body(page: PublicationPage) -> list[dict[str, Any]]:
    """The plain body as edited, without the signature block that the signatory field adds when frozen."""
    body = freeze.plain_body(page)
    added = page.signatory and not any(child.block_type == "signature" for child in page.body)
    return body[:-1] if added else body


def initial(page: PublicationPage) -> dict[str, Any]:
    values = {name: getattr(page, name) for name in PLAIN_FIELDS}
    return {**values, "section": page.section, "text": bodytext.text_of(own_body(page))}


def options(page: PublicationPage, user: User, now: datetime) -> dict[str, Any]:
    """What the draft form needs besides its values."""
    body = own_body(page)
    return {
        "units": rules.units_drafted_for(user, timezone.localdate(now)),
        "signatories": signatories(page, now),
        "matters": duties.matters(),
        "attached": [(item.blob_id, item.name) for item in page.attachments.all()],
        "as_printed": _as_printed(body),
        "correcting": queries.standing_of(page.uuid) is not None,
        "text_editable": bodytext.editable(body),
    }


def signatories(page: PublicationPage, now: datetime) -> QuerySet[Appointment]:
    """Who holds a chief's post now or held it on the day of signing, and whoever is named already."""
    days = {timezone.localdate(now), page.signed or timezone.localdate(now)}
    held = Q(pk=page.signatory_id) if page.signatory_id else Q()
    for day in days:
        held |= Q(pk__in=Appointment.objects.on(day).filter(position__role__in=SIGNING).values("pk"))
    rows = Appointment.objects.filter(held).select_related("user", "position", "own_position")
    return rows.order_by("position__order", "pk")


def _as_printed(body: list[dict[str, Any]]) -> str:
    signed = [block["value"] for block in body if block["type"] == "signature"]
    if not signed:
        return ""
    names = ", ".join(value["name"] for value in signed)
    return _("As printed: %(name)s") % {"name": names}


def values_of(page: PublicationPage, given: Mapping[str, Any]) -> dict[str, Any]:
    """The page's new field values from the cleaned form; the text is read anew only where it was changed."""
    values = {name: given[name] for name in PLAIN_FIELDS if name in given}
    text = given.get("text")
    if text is not None and not bodytext.same(text, bodytext.text_of(own_body(page))):
        values["plain_body"] = read_body(repair(text)) if text.strip() else []
    return values


def matters(form: DraftForm, section: str, now: datetime) -> tuple[list[Matter], list[Matter]]:
    """The matters to show first (ticked, or belonging to the section), and all others."""
    ticked = set(form["keys"].value() or ())
    near = ticked | set(SECTION_BY_SLUG[section].keys)
    asked = duties.asked_by(timezone.localdate(now))
    rows = [Matter(key, title, asked.get(key, ""), key in ticked) for key, title in duties.matters()]
    first = sorted((row for row in rows if row.key in near), key=lambda row: not row.ticked)
    return first, [row for row in rows if row.key not in near]


def content(page: PublicationPage, change_note: str = "") -> dict[str, Any]:
    """The draft as it would be frozen now."""
    return freeze.content_of(page, edition=queries.next_number(page.uuid), change_note=change_note)


def stations(page: PublicationPage, user: User, now: datetime) -> list[Station]:
    """Who decides after this person sends the draft, in order, as things stand."""
    hierarchy = org.hierarchy(timezone.localdate(now))
    steps = procedure.deciding_steps(procedure.procedure_for(page.kind, now))
    answers = [procedure.answer_for(step, page.unit, user, hierarchy) for step in steps]
    return [
        Station(answer.position, words.duration(timedelta(minutes=answer.step.limit_minutes)))
        for answer in answers
    ]
