"""The door of every page of the desk: signed in, and allowed; who is not is told in plain words and noted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from prakat.audit import actions as audit
from prakat.desk.views import frame
from prakat.procedure.actions import NotAllowed

View = Callable[..., HttpResponse]


def office(view: View) -> View:
    """For officers who are signed in; a refusal becomes a page and a row of the audit trail."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            return refused(request, str(refusal))

    return never_cache(login_required(guarded))


def refused(request: HttpRequest, why: str) -> HttpResponse:
    now = timezone.now()
    detail = {"path": request.path, "method": request.method or ""}
    audit.note(frame.person(request).username, "desk.refused", request.path, detail, now=now)
    return frame.page(request, "forbidden", {"why": why}, now=now, tab="none", status=403)


def require(allowed: bool) -> None:
    """Stop unless the rule holds."""
    if not allowed:
        raise NotAllowed(_("It belongs to another unit or another position."))
