"""The open-data API: JSON for machines, without cookies, readable from any site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse

from prakat.search import queries
from prakat.search.queries import Hit

DEFAULT_LIMIT = 10
MOST = 100


class BadRequestError(ValueError):
    """The request cannot be answered; the message says why, in a sentence."""


def search(request: HttpRequest) -> JsonResponse:
    """``GET /api/v1/search?q=&limit=``: publications that answer `q`, best first."""
    if request.method not in {"GET", "HEAD"}:
        return _answer({"error": "Only GET is possible here."}, status=405, headers={"Allow": "GET, HEAD"})
    try:
        query, limit = _query(request), _limit(request)
    except BadRequestError as error:
        return _answer({"error": str(error)}, status=400)
    results = queries.search(query, limit=limit)
    return _answer({"total": results.total, "results": [_result(hit) for hit in results.hits]})


def _query(request: HttpRequest) -> str:
    query = request.GET.get("q", "")
    if not query.strip():
        raise BadRequestError("Say in q what to look for.")
    return query


def _limit(request: HttpRequest) -> int:
    text = request.GET.get("limit", str(DEFAULT_LIMIT))
    limit = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else 0
    if not 1 <= limit <= MOST:
        raise BadRequestError(f"limit must be a whole number from 1 to {MOST}.")
    return limit


def _result(hit: Hit) -> dict[str, Any]:
    return {
        "url": f"{settings.SITE_URL}{hit.path}",
        "slug": hit.slug,
        "title": hit.title,
        "snippet": hit.snippet,
        "score": hit.score,
        "published": hit.published.isoformat(),
    }


def _answer(
    content: dict[str, Any], *, status: int = 200, headers: dict[str, str] | None = None
) -> JsonResponse:
    return JsonResponse(
        content,
        status=status,
        headers={"Access-Control-Allow-Origin": "*", **(headers or {})},
        json_dumps_params={"ensure_ascii": False},
    )
