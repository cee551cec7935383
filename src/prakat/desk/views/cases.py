"""The screen where a case is decided, on a phone in one hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prakat.desk import deciding, duties, owed, preview, rules, words
from prakat.desk.forms import DecisionForm
from prakat.desk.views import files as sending
from prakat.desk.views import frame
from prakat.desk.views.access import office, require
from prakat.org import queries as org
from prakat.procedure import actions as procedure
from prakat.procedure import queries
from prakat.procedure.models import Case, Decision
from prakat.procedure.rules import Answer
from prakat.thai import dates


@require_http_methods(["GET", "POST"])
@office
def case(request: HttpRequest, number: int) -> HttpResponse:
    now = timezone.now()
    found = load(request, number, now)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, found, form.cleaned_data, now)
        except procedure.NotReady as refusal:
            form.add_error(None, str(refusal))
    return _screen(request, found, form, now)


def load(request: HttpRequest, number: int, now: datetime) -> Case:
    rows = Case.objects.select_related("edition", "procedure", "step", "unit", "drafter")
    found = get_object_or_404(rows, pk=number)
    require(rules.may_see_case(frame.person(request), found, now))
    return found


def _decide(request: HttpRequest, found: Case, given: dict[str, Any], now: datetime) -> HttpResponse:
    decided = procedure.decide(
        found,
        by=frame.person(request),
        outcome=Decision.Outcome(given["outcome"]),
        reason=given["reason"],
        checklist=given["checklist"],
        now=now,
    )
    messages.success(request, _said(decided, now))
    return redirect("desk:home")


def _said(decided: Case, now: datetime) -> str:
    title = {"title": owed.title_of(decided)}
    if decided.state == Case.State.PUBLISHED:
        return _("Published on %(moment)s: %(title)s") % {**title, "moment": words.moment(now)}
    if decided.state == Case.State.RETURNED:
        return _("Returned to the unit: %(title)s") % title
    return _("Agreed and passed on: %(title)s") % title


def _screen(request: HttpRequest, found: Case, form: DecisionForm, now: datetime) -> HttpResponse:
    user = frame.person(request)
    content = found.edition.content or {}
    answers = queries.decidable(found, user, now)
    titles = dict(duties.matters())
    context: dict[str, Any] = {
        "case": found,
        "content": content,
        "form": form,
        "article": _article(found),
        "answers": answers,
        "stations": deciding.stations(found, now),
        "checks": deciding.checks(answers, form["checklist"].value() or ()),
        "matters": [titles.get(key, key) for key in content.get("keys", ())],
        "signed": dates.signed(date.fromisoformat(content["signed"])) if content.get("signed") else "",
        **_words(found, answers, now),
    }
    status = 422 if form.errors else 200
    return frame.page(request, "case", context, now=now, tab="" if answers else "cases", status=status)


def _article(found: Case) -> SafeString:
    """The edition's document; nothing where its content was erased."""
    content = found.edition.content
    if not content:
        return SafeString("")
    return preview.article(content, lambda sha256: reverse("desk:case-file", args=[found.pk, sha256]))


def _words(found: Case, answers: Sequence[Answer], now: datetime) -> dict[str, Any]:
    left = words.until(queries.due(found), now, org.calendar()) if found.state == Case.State.OPEN else None
    return {
        "left": left,
        "publishes": deciding.publishes(found, answers),
        "capacities": deciding.capacities(answers),
    }


@require_safe
@office
def shown(request: HttpRequest, number: int) -> HttpResponse:
    """The whole edition as the public will see it."""
    now = timezone.now()
    found = load(request, number, now)
    content = found.edition.content or {}
    context = {"content": content, "article": _article(found), "case": found}
    return frame.page(request, "preview", context, now=now)


@require_safe
@office
def file(request: HttpRequest, number: int, sha256: str) -> HttpResponse:
    content = load(request, number, timezone.now()).edition.content
    return sending.send(preview.files_of(content) if content else (), sha256)
