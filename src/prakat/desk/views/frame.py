"""What stands around every page of the desk: the agency, who is signed in and in which posts, the tabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prakat.org import queries as org
from prakat.org import wording
from prakat.org.models import Agency, Unit, User
from prakat.procedure import queries as procedure

SEAL_WIDTH = 74.0
WIDEST = 16.5
PUBLIC_SHEETS = ("tokens", "base", "layout", "components", "document", "table", "utilities")
SHEETS = (*(f"site/{name}.css" for name in PUBLIC_SHEETS), "desk/desk.css")


@dataclass(frozen=True)
class Tab:
    code: str
    label: str | Promise
    icon: str
    href: str
    count: int = 0


@dataclass(frozen=True)
class Seal:
    """What the emblem needs to be drawn with the agency's name on it."""

    name: str
    seal_top: str
    seal_size: str


def person(request: HttpRequest) -> User:
    """Who is signed in; views stand behind :func:`access.office`, so somebody is."""
    return cast(User, request.user)


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    now: datetime,
    tab: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page of the desk in its frame; ``tab`` empty means one thing at a time, without tabs."""
    user = person(request)
    frame = {
        **agency_words(),
        "tabs": tabs(user, now) if tab else [],
        "tab": tab,
        "whole_names": [
            *Agency.objects.values_list("name", flat=True),
            *Unit.objects.values_list("name", flat=True),
        ],
        "posts": org.positions_of(user, timezone.localdate(now)),
        "now": now,
    }
    return render(request, f"desk/pages/{template}.html", {**frame, **context}, status=status)


def tabs(user: User, now: datetime) -> list[Tab]:
    """The menu by task."""
    waiting = len(procedure.waiting_for(user, now))
    return [
        Tab("desk", _("My work"), "inbox", reverse("desk:home")),
        Tab("cases", _("To check"), "check", reverse("desk:cases"), waiting),
        Tab("publish", _("Publish"), "up", reverse("desk:publish")),
        Tab("publications", _("Published"), "list", reverse("desk:publications")),
        Tab("report", _("Report"), "chart", "/transparency/"),
    ]


def agency_words() -> dict[str, Any]:
    """The agency's name and emblem; before it is set up, the product's name."""
    agency = Agency.objects.first()
    if agency is None:
        return {"agency_name": "Prakat", "agency": Seal("", "", "16"), "sheets": SHEETS}
    return {"agency_name": agency.short, "agency": seal(agency), "sheets": SHEETS}


def seal(agency: Agency) -> Seal:
    letters = sum(1 for letter in agency.name if not _takes_no_width(letter))
    size = min(WIDEST, SEAL_WIDTH / max(1.0, 0.6 * letters))
    return Seal(agency.name, wording.words(agency).short, f"{size:.4g}")


def _takes_no_width(letter: str) -> bool:
    return letter == "\u0e31" or "\u0e34" <= letter <= "\u0e3a" or "\u0e47" <= letter <= "\u0e4e"
