"""The desk itself, and the list of what waits for a decision."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from prakat.desk import owed, words
from prakat.desk.views import frame
from prakat.desk.views.access import office


@require_safe
@office
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    desk = owed.desk_of(frame.person(request), now)
    return frame.page(request, "home", {"desk": desk, "today": words.today_in_full(now)}, now=now, tab="desk")


@require_safe
@office
def cases(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    user = frame.person(request)
    context = {
        "groups": owed.decisions_of(user, now),
        "elsewhere": owed.waiting_elsewhere(user, now),
        "today": words.today_in_full(now),
    }
    return frame.page(request, "cases", context, now=now, tab="cases")
