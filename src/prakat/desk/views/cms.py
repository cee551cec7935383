"""From the desk into the editor of a rich page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from prakat.desk import cms
from prakat.desk.views import frame
from prakat.desk.views.access import office, require
from prakat.desk.views.drafts import load


@require_safe
@office
def editor(request: HttpRequest, publication: UUID) -> HttpResponse:
    page = load(request, publication, timezone.now())
    user = frame.person(request)
    require(cms.may_edit(user, page.pk))
    cms.let_in(user)
    return redirect("wagtailadmin_pages:edit", page.pk)
