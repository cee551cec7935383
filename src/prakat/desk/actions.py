"""What the desk does to drafts before the procedure sees them. Nothing here makes anything public."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prakat.audit import actions as audit
from prakat.desk.proposal import Dropped, Proposal
from prakat.org.models import Unit, User
from prakat.publications import actions as publications
from prakat.publications import freeze
from prakat.publications.models import Blob, Edition, PublicationPage, SectionPage, Standing
from prakat.publications.queries import draft_of, editions_of
from prakat.thai.dates import be_year


class ChangedMeanwhile(ValueError):
    """Somebody else saved the draft after this person opened it."""


@transaction.atomic
def begin(
    proposal: Proposal, files: Sequence[Dropped], *, unit: Unit, by: User, now: datetime, **fields: Any
) -> PublicationPage:
    """A draft from what was handed in: the proposed values, and the files that are not merely its text."""
    values = {
        "title": proposal.title or _("No title yet"),
        "kind": proposal.kind,
        "number": proposal.number,
        "signed": proposal.signed,
        "summary": proposal.summary,
        "keys": list(proposal.keys),
        "data_types": proposal.data_types,
        **fields,
    }
    page = publications.start_draft(section=proposal.section, unit=unit, owner=by, now=now, **values)
    put_body(page, proposal.body)
    add_files(page, [file for file in files if not proposal.is_text_of(file)], now=now)
    publications.save_draft(page, by=by)
    audit.note(by.username, "draft.begin", str(page.uuid), {}, now=now)
    return page


def put_body(page: PublicationPage, body: Iterable[Mapping[str, Any]]) -> None:
    """Set the text of the draft in hand from its plain form."""
    stream = json.dumps(freeze.stream_body([dict(block) for block in body]))
    page.body = PublicationPage._meta.get_field("body").to_python(stream)


def add_files(page: PublicationPage, files: Sequence[Dropped], *, now: datetime) -> None:
    """Attach to the draft in hand; the same file twice is one file."""
    present = {attachment.blob_id for attachment in page.attachments.all()}
    for file in files:
        blob = publications.keep_file(file.data, now=now)
        if blob.pk not in present:
            publications.attach(page, blob, name=file.name)
            present.add(blob.pk)


def remove_files(page: PublicationPage, digests: Collection[str]) -> None:
    for attachment in list(page.attachments.all()):
        if attachment.blob_id in digests:
            page.attachments.remove(attachment)


@transaction.atomic
def save(
    page: PublicationPage, fields: Mapping[str, Any], *, section: str, opened: int, by: User, now: datetime
) -> PublicationPage:
    """1. Nobody else has saved since it was opened. 2. Its place follows section and year. 3. Keep it.

    Raises :class:`ChangedMeanwhile`.
    """
    row = PublicationPage.objects.select_for_update().get(pk=page.pk)
    if row.latest_revision_id != opened:
        raise ChangedMeanwhile(_("Somebody else has saved this draft since you opened it."))
    for name, value in fields.items():
        setattr(page, name, value)
    _place(page, row, section, now=now)
    if not row.live:
        PublicationPage.objects.filter(pk=page.pk).update(unit=page.unit)
    publications.save_draft(page, by=by)
    return page


def _place(page: PublicationPage, row: PublicationPage, section: str, *, now: datetime) -> None:
    """Give a draft that was never submitted its address; one that was keeps it."""
    if editions_of(page.uuid).exists():
        return
    day: date = page.signed or now.date()
    if row.section == section and row.slug.startswith(f"{be_year(day)}-"):
        return
    row.slug = page.slug = publications.next_slug(section, day)
    row.save()
    if row.section != section:
        row.move(SectionPage.objects.get(slug=section), pos="last-child")
    moved = PublicationPage.objects.get(pk=page.pk)
    for name in ("path", "depth", "url_path"):
        setattr(page, name, getattr(moved, name))
    page.__dict__.pop("_cached_parent_obj", None)


@transaction.atomic
def discard(page: PublicationPage, *, by: User, now: datetime) -> None:
    """Throw away a draft that was never submitted. ``ValueError`` when it was: what was decided about stays."""
    if editions_of(page.uuid).exists():
        raise ValueError(_("It has been submitted before, so it cannot be thrown away."))
    audit.note(by.username, "draft.discard", str(page.uuid), {}, now=now)
    PublicationPage.objects.get(pk=page.pk).delete()


@transaction.atomic
def reopen(standing: Standing, *, by: User, now: datetime) -> PublicationPage:
    """The draft for correcting what is public: the one there is, else one made from the public edition."""
    draft = draft_of(standing.publication)
    if draft is None:
        draft = _draft_from(standing.edition, by=by, now=now)
    audit.note(by.username, "draft.reopen", str(standing.publication), {}, now=now)
    return draft


def _draft_from(edition: Edition, *, by: User, now: datetime) -> PublicationPage:
    content = edition.content or {}
    page = publications.start_draft(
        section=content["section"],
        unit=Unit.objects.get(code=content["unit"]["code"]),
        owner=by,
        now=now,
        slug=content["slug"],
        publication=edition.publication,
        **_fields_of(content),
    )
    put_body(page, content["body"])
    for item in content["attachments"]:
        blob = Blob.objects.filter(pk=item["sha256"]).first()
        if blob:
            publications.attach(page, blob, name=item["name"], title=item["title"])
    publications.save_draft(page, by=by)
    return page


def _fields_of(content: Mapping[str, Any]) -> dict[str, Any]:
    same = ("kind", "title", "number", "summary", "keys", "elements", "nothing_to_report", "publisher_note")
    period = content["period"]
    return {
        **{name: content[name] for name in same},
        "data_types": content["data_types"],
        "signed": _day(content["signed"]),
        "period_start": _day(period["start"]),
        "period_end": _day(period["end"]),
        "period_label": period["label"],
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
