"""The search page, the only public page that is computed when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import nh3
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prakat.org.models import Unit
from prakat.publications.kinds import Kind
from prakat.search import queries
from prakat.website.pages import assets, chrome, shell
from prakat.website.pages.home import columns
from prakat.website.pages.wellknown import subjects

PAGE = 10
LONGEST = 200
LAST_PAGE = 50


@dataclass(frozen=True)
class HitView:
    path: str
    title: SafeString
    snippet: SafeString
    kind: str
    unit: str
    day: date


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``/search?q=&page=``: what was found, or what to try instead. Any text is a question."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    number = page_number(request.GET.get("page", "1"))
    found = queries.search(query, limit=PAGE, offset=(number - 1) * PAGE) if query else None
    hits = hit_views(found.hits) if found else []
    page = shell.Page(
        template="search",
        title=_("Search results: %(query)s") % {"query": query} if query else _("Search this website"),
        path="/search",
        index=False,
        search=False,
        context=context(query, hits, total=found.total if found else 0, number=number),
    )
    agency = chrome.agency()
    return HttpResponse(shell.html(page, agency, assets.sheets_on_request(agency.accent)))


def page_number(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isdecimal() and len(text) < 4 else 1


def context(query: str, hits: Sequence[HitView], *, total: int, number: int) -> dict[str, Any]:
    pages = min(-(-total // PAGE), LAST_PAGE)
    return {
        "query": query,
        "hits": hits,
        "total": total,
        "number": number,
        "pages": pages,
        "newer": link(query, number - 1) if number > 1 else None,
        "older": link(query, number + 1) if number < pages else None,
        "columns": columns(subjects()),
    }


def link(query: str, number: int) -> str:
    return "/search?" + urlencode({"q": query, "page": number})


def hit_views(hits: Sequence[queries.Hit]) -> list[HitView]:
    """Kinds and units in words; of the marked text nothing but the marks is trusted."""
    units = dict(Unit.objects.values_list("code", "name"))
    return [
        HitView(
            hit.path,
            _marked(hit.title_html),
            _marked(hit.snippet_html),
            str(Kind(hit.kind).label) if hit.kind in Kind.values else hit.kind,
            units.get(hit.unit, hit.unit),
            timezone.localdate(hit.published),
        )
        for hit in hits
    ]


def _marked(html: str) -> SafeString:
    return SafeString(nh3.clean(html, tags={"mark"}, attributes={}))
