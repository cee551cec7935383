"""From a page's view-model to its bytes: the body first, then the frame with only the icons the body uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString

from prakat.website import icons
from prakat.website.pages import assets, chrome


@dataclass(frozen=True)
class Crumb:
    label: str
    path: str


@dataclass(frozen=True)
class Page:
    """One page to be shown: its template, its words, and where it stands."""

    template: str
    title: str
    path: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    group: str = ""
    crumbs: Sequence[Crumb] = ()
    description: str = ""
    feed: str = ""
    entry: int | None = None
    search: bool = True
    index: bool = True


def html(page: Page, agency: chrome.AgencyView, stylesheets: Sequence[str] = ()) -> str:
    """The whole document, in the site's language; with the built stylesheet unless others are named."""
    with translation.override(settings.LANGUAGE_CODE):
        shared = {"agency": agency, "names": agency.names, "page": page}
        body = get_template(f"website/pages/{page.template}.html").render({**shared, **page.context})
        top = chrome.top(agency, page.group, search=page.search)
        frame = {
            **shared,
            "body": body,
            "top": top,
            "foot": chrome.foot(agency),
            "symbols": SafeString(icons.symbols_used(top + body)),
            "stylesheets": stylesheets or [assets.stylesheet_path(agency.accent)],
            "canonical": settings.SITE_URL + page.path if page.path and page.index else "",
        }
        return str(get_template("website/layout/page.html").render(frame))


def document(page: Page) -> bytes:
    """The page for the agency as it is now, as UTF-8."""
    return html(page, chrome.agency()).encode()
