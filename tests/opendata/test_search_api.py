"""`/api/v1/search` answers as `contracts` promises: JSON, for any site, without cookies."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client, override_settings
from django.urls import include, path

from prakat.search.actions import index_document
from prakat.search.indexing import Findable, Part

urlpatterns = [path("api/v1/", include("prakat.opendata.urls"))]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def notices(db: None) -> None:
    for number in range(1, 13):
        index_document(
            Findable(
                publication=UUID(int=number),
                path=f"/announcements/2569-{number}/",
                slug=f"2569-{number}",
                title=f"ประกาศงดจ่ายน้ำประปา ครั้งที่ {number}",
                kind="announcement",
                unit="works",
                section="announcements",
                published=datetime(2026, 11, number, 2, 0, tzinfo=UTC),
                signed=None,
                parts=(Part("ซ่อมท่อแตก <หน้าตลาด>"),),
            )
        )


def get(**query: str):
    return Client().get("/api/v1/search", query)


@override_settings(SITE_URL="https://www.khoksai.go.th")
def test_a_result_has_what_the_contract_names():
    answer = get(q="น้ำประปา ครั้งที่ ๑๒")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    content = answer.json()
    assert set(content) == {"total", "results"}
    first = content["results"][0]
    assert set(first) == {"url", "slug", "title", "snippet", "score", "published"}
    assert first["url"] == "https://www.khoksai.go.th/announcements/2569-12/"
    assert first["slug"] == "2569-12"
    assert first["snippet"] == "ซ่อมท่อแตก <หน้าตลาด>"
    assert datetime.fromisoformat(first["published"]) == datetime(2026, 11, 12, 2, 0, tzinfo=UTC)


def test_results_are_best_first_and_as_many_as_asked_for():
    assert len(get(q="น้ำประปา").json()["results"]) == 10
    assert len(get(q="น้ำประปา", limit="3").json()["results"]) == 3
    assert get(q="น้ำประปา", limit="3").json()["total"] == 12
    scores = [result["score"] for result in get(q="น้ำประปา", limit="100").json()["results"]]
    assert scores == sorted(scores, reverse=True)


def test_thai_is_not_escaped():
    assert "ประกาศงดจ่ายน้ำประปา" in get(q="น้ำประปา").content.decode()


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "๑๐", "1e2", "9" * 5000])
def test_a_wrong_limit_is_refused_in_a_sentence(limit):
    answer = get(q="น้ำ", limit=limit)
    assert answer.status_code == 400
    assert "limit" in answer.json()["error"]


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  "}])
def test_a_search_for_nothing_is_refused_in_a_sentence(query):
    answer = get(**query)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize("query", ['" OR *', "\x00\x00\x00\x00", "ก" * 1000, "%"])
def test_hostile_queries_are_answered(query):
    assert get(q=query).status_code == 200


def test_any_site_may_read_it_and_no_cookie_is_set():
    for answer in (get(q="น้ำประปา"), get(q="")):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_only_reading_is_possible():
    answer = Client().post("/api/v1/search", {"q": "น้ำ"})
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert Client().head("/api/v1/search", {"q": "น้ำ"}).status_code == 200
