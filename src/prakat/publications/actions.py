"""Verbs on publications. Only ``procedure`` and ``importing`` may make something public or take it back."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import filetype
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision, Site

from prakat.org.models import Unit, User
from prakat.publications import blobs, freeze, queries
from prakat.publications.kinds import SECTIONS
from prakat.publications.models import (
    Attachment,
    Blob,
    Edition,
    Evidence,
    PublicationPage,
    SectionPage,
    SiteHome,
    Standing,
)
from prakat.record import actions as record
from prakat.thai.dates import be_year

UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+')
LONGEST_NAME = 120


class AddressTaken(ValueError):
    """Another publication has this address, or a published one would lose its own."""


def file_name(name: str) -> str:
    """The uploaded name without what could hurt: Thai stays; folders, controls and direction marks go."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = UNSAFE_IN_NAMES.sub("_", base).strip(" .").rpartition(".")
    stem, ending = (stem, ending) if dot else (ending, "")
    kept = stem[: LONGEST_NAME - len(ending)].strip(" .") or "file"
    return f"{kept}.{ending}" if ending else kept


def keep_file(data: bytes, *, now: datetime) -> Blob:
    """Store a file under its digest; storing it again changes nothing."""
    sha256 = blobs.write(data)
    blob, _created = Blob.objects.get_or_create(
        sha256=sha256,
        defaults={"size": len(data), "media_type": media_type(data), "added_at": now},
    )
    return blob


def media_type(data: bytes) -> str:
    """What the file is by its first bytes; text when nothing else fits and it reads as UTF-8."""
    guess = filetype.guess_mime(data)
    if guess:
        return str(guess)
    try:
        data[:65536].decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        return "text/plain" if error.start > 65500 else "application/octet-stream"
    return "text/plain"


@transaction.atomic
def start_draft(
    *,
    section: str,
    unit: Unit,
    owner: User,
    now: datetime,
    slug: str = "",
    publication: UUID | None = None,
    **fields: Any,
) -> PublicationPage:
    """A new draft in a section; nothing public comes of it."""
    parent = SectionPage.objects.get(slug=section)
    signed = fields.get("signed")
    page = PublicationPage(
        unit=unit, owner=owner, live=False, slug=slug or next_slug(section, signed or now.date()), **fields
    )
    if publication:
        page.uuid = publication
    page.locale = parent.locale
    parent.add_child(instance=page)
    return page


def next_slug(section: str, day: date) -> str:
    """``<Buddhist year>-<n>``: short enough to print on paper and to read out on the phone."""
    prefix = f"{be_year(day)}-"
    drafts = PublicationPage.objects.filter(slug__startswith=prefix).child_of(
        SectionPage.objects.get(slug=section)
    )
    taken = set(drafts.values_list("slug", flat=True))
    taken |= {
        path.split("/")[-2]
        for path in Standing.objects.filter(path__startswith=f"/{section}/{prefix}").values_list(
            "path", flat=True
        )
    }
    numbers = [int(slug[len(prefix) :]) for slug in taken if slug[len(prefix) :].isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1}"


def attach(page: PublicationPage, blob: Blob, *, name: str, title: str = "") -> None:
    """Add a file to the draft in hand, after those it has; :func:`save_draft` keeps it."""
    page.attachments.add(
        Attachment(blob=blob, name=file_name(name), title=title, sort_order=page.attachments.count())
    )


def save_draft(page: PublicationPage, *, by: User | None) -> Revision:
    """Keep the draft as it is now, with its files, as the newest revision."""
    return page.save_revision(user=by, changed=True)


@transaction.atomic
def freeze_edition(
    page: PublicationPage, *, position: str, change_note: str, now: datetime, by: User | None
) -> Edition:
    """1. Keep the draft as a Wagtail revision. 2. Freeze its content under the next number.

    Raises :class:`AddressTaken` when the address belongs to another publication, or has moved since it was
    published: a public page keeps its address.
    """
    revision = save_draft(page, by=by)
    number = queries.next_number(page.uuid)
    content = freeze.content_of(page, edition=number, change_note=change_note)
    _check_address(page.uuid, content["path"])
    return keep_edition(content, position=position, change_note=change_note, now=now, revision=revision)


def keep_edition(
    content: freeze.Plain, *, position: str, change_note: str, now: datetime, revision: Revision | None = None
) -> Edition:
    return Edition.objects.create(
        publication=UUID(content["publication"]),
        number=content["edition"],
        digest=freeze.digest(content),
        content=content,
        change_note=change_note,
        submitted_at=now,
        submitted_position=position,
        revision=revision,
    )


