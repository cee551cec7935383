"""What visitors' programs ask for first: robots.txt, security.txt (RFC 9116), and the page for wrong addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.publications.kinds import SECTIONS
from prakat.website.build.page import Rendered
from prakat.website.pages import addresses, chrome, shell
from prakat.website.pages.home import columns

ROBOTS, SECURITY, NOT_FOUND = "/robots.txt", "/.well-known/security.txt", "/404.html"
TEXT = "text/plain; charset=utf-8"


def robots() -> str:
    return (
        "User-agent: *\nDisallow: /staff/\nDisallow: /search\n\n"
        f"Sitemap: {addresses.absolute('/sitemap.xml')}\n"
    )


def security(agency: chrome.AgencyView, now: datetime) -> str:
    """Good for a year from the first of this month, so that it changes once a month and never runs out."""
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    contacts = [f"mailto:{agency.email}"] if agency.email else []
    contacts.append(addresses.absolute("/contact/"))
    lines = [*(f"Contact: {contact}" for contact in contacts)]
    lines += [
        f"Expires: {first.replace(year=first.year + 1).isoformat()}",
        "Preferred-Languages: th, en",
        f"Canonical: {addresses.absolute(SECURITY)}",
    ]
    return "\n".join(lines) + "\n"


def subjects() -> list[shell.Crumb]:
    """Every section, for readers who are lost."""
    return [shell.Crumb(str(item.title), addresses.section(item.slug)) for item in SECTIONS]


class WellKnown:
    """``/robots.txt``, ``/.well-known/security.txt`` and ``/404.html``"""

    name = "wellknown"

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock

    def paths(self) -> Iterable[str]:
        return [ROBOTS, SECURITY, NOT_FOUND]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        return ()

    def render(self, path: str) -> Rendered | None:
        if path == ROBOTS:
            return Rendered(path, robots().encode(), TEXT)
        if path == SECURITY:
            body = security(chrome.agency(), self.clock())
            return Rendered(path, body.encode(), TEXT, needs=frozenset({"agency", "day"}))
        return self._not_found() if path == NOT_FOUND else None

    def _not_found(self) -> Rendered:
        page = shell.Page(
            template="not_found",
            title=_("There is no page at this address"),
            index=False,
            search=False,
            context={"columns": columns(subjects())},
        )
        return Rendered(NOT_FOUND, shell.document(page), status=404, needs=frozenset({"agency"}))
