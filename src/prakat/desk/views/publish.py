"""Step one of publishing: hand in a file or a text; the desk reads it and opens a filled-in draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prakat.desk import actions, duties, rules
from prakat.desk.forms import DropForm
from prakat.desk.proposal import Dropped, propose
from prakat.desk.views import frame, hints
from prakat.desk.views.access import office
from prakat.org.models import Unit
from prakat.procedure.actions import NotAllowed


@require_http_methods(["GET", "POST"])
@office
def publish(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    unit = _unit(request, now)
    wanted = duties.wanted(request.GET, now)
    form = DropForm(
        request.POST or None, request.FILES or None, initial={"text": wanted.text if wanted else ""}
    )
    if request.method == "POST" and form.is_valid():
        return _begin(request, form.cleaned_data, unit, wanted, now)
    context = {"form": form, "wanted": wanted, "unit": unit, "step": 1}
    return frame.page(request, "publish", context, now=now, tab="publish", status=422 if form.errors else 200)


def _unit(request: HttpRequest, now: datetime) -> Unit:
    user, today = frame.person(request), timezone.localdate(now)
    units = rules.units_drafted_for(user, today)
    home = rules.home_unit(user, today)
    unit = home if home in units else units.first()
    if unit is None:
        raise NotAllowed(_("You hold no position that drafts for a unit today."))
    return unit


def _begin(
    request: HttpRequest, given: dict[str, Any], unit: Unit, wanted: duties.Wanted | None, now: datetime
) -> HttpResponse:
    files = [Dropped(file.name or "", file.read()) for file in given["uploads"]]
    proposal, unreadable = propose(given["text"], files)
    if wanted:
        proposal = wanted.applied_to(proposal)
    fields = wanted.fields() if wanted else {}
    page = actions.begin(proposal, files, unit=unit, by=frame.person(request), now=now, **fields)
    hints.keep(request, page.uuid, proposal.sources, unreadable)
    return redirect("desk:draft", page.uuid)
