"""Where the values of a fresh draft came from, kept with the session until it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prakat.desk.proposal import GUESSED, MISSING, READ

SAID: dict[str, str | Promise] = {
    READ: _("Read in the document"),
    MISSING: _("Not found in the document"),
    GUESSED: _("From the subject and the kind"),
}
MOST = 20


def keep(request: HttpRequest, draft: UUID, sources: Mapping[str, str], unreadable: Sequence[str]) -> None:
    kept: dict[str, Any] = dict(list(request.session.get("read", {}).items())[-MOST:])
    kept[str(draft)] = {"sources": dict(sources), "unreadable": list(unreadable)}
    request.session["read"] = kept


def of(request: HttpRequest, draft: UUID) -> dict[str, Any]:
    """Words beside each field, which fields to look at, and files that could not be read."""
    kept = request.session.get("read", {}).get(str(draft))
    if kept is None:
        return {"fresh": False}
    sources = kept["sources"]
    return {
        "fresh": True,
        "said": {name: SAID[source] for name, source in sources.items()},
        "missing": [name for name, source in sources.items() if source == MISSING],
        "unreadable": kept["unreadable"],
    }


def drop(request: HttpRequest, draft: UUID) -> None:
    kept = dict(request.session.get("read", {}))
    if kept.pop(str(draft), None) is not None:
        request.session["read"] = kept
