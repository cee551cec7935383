"""What holds for every page: readable by everyone, nothing from elsewhere, nothing inline, no cookie, no script."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from looks import Marks, Publish, marks
from office import Office

from prakat.publications import actions
from prakat.website import views
from prakat.website.build.page import PageSource, Rendered
from prakat.website.pages import all_sources

BODY = [
    {"type": "heading", "value": "หัวข้อ"},
    {"type": "text", "value": "<p>ข้อความ <b>หนา</b></p>"},
    {"type": "table", "value": {"caption": "ตาราง", "head": ["รายการ", "บาท"], "rows": [["ก", "1,000"]]}},
    {"type": "steps", "value": [{"title": "ยื่น", "detail": "ที่ทำการ", "time": "5 นาที"}]},
    {"type": "faq", "value": [{"q": "ถาม", "a": "ตอบ"}]},
    {"type": "people", "value": [{"name": "ว่าง", "post": "รองปลัด", "phone": "", "email": "", "photo": None}]},
    {"type": "chart", "value": [{"post": "ปลัด", "holder": "", "items": []}]},
    {
        "type": "project",
        "value": {"name": "ถนน", "budget": "100.50", "spent": None, "progress": 10, "detail": ""},
    },
    {"type": "signature", "value": {"name": "ชื่อ", "lines": ["ตำแหน่ง"]}},
    {"type": "part", "value": "ภาคผนวก"},
]


@pytest.fixture
def site(office: Office, publish: Publish, duties_in_force: None) -> dict[str, Rendered]:
    """Every page that the sources answer for, of a small office with something of everything."""
    publish(
        title="ประกาศหนึ่ง", body=BODY, keys=["measure-publication"], summary="สรุป", publisher_note="หมายเหตุ"
    )
    publish(title="คำสั่งสอง", kind="order", number="118/2569")
    publish(title="ข่าวสาม", kind="news", section="news")
    publish(title="คู่มือสี่", kind="manual", section="services")
    gone = publish(title="เรื่องที่ยกเลิก")
    actions.withdraw(gone, reason="ผิดฉบับ", position="palad", now=office.now + timedelta(hours=1))
    built = {}
    for source in sources(office):
        for path in source.paths():
            rendered = source.render(path)
            assert rendered is not None, path
            built[path] = rendered
    answer = views.search(RequestFactory().get("/search", {"q": "ประกาศ"}))
    built["/search"] = Rendered("/search", answer.content)
    return built


def sources(office: Office) -> list[PageSource]:
    """All kinds of pages but proofs, which wait for the log's own consumer."""
    made = [source for source in all_sources.make() if source.name != "proofs"]
    for source in made:
        if hasattr(source, "clock"):
            source.clock = lambda: office.now
    return made


def documents(site: dict[str, Rendered]) -> dict[str, str]:
    return {
        path: page.body.decode() for path, page in site.items() if page.media_type.startswith("text/html")
    }


def test_pages_are_whole_and_can_be_read_by_everyone(site: dict[str, Rendered]) -> None:
    for path, html in documents(site).items():
        shown = marks(html)
        assert shown.tags.count("h1") == 1, path
        assert shown.values("html", "lang") == ["th"], path
        assert shown.tags.count("main") == 1, path
        assert "#main" in shown.values("a", "href"), path
        assert len(shown.ids) == len(set(shown.ids)), path
        assert shown.values("title", "") == [], path
        assert_fields_have_labels(shown, path)
        assert_tables_are_real(shown, path)


def assert_fields_have_labels(shown: Marks, path: str) -> None:
    fields = set(shown.values("input", "id"))
    assert fields <= set(shown.values("label", "for")), path


def assert_tables_are_real(shown: Marks, path: str) -> None:
    assert shown.tags.count("table") == shown.tags.count("caption"), path
    assert {"col", "row", "rowgroup"} >= set(shown.values("th", "scope")), path


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(site: dict[str, Rendered]) -> None:
    for path, html in documents(site).items():
        assert "<script" not in html, path
        assert not re.search(r"\s(style|on[a-z]+)=", html), path
        loaded = re.findall(
            r'<(?:img|link rel="stylesheet"|link rel="preload"|iframe)[^>]*(?:src|href)="([^"]+)"', html
        )
        assert all(url.startswith("/") for url in loaded), path
        assert_only_used_icons_are_drawn(html, path)


def assert_only_used_icons_are_drawn(html: str, path: str) -> None:
    assert set(re.findall(r'href="#i-([a-z]+)"', html)) == set(
        re.findall(r'<symbol id="i-([a-z]+)"', html)
    ), path


def test_links_within_the_site_lead_somewhere(site: dict[str, Rendered]) -> None:
    elsewhere = ("/search", "/staff/", "/log/", "/proof/", "mailto:", "tel:", "http")
    for path, html in documents(site).items():
        ids = set(marks(html).ids)
        for link in marks(html).values("a", "href"):
            target, _, anchor = link.partition("#")
            if target.startswith(elsewhere):
                continue
            assert not target or target in site, f"{path} links to {link}"
            if anchor:
                there = set(marks(site[target].body).ids) if target else ids
                assert anchor in there, f"{path} links to {link}"


def test_every_page_is_marked_with_what_it_was_built_from(site: dict[str, Rendered]) -> None:
    for path, rendered in site.items():
        if path in {"/search", "/robots.txt", "/sitemap.xml"} or path.startswith(("/assets/", "/sitemaps/")):
            continue
        assert rendered.needs, path


def test_what_is_asked_is_shown_as_text_and_sets_no_cookie(office: Office) -> None:
    answer = views.search(RequestFactory().get("/search", {"q": '"><script>x</script>'}))
    html = answer.content.decode()
    assert "&lt;script&gt;" in html
    assert 'name="robots" content="noindex"' in html
    assert not answer.cookies
