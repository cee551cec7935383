"""Step two of publishing: the filled-in draft, to be corrected, looked at and sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prakat.desk import actions, drafting, preview, rules
from prakat.desk.forms import DraftForm
from prakat.desk.proposal import Dropped
from prakat.desk.views import files as sending
from prakat.desk.views import frame, hints
from prakat.desk.views.access import office, require
from prakat.procedure import actions as procedure
from prakat.procedure import queries as cases
from prakat.procedure.models import Case, Decision
from prakat.publications.actions import AddressTaken, save_draft
from prakat.publications.models import PublicationPage
from prakat.publications.queries import editions_of

MORE = ("text", "period_label", "period_start", "period_end", "publisher_note", "data_types")


@require_http_methods(["GET", "POST"])
@office
def draft(request: HttpRequest, publication: UUID) -> HttpResponse:
    now = timezone.now()
    page = load(request, publication, now)
    under_way = Case.objects.filter(publication=publication, state=Case.State.OPEN).first()
    if under_way:
        return redirect("desk:case", under_way.pk)
    form = _form(request, page, now)
    if request.method == "POST":
        done = _keep(request, page, form, now)
        if done:
            return done
    return _screen(request, page, form, now)


def load(request: HttpRequest, publication: UUID, now: datetime) -> PublicationPage:
    """The draft as last saved, for whom it is visible."""
    row = get_object_or_404(PublicationPage, uuid=publication)
    visible = rules.drafts_visible(frame.person(request), timezone.localdate(now))
    require(visible.filter(pk=row.pk).exists())
    page: PublicationPage = row.get_latest_revision_as_object()
    return page


def _form(request: HttpRequest, page: PublicationPage, now: datetime) -> DraftForm:
    options = drafting.options(page, frame.person(request), now)
    return DraftForm(request.POST or None, request.FILES or None, initial=drafting.initial(page), **options)


def _keep(request: HttpRequest, page: PublicationPage, form: DraftForm, now: datetime) -> HttpResponse | None:
    """Save what is right and, where asked, send it. None when the screen has to be shown again."""
    user = frame.person(request)
    valid = form.is_valid()
    actions.add_files(page, _dropped(form), now=now)
    if not valid:
        save_draft(page, by=user)
        return None
    actions.remove_files(page, form.cleaned_data["remove"])
    try:
        _save(request, page, form, now)
        if request.POST.get("do") == "submit":
            return _submit(request, page, form, now)
    except (procedure.NotReady, AddressTaken, actions.ChangedMeanwhile) as refusal:
        form.add_error(None, str(refusal))
        return None
    return redirect("desk:draft", page.uuid)


def _dropped(form: DraftForm) -> list[Dropped]:
    return [Dropped(file.name or "", file.read()) for file in form.cleaned_data.get("uploads") or []]


def _save(request: HttpRequest, page: PublicationPage, form: DraftForm, now: datetime) -> None:
    given = {name: value for name, value in form.cleaned_data.items() if name != "text" or name in form.data}
    values = drafting.values_of(page, given)
    if "plain_body" in values:
        actions.put_body(page, values.pop("plain_body"))
    section = form.cleaned_data["section"]
    opened = form.cleaned_data["opened"]
    actions.save(page, values, section=section, opened=opened, by=frame.person(request), now=now)
    hints.drop(request, page.uuid)


def _submit(
    request: HttpRequest, page: PublicationPage, form: DraftForm, now: datetime
) -> HttpResponse | None:
    form.check_ready(files=page.attachments.count(), has_body=bool(page.body))
    if form.errors:
        return None
    note = form.cleaned_data.get("change_note", "")
    case = procedure.submit(page, by=frame.person(request), now=now, change_note=note)
    station = drafting.stations(page, frame.person(request), now)[0]
    said = _("Sent. %(position)s will check it within %(limit)s.")
    messages.success(request, said % {"position": station.position, "limit": station.limit})
    return redirect("desk:case", case.pk)


def _screen(request: HttpRequest, page: PublicationPage, form: DraftForm, now: datetime) -> HttpResponse:
    row = PublicationPage.objects.get(pk=page.pk)
    content = drafting.content(page)
    read = hints.of(request, page.uuid)
    likely, others = drafting.matters(form, page.section, now)
    context: dict[str, Any] = {
        "form": form,
        "draft": page,
        "opened": row.latest_revision_id,
        "saved_at": row.latest_revision_created_at,
        "hints": read,
        "content": content,
        "article": _article(page, content),
        "likely": likely,
        "others": others,
        "more_open": any(name in form.errors for name in MORE),
        "stations": drafting.stations(page, frame.person(request), now),
        "correcting": "change_note" in form.fields,
        "submitted_before": editions_of(page.uuid).exists(),
        "returned": _returned(page),
        **{f"{name}_missing": name in read.get("missing", ()) for name in ("number", "title", "signed")},
    }
    return frame.page(request, "draft", context, now=now, tab="publish", status=422 if form.errors else 200)


def _article(page: PublicationPage, content: dict[str, Any]) -> SafeString:
    return preview.article(content, lambda sha256: reverse("desk:draft-file", args=[page.uuid, sha256]))


def _returned(page: PublicationPage) -> Decision | None:
    """The decision that sent the latest edition back, if that is how it stands."""
    latest = cases.latest_case(page.uuid)
    if latest is None or latest.state != Case.State.RETURNED:
        return None
    return latest.decisions.select_related("position").last()


@require_safe
@office
def shown(request: HttpRequest, publication: UUID) -> HttpResponse:
    """The whole draft as the public will see it."""
    now = timezone.now()
    page = load(request, publication, now)
    content = drafting.content(page)
    context = {"content": content, "article": _article(page, content), "back": publication}
    return frame.page(request, "preview", context, now=now)


@require_safe
@office
def file(request: HttpRequest, publication: UUID, sha256: str) -> HttpResponse:
    content = drafting.content(load(request, publication, timezone.now()))
    return sending.send(preview.files_of(content), sha256)


@require_POST
@office
def discard(request: HttpRequest, publication: UUID) -> HttpResponse:
    now = timezone.now()
    page = load(request, publication, now)
    try:
        actions.discard(page, by=frame.person(request), now=now)
    except ValueError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:draft", publication)
    messages.success(request, _("The draft was thrown away."))
    return redirect("desk:home")
