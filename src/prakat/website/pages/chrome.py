"""What stands around every page: who the agency is, the menu, the footer. Rendered once for a menu entry and kept
while the agency is the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prakat.org import queries as org
from prakat.org import wording
from prakat.org.models import Agency

HOURS = _("Monday to Friday 08.30–16.30, closed on public holidays")
SHORTEST_NAME = 4
SEAL_WIDTH = 74.0


@dataclass(frozen=True)
class Phone:
    label: str
    number: str

    @property
    def dial(self) -> str:
        return "tel:" + "".join(c for c in self.number if c.isdigit() or c == "+")


@dataclass(frozen=True)
class AgencyView:
    """The agency in the words a page needs. ``names`` are kept on one line wherever they stand."""

    name: str
    full_name: str
    short: str
    place: str
    address: str
    phones: tuple[Phone, ...]
    email: str
    accent: str
    territory: str
    seal_top: str
    seal_size: str
    names: tuple[str, ...]

    @property
    def main_phone(self) -> Phone | None:
        return self.phones[0] if self.phones else None


@dataclass(frozen=True)
class Group:
    """A word of the menu and the sections behind it."""

    code: str
    label: str | Promise
    path: str
    sections: tuple[str, ...] = ()


GROUPS: tuple[Group, ...] = (
    Group("announcements", _("Announcements and orders"), "/announcements/", ("announcements", "news")),
    Group("services", _("Services to the public"), "/services/", ("services", "manuals")),
    Group("plan", _("Plans and budget"), "/plan/", ("policy", "plan", "follow-up")),
    Group("procurement", _("Procurement"), "/procurement/", ("procurement",)),
    Group("structure", _("Structure and executives"), "/structure/", ("structure", "mission", "executives")),
    Group("transparency", _("Transparency"), "/transparency/"),
    Group("contact", _("Contact"), "/contact/", ("contact",)),
)
GROUP_OF_SECTION = {section: group for group in GROUPS for section in group.sections}


def agency() -> AgencyView:
    """The agency as it is now (one query)."""
    return view_of(org.agency())


def view_of(row: Agency) -> AgencyView:
    top = wording.words(row).short
    return AgencyView(
        name=row.name,
        full_name=row.full_name,
        short=row.short,
        place=_place(row),
        address=row.address,
        phones=tuple(_phone(item) for item in row.phones),
        email=row.email,
        accent=row.accent,
        territory=f"ตำบล{row.name}" if row.kind == Agency.Kind.SAO else row.full_name,
        seal_top=top,
        seal_size=f"{min(16.5, SEAL_WIDTH / max(1.0, 0.6 * cells(row.name))):.4g}",
        names=tuple(n for n in (row.name, row.district, row.province) if len(n) >= SHORTEST_NAME),
    )


def cells(text: str) -> int:
    """Letters that take width: Thai marks above and below the line take none."""
    return sum(
        1 for c in text if not ("\u0e34" <= c <= "\u0e3a" or "\u0e47" <= c <= "\u0e4e" or c == "\u0e31")
    )


def _place(row: Agency) -> str:
    parts = []
    if row.district and row.kind != Agency.Kind.PAO:
        parts.append(f"อำเภอ{row.district}")
    if row.province:
        parts.append(f"จังหวัด{row.province}")
    return " ".join(parts)


def _phone(item: dict[str, str]) -> Phone:
    return Phone(item.get("label", ""), item.get("number", ""))


def top(agency: AgencyView, group: str, *, search: bool) -> SafeString:
    """Skip link, strip, masthead, menu and rule; ``group`` is the menu word of the page."""
    return _top(agency, group, search, get_language())


@lru_cache(maxsize=64)
def _top(agency: AgencyView, group: str, search: bool, language: str | None) -> SafeString:
    context = {"agency": agency, "groups": GROUPS, "group": group, "search": search, "names": agency.names}
    return SafeString(get_template("website/layout/top.html").render(context))


def foot(agency: AgencyView) -> SafeString:
    return _foot(agency, get_language())


@lru_cache(maxsize=8)
def _foot(agency: AgencyView, language: str | None) -> SafeString:
    return SafeString(
        get_template("website/layout/foot.html").render({"agency": agency, "names": agency.names})
    )
