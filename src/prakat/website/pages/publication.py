"""A publication: the document as signed, and beside it its files, its dates, its proof and the duties it answers.

A withdrawn one keeps its address and answers 410 with what it was, since when it is gone, and why.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.org import queries as org
from prakat.org import wording
from prakat.publications.kinds import SECTION_BY_SLUG, Kind
from prakat.publications.models import Standing
from prakat.record.models import Entry
from prakat.thai import digits
from prakat.thai.dates import be_year
from prakat.website.build.page import Rendered
from prakat.website.pages import addresses, chrome, duties, editions, proofs, shell
from prakat.website.pages import body as bodies
from prakat.website.pages import rows as lists
from prakat.website.pages.ahead import Ahead, Story
from prakat.website.paths import href

GONE = 410
ARTICLES = {Kind.NEWS, Kind.PAGE}
WITH_SUBJECT = {Kind.ANNOUNCEMENT, Kind.ORDER, Kind.ORDINANCE}


@dataclass(frozen=True)
class File:
    title: str
    href: str
    type: str
    size: int


@dataclass(frozen=True)
class Act:
    """One thing that happened to a publication, as the record tells it."""

    word: str
    at: datetime
    entry: int
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """What the record and the standing say about an edition."""

    entry: int
    digest: str
    published: datetime
    imported: bool = False


def context(
    content: Mapping[str, Any],
    facts: Facts,
    *,
    agency: str,
    ordinance: str,
    answers: Sequence[duties.Answer],
    history: Sequence[Act],
) -> dict[str, Any]:
    """What the template needs to show ``content``."""
    kind = Kind(content["kind"])
    return {
        "official": kind not in ARTICLES,
        "subject": kind in WITH_SUBJECT,
        "by": by_line(kind, agency, ordinance, content["unit"]["name"]),
        "kind": ordinance if kind == Kind.ORDINANCE else kind.label,
        "number": digits.to_thai(content["number"]),
        "signed": date.fromisoformat(content["signed"]) if content["signed"] else None,
        "unit": content["unit"]["name"],
        "title": content["title"],
        "summary": content["summary"],
        "period": content["period"]["label"],
        "body": bodies.blocks(content["body"]),
        "publisher_note": content["publisher_note"],
        "change_note": content["change_note"],
        "edition": content["edition"],
        "nothing": content["nothing_to_report"],
        "files": files(content["attachments"]),
        "laws": [item for item in answers if not item.ita],
        "assessments": [item for item in answers if item.ita],
        "history": history if len(history) > 1 else (),
        "published": facts.published,
        "imported": facts.imported,
        "entry": facts.entry,
        "code": check_code(facts),
        "proof": proofs.address(facts.digest),
    }


def by_line(kind: Kind, agency: str, ordinance: str, unit: str) -> str:
    """The line above the title, as the agency's papers print it; an article names its unit instead."""
    if kind in ARTICLES:
        return f"{kind.label} · {unit}"
    first = {
        Kind.ANNOUNCEMENT: "ประกาศ",
        Kind.ORDER: "คำสั่ง",
        Kind.ORDINANCE: ordinance,
        Kind.REGULATION: "ระเบียบ",
    }
    return first.get(kind, "") + agency


def check_code(facts: Facts) -> str:
    """Short enough to read out: year and entry of the record, and four letters of the digest."""
    letters = base64.b32encode(bytes.fromhex(facts.digest))[:4].decode()
    return f"{be_year(timezone.localdate(facts.published))}-{facts.entry:04d}-{letters}"


def files(attachments: Iterable[Mapping[str, Any]]) -> list[File]:
    return [
        File(
            item["title"] or item["name"],
            href(addresses.file(item["sha256"], item["name"])),
            file_type(item["name"], item["media_type"]),
            item["size"],
        )
        for item in attachments
    ]


def file_type(name: str, media_type: str) -> str:
    """The word people use for a file: the ending of its name, else the kind of its content."""
    ending = name.rpartition(".")[2] if "." in name else media_type.rpartition("/")[2]
    return ending.upper()


def history(entries: Sequence[Entry], notes: Mapping[str, str]) -> list[Act]:
    """Every public act on a publication, from its entries, newest first; ``notes`` by the digest of an edition."""
    return [_act(entry, notes) for entry in entries]


def _act(entry: Entry, notes: Mapping[str, str]) -> Act:
    data = entry.data
    number = {"n": data["edition"]}
    words = {
        "publication.published": _("Edition %(n)s published"),
        "publication.imported": _("Edition %(n)s carried over from the former website"),
        "publication.corrected": _("Corrected: edition %(n)s published"),
        "publication.withdrawn": _("Withdrawn"),
    }
    note = "" if entry.kind == "publication.withdrawn" else notes.get(data["digest"], "")
    return Act(words.get(entry.kind, entry.kind) % number, entry.at, entry.seq, note)


class Publications:
    """Every publication at its own address, public or withdrawn."""

    name = "publications"

    def __init__(self) -> None:
        self._ahead = Ahead()

    def paths(self) -> Iterable[str]:
        return self._ahead.expect(Standing.objects.values_list("path", flat=True).iterator())

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        named = editions.numbers_in(changes, "publication")
        return self._ahead.expect(
            Standing.objects.filter(publication__in=named).values_list("path", flat=True)
        )

    def render(self, path: str) -> Rendered | None:
        story = self._ahead.take(path)
        if story is None:
            return None
        agency = org.agency()
        view = chrome.view_of(agency)
        needs = frozenset({editions.need(story.standing), "agency"})
        if story.standing.state == Standing.State.WITHDRAWN:
            html = shell.html(_gone(story), view)
            return Rendered(path, html.encode(), status=GONE, needs=needs)
        html = shell.html(_shown(story, view, wording.words(agency).ordinance), view)
        return Rendered(path, html.encode(), needs=needs)


def _shown(story: Story, agency: chrome.AgencyView, ordinance: str) -> shell.Page:
    standing = story.standing
    content = editions.content_of(standing)
    lists.row(standing)  # lists show it next; its line is made while its content is at hand
    facts = Facts(standing.entry_seq, standing.edition.digest, standing.published_at, standing.imported)
    shown = context(
        content,
        facts,
        agency=agency.full_name,
        ordinance=ordinance,
        answers=duties.answers(content["keys"], content["elements"]),
        history=history(story.entries, story.notes),
    )
    return shell.Page(
        template="publication",
        title=page_title(content["title"], shown),
        description=content["summary"],
        entry=standing.entry_seq,
        context=shown,
        **_place(standing),
    )


def page_title(title: str, shown: Mapping[str, Any]) -> str:
    return f"{shown['kind']} เรื่อง {title}" if shown["subject"] else title


def _gone(story: Story) -> shell.Page:
    standing = story.standing
    return shell.Page(
        template="withdrawn",
        title=standing.title,
        entry=standing.entry_seq,
        index=False,
        context={
            "title": standing.title,
            "kind": Kind(standing.kind).label,
            "reason": standing.reason,
            "published": standing.published_at,
            "withdrawn": standing.changed_at,
            "entry": standing.entry_seq,
            "section": SECTION_BY_SLUG[standing.section],
            "history": history(story.entries, story.notes),
        },
        **_place(standing),
    )


def _place(standing: Standing) -> dict[str, Any]:
    section = SECTION_BY_SLUG[standing.section]
    return {
        "path": standing.path,
        "group": chrome.GROUP_OF_SECTION[standing.section].code,
        "feed": section.slug,
        "crumbs": [shell.Crumb(str(section.title), addresses.section(section.slug))],
    }
