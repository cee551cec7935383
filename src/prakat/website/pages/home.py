"""The front page: who we are, search, what is new, whether we published everything, services, how to reach us."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.publications import queries
from prakat.publications.kinds import SECTIONS
from prakat.publications.models import Standing
from prakat.website.build.page import Rendered
from prakat.website.pages import addresses, chrome, duties, register, shell
from prakat.website.pages import rows as lists

LATEST = 6
LATE = 3
SERVICES = 8

Item = TypeVar("Item")


@dataclass(frozen=True)
class SectionCount:
    title: str
    path: str
    count: int = 0
    latest: date | None = None


def columns(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Two columns read downwards, the first the longer."""
    half = (len(items) + 1) // 2
    return [part for part in (items[:half], items[half:]) if part]


def context(
    agency: chrome.AgencyView,
    *,
    latest: Sequence[lists.Row],
    services: Sequence[lists.Row],
    sections: Sequence[SectionCount],
    lines: Sequence[register.Line],
    today: date,
) -> dict[str, Any]:
    """What the front page shows, in its own words."""
    late = [line for line in lines if line.look.band == "late"]
    return {
        "heading": _("Public information of %(place)s, open for everyone to check")
        % {"place": agency.territory},
        "welcome": _(
            "%(agency)s looks after roads, water, welfare, schools and the environment here. "
            "Read, search and ask for copies of our documents on this site."
        )
        % {"agency": agency.full_name},
        "shortcuts": shortcuts(sections),
        "latest": latest,
        "services": columns(services),
        "sections": columns(sections),
        "gauge": register.gauge(lines, order=("ok", "late", "soon", "none", "ahead")),
        "late": sorted(late, key=lambda line: line.due or today)[:LATE],
        "today": today,
        "hours": chrome.HOURS,
    }


def shortcuts(sections: Sequence[SectionCount]) -> list[shell.Crumb]:
    """The fullest sections, and the two pages that answer most questions about us."""
    full = sorted((item for item in sections if item.count), key=lambda item: -item.count)[:2]
    return [
        *(shell.Crumb(item.title, item.path) for item in full),
        shell.Crumb(_("Transparency"), "/transparency/"),
        shell.Crumb(_("Contact"), "/contact/"),
    ]


def section_counts() -> list[SectionCount]:
    """How much is public in each section, in the order of the measure."""
    public = Standing.objects.filter(state=Standing.State.PUBLIC).order_by()
    found: dict[str, Mapping[str, Any]] = {
        row["section"]: row for row in public.values("section").annotate(n=Count("pk"), last=Max("dated_at"))
    }
    return [_count(section.slug, str(section.title), found.get(section.slug)) for section in SECTIONS]


def _count(slug: str, title: str, row: Mapping[str, Any] | None) -> SectionCount:
    if row is None:
        return SectionCount(title, addresses.section(slug))
    return SectionCount(title, addresses.section(slug), row["n"], timezone.localdate(row["last"]))


class Home:
    """``/``"""

    name = "home"

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock

    def paths(self) -> Iterable[str]:
        return ["/"]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        return ()

    def render(self, path: str) -> Rendered | None:
        if path != "/":
            return None
        agency, now = chrome.agency(), self.clock()
        newest = list(queries.public().defer("edition__content")[:LATEST])
        services = list(queries.public().filter(section="services").defer("edition__content")[:SERVICES])
        page = shell.Page(
            template="home",
            title=agency.short,
            path=path,
            description=agency.full_name,
            entry=lists.last_entry(newest),
            search=False,
            context=context(
                agency,
                latest=lists.rows(newest),
                services=lists.rows(services),
                sections=section_counts(),
                lines=duties.lines(now=now),
                today=timezone.localdate(now),
            ),
        )
        needs = frozenset({"latest", "duties", "agency", "day"})
        return Rendered(path, shell.html(page, agency).encode(), needs=needs)
