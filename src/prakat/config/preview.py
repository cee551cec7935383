"""How the desk shows a publication before it is public: drawn by the public templates, so that what is approved
looks like what will be published. Here, because the two surfaces do not know each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import get_template
from django.utils import timezone

from prakat.org import queries as org
from prakat.org import wording
from prakat.publications import freeze
from prakat.website.pages import addresses, body, chrome, publication

START, END = "<article", "</article>"


def article(content: dict[str, Any], picture: Callable[[str], str]) -> str:
    """The document of an edition that is not public; ``picture`` gives the address of a picture by its SHA-256."""
    agency = org.agency()
    view = chrome.view_of(agency)
    facts = publication.Facts(0, freeze.digest(content), timezone.now())
    shown = publication.context(
        content,
        facts,
        agency=agency.full_name,
        ordinance=wording.words(agency).ordinance,
        answers=(),
        history=(),
    )
    html = get_template("website/pages/publication.html").render(
        {"agency": view, "names": view.names, **shown}
    )
    return _with_pictures(html[html.index(START) : html.rindex(END) + len(END)], content, picture)


def _with_pictures(html: str, content: dict[str, Any], picture: Callable[[str], str]) -> str:
    """Pictures are not at their public address yet."""
    for sha256 in body.pictures(content["body"]):
        html = html.replace(addresses.picture(sha256), picture(sha256))
    return html
