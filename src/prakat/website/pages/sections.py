"""The sections of the measure: a front page with the newest items and full archive pages counted from the oldest.

The front keeps between one and two pages' worth. When it is full, its older half becomes the next archive page,
so a new publication changes the front and, once in a while, the newest archive page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from prakat.publications.kinds import SECTION_BY_SLUG, SECTIONS, Section
from prakat.publications.models import Standing
from prakat.website.build.page import Rendered
from prakat.website.pages import addresses, chrome, duties, editions, register, shell
from prakat.website.pages import rows as lists

PAGE = 20
_PATH = re.compile(r"/([a-z-]+)/(?:archive/([1-9][0-9]*)/)?\Z")


@dataclass(frozen=True)
class Part:
    """A slice of a section's items, oldest first; ``number`` is None for the front."""

    number: int | None
    start: int
    end: int


def archives(total: int) -> int:
    """How many full archive pages ``total`` items make."""
    return max(0, total // PAGE - 1)


def part(total: int, number: int | None) -> Part | None:
    """Which items stand on a page; None when there is no such page."""
    full = archives(total)
    if number is None:
        return Part(None, full * PAGE, total)
    return Part(number, (number - 1) * PAGE, number * PAGE) if 1 <= number <= full else None


def in_order(section: str) -> QuerySet[Standing]:
    """Everything ever published in a section, oldest first; what was withdrawn keeps its place."""
    return Standing.objects.filter(section=section).order_by("dated_at", "publication")


def context(
    section: Section,
    *,
    items: Sequence[lists.Row],
    part: Part,
    total: int,
    owed: Sequence[register.Line],
    siblings: Sequence[Section],
) -> dict[str, Any]:
    """What the template needs to show one page of a section."""
    full = archives(total)
    older = full if part.number is None else part.number - 1
    newer = None
    if part.number is not None:
        newer = addresses.section(section.slug)
        if part.number < full:
            newer = addresses.archive(section.slug, part.number + 1)
    return {
        "section": section,
        "months": lists.by_month(items),
        "total": total,
        "first": total - part.end + 1,
        "last": total - part.start,
        "archive": part.number,
        "older": addresses.archive(section.slug, older) if older else None,
        "newer": newer,
        "owed": owed,
        "siblings": siblings if len(siblings) > 1 else (),
        "hours": chrome.HOURS,
    }


class Sections:
    """Front and archive pages of the twelve sections."""

    name = "sections"

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock

    def paths(self) -> Iterable[str]:
        for section in SECTIONS:
            yield addresses.section(section.slug)
            for number in range(1, archives(in_order(section.slug).count()) + 1):
                yield addresses.archive(section.slug, number)

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        publications = [UUID(found) for found in editions.numbers_in(changes, "publication")]
        for slug in editions.numbers_in(changes, "section"):
            if slug in SECTION_BY_SLUG:
                yield from self._after(slug, publications)

    def _after(self, slug: str, publications: Sequence[UUID]) -> Iterable[str]:
        full = archives(in_order(slug).count())
        first = min([max(1, full - 1), *self._places(slug, publications)])
        yield addresses.section(slug)
        for number in range(first, full + 1):
            yield addresses.archive(slug, number)

    def _places(self, slug: str, publications: Sequence[UUID]) -> list[int]:
        """Archive pages at which publications new to this section came in: imported history is not at the end."""
        fresh = Standing.objects.filter(section=slug, publication__in=publications, imported=True)
        found: list[int] = []
        for at, publication in fresh.order_by("dated_at", "publication").values_list(
            "dated_at", "publication"
        )[:1]:
            found.append(self._before(slug, at, publication) // PAGE)
        return [max(1, number) for number in found]

    def _before(self, slug: str, at: datetime, publication: UUID) -> int:
        earlier = Q(dated_at__lt=at) | Q(dated_at=at, publication__lt=publication)
        return in_order(slug).filter(earlier).count()

    def render(self, path: str) -> Rendered | None:
        match = _PATH.match(path)
        section = SECTION_BY_SLUG.get(match[1]) if match else None
        if match is None or section is None:
            return None
        total = in_order(section.slug).count()
        found = part(total, int(match[2]) if match[2] else None)
        return self._page(path, section, found, total) if found else None

    def _page(self, path: str, section: Section, part: Part, total: int) -> Rendered:
        standings = list(
            in_order(section.slug).select_related("edition").defer("edition__content")[part.start : part.end]
        )
        items = lists.rows(reversed(standings))
        owed = [] if total else duties.owed(section.keys, now=self.clock())
        group = chrome.GROUP_OF_SECTION[section.slug]
        page = shell.Page(
            template="contact" if section.slug == "contact" and part.number is None else "section",
            title=str(section.title),
            path=path,
            description=str(section.lead),
            group=group.code,
            feed=section.slug,
            crumbs=_crumbs(section, part),
            entry=lists.last_entry(standings),
            context=context(
                section,
                items=items,
                part=part,
                total=total,
                owed=owed,
                siblings=[SECTION_BY_SLUG[slug] for slug in group.sections],
            ),
        )
        needs = {"agency", *(editions.need(standing) for standing in standings)}
        if not total:
            needs |= {"duties", "day"}
        return Rendered(path, shell.document(page), needs=frozenset(needs))


def _crumbs(section: Section, part: Part) -> list[shell.Crumb]:
    if part.number is None:
        return []
    return [shell.Crumb(str(section.title), addresses.section(section.slug))]