def _check_address(publication: UUID, path: str) -> None:
    here = queries.standing_at(path)
    if here and here.publication != publication:
        raise AddressTaken(_("The address %(path)s belongs to another publication.") % {"path": path})
    mine = queries.standing_of(publication)
    if mine and mine.path != path:
        raise AddressTaken(_("A public page keeps its address %(path)s.") % {"path": mine.path})


@transaction.atomic
def make_public(edition: Edition, *, now: datetime) -> Standing:
    """1. Append to the record. 2. Say where it stands. 3. Open its evidence. All or nothing."""
    before = queries.standing_of(edition.publication)
    act = "publication.corrected" if before else "publication.published"
    entry = record.append(act, str(edition.publication), entry_data(edition), now=now)
    standing = _stand(edition, entry.seq, now=now, before=before)
    close_evidence(edition.publication, now=now)
    Evidence.objects.bulk_create(evidence_of(edition, now=now))
    if edition.revision:
        edition.revision.publish(log_action=False)
    return standing


def entry_data(edition: Edition) -> dict[str, Any]:
    """What the public record says of an edition: digests and public metadata, no words of the content."""
    content = edition.content or {}
    return {
        "edition": edition.number,
        "digest": edition.digest,
        "path": content["path"],
        "section": content["section"],
        "kind": content["kind"],
        "unit": content["unit"]["code"],
        "keys": content["keys"],
        "files": [
            {"sha256": item["sha256"], "size": item["size"], "type": item["media_type"]}
            for item in content["attachments"]
        ],
    }


def standing_fields(edition: Edition, seq: int) -> dict[str, Any]:
    content = edition.content or {}
    return {
        "edition": edition,
        "entry_seq": seq,
        "state": Standing.State.PUBLIC,
        "path": content["path"],
        "section": content["section"],
        "kind": content["kind"],
        "unit": content["unit"]["code"],
        "title": content["title"],
        "signed": date.fromisoformat(content["signed"]) if content["signed"] else None,
        "reason": "",
    }


def _stand(edition: Edition, seq: int, *, now: datetime, before: Standing | None) -> Standing:
    times = {
        "published_at": before.published_at if before else now,
        "dated_at": before.dated_at if before else now,
        "changed_at": now,
    }
    standing, _created = Standing.objects.update_or_create(
        publication=edition.publication, defaults={**standing_fields(edition, seq), **times}
    )
    return standing


def evidence_of(edition: Edition, *, now: datetime) -> list[Evidence]:
    content = edition.content or {}
    period = content["period"]
    return [
        Evidence(
            publication=edition.publication,
            digest=edition.digest,
            key=key,
            period_start=period["start"] and date.fromisoformat(period["start"]),
            period_end=period["end"] and date.fromisoformat(period["end"]),
            nothing_to_report=content["nothing_to_report"],
            since=now,
        )
        for key in content["keys"]
    ]


def close_evidence(publication: UUID | str, *, now: datetime) -> None:
    Evidence.objects.filter(publication=publication, until__isnull=True).update(until=now)


@transaction.atomic
def withdraw(standing: Standing, *, reason: str, position: str, now: datetime) -> Standing:
    """Take a publication back: its address stays and says why and since when.

    The record keeps only a digest of the reason: a clerk's words may have to be erased one day.
    Raises ``ValueError`` without a reason, or when it is not public.
    """
    if not reason.strip():
        raise ValueError(_("Say why it is withdrawn: the reason is shown to the public."))
    moved = Standing.objects.filter(pk=standing.pk, state=Standing.State.PUBLIC).update(
        state=Standing.State.WITHDRAWN, reason=reason.strip(), changed_at=now
    )
    if moved != 1:
        raise ValueError(_("It is not public, so it cannot be withdrawn."))
    entry = record.append(
        "publication.withdrawn",
        str(standing.publication),
        {
            **entry_data(standing.edition),
            "reason_digest": sha256(reason.strip().encode()).hexdigest(),
            "position": position,
        },
        now=now,
    )
    Standing.objects.filter(pk=standing.pk).update(entry_seq=entry.seq)
    close_evidence(standing.publication, now=now)
    standing.refresh_from_db()
    return standing


@transaction.atomic
def lay_out_sections() -> None:
    """The page tree that drafts hang in: one home and the sections of the measure. Doing it again adds what is new."""
    home = SiteHome.objects.first() or _plant_home()
    present = set(SectionPage.objects.child_of(home).values_list("slug", flat=True))
    for section in SECTIONS:
        if section.slug not in present:
            home.add_child(
                instance=SectionPage(title=str(section.title), slug=section.slug, locale=home.locale)
            )


def _plant_home() -> SiteHome:
    root = Page.get_first_root_node()
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    home: SiteHome = root.add_child(
        instance=SiteHome(title="Prakat", slug="home", locale=Locale.get_active())
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    return home
