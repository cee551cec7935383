"""What is public of one's own units: look it up, correct it, take it back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prakat.desk import actions, rules
from prakat.desk.forms import WithdrawForm
from prakat.desk.views import frame
from prakat.desk.views.access import office, require
from prakat.procedure import actions as procedure
from prakat.procedure import queries as cases
from prakat.procedure.models import Case
from prakat.publications.models import Standing
from prakat.publications.queries import editions_of

A_PAGE = 25


@require_safe
@office
def publications(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    asked = request.GET.get("q", "").strip()[:200]
    rows = rules.standings_visible(frame.person(request), timezone.localdate(now)).order_by("-changed_at")
    if asked:
        rows = rows.filter(title__icontains=asked)
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return frame.page(request, "publications", {"rows": found, "asked": asked}, now=now, tab="publications")


@require_safe
@office
def publication(request: HttpRequest, publication: UUID) -> HttpResponse:
    now = timezone.now()
    return _screen(request, load(request, publication, now), WithdrawForm(), now)


def load(request: HttpRequest, publication: UUID, now: datetime) -> Standing:
    found = get_object_or_404(Standing.objects.select_related("edition"), pk=publication)
    visible = rules.standings_visible(frame.person(request), timezone.localdate(now))
    require(visible.filter(pk=found.pk).exists())
    return found


def _screen(request: HttpRequest, found: Standing, form: WithdrawForm, now: datetime) -> HttpResponse:
    user, today = frame.person(request), timezone.localdate(now)
    context = {
        "standing": found,
        "editions": editions_of(found.publication).order_by("-number"),
        "decisions": cases.decisions_of(found.publication),
        "under_way": Case.objects.filter(publication=found.publication, state=Case.State.OPEN).first(),
        "may_correct": rules.may_correct(user, found, today),
        "may_withdraw": _may_withdraw(request, found, today),
        "form": form,
    }
    status = 422 if form.errors else 200
    return frame.page(request, "publication", context, now=now, tab="publications", status=status)


def _may_withdraw(request: HttpRequest, found: Standing, today: date) -> bool:
    return found.state == Standing.State.PUBLIC and rules.may_withdraw(frame.person(request), today)


@require_POST
@office
def correct(request: HttpRequest, publication: UUID) -> HttpResponse:
    now = timezone.now()
    found = load(request, publication, now)
    require(rules.may_correct(frame.person(request), found, timezone.localdate(now)))
    page = actions.reopen(found, by=frame.person(request), now=now)
    return redirect("desk:draft", page.uuid)


@require_POST
@office
def withdraw(request: HttpRequest, publication: UUID) -> HttpResponse:
    now = timezone.now()
    found = load(request, publication, now)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _screen(request, found, form, now)
    try:
        gone = procedure.withdraw(
            found, by=frame.person(request), reason=form.cleaned_data["reason"], now=now
        )
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return _screen(request, found, form, now)
    messages.success(request, _("Withdrawn: %(title)s") % {"title": gone.title})
    return redirect("desk:publication", publication)
