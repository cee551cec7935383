"""The public site as a citizen has it: on a phone and on a desk, without cookies, scripts or third parties."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from browser import DESKTOP, PHONE, assert_accessible, assert_fits
from installation import Installation
from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

MEASURE = "/announcements/2563-1/"
PAGES = (
    "/",
    "/announcements/",
    "/plan/",
    "/contact/",
    MEASURE,
    "/structure/chart/",
    "/transparency/",
    "/transparency/ita/2562/",
    "/procedures/",
    "/policies/privacy/",
    "/search?q=ตำบล",
    "/search?q=ไม่มีคำนี้แน่นอน",
    "/no-such-page/",
)
MOST_BYTES = 60 * 1024


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_every_kind_of_page_is_accessible_and_fits(
    served: Installation, chromium: Browser, screen: dict[str, int]
) -> None:
    context = chromium.new_context(viewport=screen, locale="th-TH")
    page = context.new_page()
    for path in PAGES:
        page.goto(served.url + path)
        assert_accessible(page)
        assert_fits(page)
        assert page.locator("h1").count() == 1, path
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("path", ["/", MEASURE])
def test_a_first_visit_is_light_and_asks_nobody_else(
    served: Installation, chromium: Browser, path: str
) -> None:
    context = chromium.new_context(viewport=PHONE, locale="th-TH")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(served.url + path, wait_until="networkidle")
    hosts = {urlsplit(answer.url).netloc for answer in answers}
    assert hosts == {urlsplit(served.url).netloc}
    sizes = [answer.request.sizes() for answer in answers]
    assert sum(size["responseBodySize"] for size in sizes) <= MOST_BYTES
    assert page.locator("script").count() == 0
    context.close()


def test_dark_and_high_contrast_are_accessible_too(served: Installation, chromium: Browser) -> None:
    for scheme in ({"color_scheme": "dark"}, {"contrast": "more"}):
        context = chromium.new_context(viewport=PHONE, locale="th-TH", **scheme)
        page = context.new_page()
        for path in ("/", MEASURE, "/transparency/"):
            page.goto(served.url + path)
            assert_accessible(page)
        context.close()
