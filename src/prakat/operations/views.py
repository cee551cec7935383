"""Whether this process lives, and whether it can do its work: for whatever watches the installation."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from prakat.operations.database import sqlite_file


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Looks at nothing else: restarting it would mend nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and there is a site to serve; 503 and what is missing otherwise."""
    checks = {"database": _database(), "site": _site()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database() -> bool:
    file = sqlite_file()
    if file and not file.exists():
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM record_cursor")
            cursor.fetchone()
    except DatabaseError:
        return False
    return True


def _site() -> bool:
    return (Path(settings.DATA_DIR) / "site" / "manifest").is_file()
