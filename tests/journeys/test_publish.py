"""A clerk drafts a notice with a PDF, three positions approve it on their phones, and it is public.

The whole of it by the commands and screens that people use: ``prakat serve``, chromium, no product code.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser import DESKTOP, PHONE, assert_accessible, assert_fits
from installation import free_port, wait_until
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LOGIN = re.compile(r"^  (\S+) +((?:\w{4}-){3}\w{4}) ", re.MULTILINE)
TITLE = "สรุปผลการใช้จ่ายเงินสะสมประจำไตรมาสทดสอบ"
PUBLIC_SECONDS = 2.0
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass
class Site:
    """A running installation and the passwords that it printed once."""

    address: str
    passwords: dict[str, str]

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("journey")
    port = free_port()
    said = folder / "said.txt"
    environment = {**os.environ, "PRAKAT_DATA": str(folder / "data"), "PRAKAT_PORT": str(port)}
    with said.open("w") as out:
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "prakat"), "serve", "--demo"],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        logins = await_logins(process, said)
        yield Site(f"http://127.0.0.1:{port}", logins)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def await_logins(process: subprocess.Popen[bytes], said: Path) -> dict[str, str]:
    def logins() -> dict[str, str]:
        return dict(LOGIN.findall(said.read_text()))

    wait_until(lambda: "palad" in logins() or process.poll() is not None)
    assert "palad" in logins(), said.read_text()
    return logins()


@pytest.fixture
def sit_down(site: Site, chromium: Browser):
    """``sit_down(position)``: that person, signed in, before their desk; on a phone unless told otherwise."""
    opened = []

    def at_desk(position: str, screen: dict[str, int] = PHONE, scripts: bool = True) -> Page:
        context = chromium.new_context(viewport=screen, locale="th-TH", java_script_enabled=scripts)
        opened.append(context)
        page = context.new_page()
        page.goto(f"{site.address}/staff/login/")
        page.fill("#id_username", position)
        page.fill("#id_password", site.passwords[position])
        page.click("main button")
        page.wait_for_url(f"{site.address}/staff/")
        return page

    yield at_desk
    for context in opened:
        context.close()


def draft_and_send(page: Page, pdf: Path) -> None:
    page.click("nav a[href='/staff/publish/']")
    page.set_input_files("#id_uploads", pdf)
    page.click("main form button")
    page.wait_for_selector("#draft")
    page.fill("#id_title", TITLE)
    page.fill("#id_signed", "๒๐ พฤศจิกายน ๒๕๖๙")
    page.fill("#id_summary", "บอกว่าไตรมาสนี้ใช้เงินสะสมไปเท่าใด")
    page.click("button[value=submit]")
    page.wait_for_url("**/staff/cases/*/")


def approve(page: Page) -> str:
    """Open what waits, tick what is asked, approve; returns the public address that was shown."""
    page.click(f".item h3 a:has-text('{TITLE}')")
    page.wait_for_selector("#decision")
    address = page.inner_text(".about dd >> nth=0")
    for tick in page.locator("input[name=checklist]").all():
        tick.check()
    page.click("button[value=approve]")
    page.wait_for_url("**/staff/")
    return address


def found_by_search(site: Site, words: str, address: str) -> bool:
    _status, body = site.get("/api/v1/search?q=" + urllib.parse.quote(words))
    return any(result["url"].endswith(address) for result in json.loads(body)["results"])


def is_public(site: Site, address: str) -> bool:
    """Whether the page, the feed and the search show it."""
    return (
        TITLE in site.get(address)[1]
        and TITLE in site.get("/feeds/all.atom")[1]
        and found_by_search(site, TITLE, address)
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_notice_with_a_pdf_from_the_clerks_desk_to_the_public_page(
    site: Site, sit_down, tmp_path: Path, scripts: bool
) -> None:
    pdf = tmp_path / "เงินสะสม.pdf"
    pdf.write_bytes(PDF)
    draft_and_send(sit_down("clerk-finance", DESKTOP, scripts), pdf)
    approve(sit_down("head-finance", PHONE, scripts))
    approve(sit_down("info-officer", DESKTOP, scripts))
    address = approve(sit_down("palad", PHONE, scripts))
    assert wait_until(lambda: is_public(site, address), PUBLIC_SECONDS)
    shown = site.get(address)[1]
    assert "๒๐ พฤศจิกายน พ.ศ. ๒๕๖๙" in shown
    assert urllib.parse.quote("เงินสะสม.pdf") in shown


def test_every_screen_of_the_way_is_accessible_on_a_phone_and_fits_it(sit_down, tmp_path: Path) -> None:
    pdf = tmp_path / "แนบ.pdf"
    pdf.write_bytes(PDF)
    clerk = sit_down("clerk-works")
    assert_accessible(clerk)
    clerk.goto(clerk.url + "publish/")
    assert_accessible(clerk)
    assert_fits(clerk)
    clerk.set_input_files("#id_uploads", pdf)
    clerk.click("main form button")
    clerk.wait_for_selector("#draft")
    for closed in clerk.locator("main details > summary").all():
        closed.click()
    assert_accessible(clerk)
    assert_fits(clerk)
    clerk.click("button[value=submit]")
    clerk.wait_for_url("**/staff/cases/*/")
    assert_accessible(clerk)
    head = sit_down("head-works")
    assert_accessible(head)
    head.click(".item h3 a >> nth=0")
    head.wait_for_selector("#decision")
    assert_accessible(head)
    assert_fits(head)


def test_a_clerk_who_tries_another_units_case_by_address_is_refused(
    site: Site, sit_down, tmp_path: Path
) -> None:
    pdf = tmp_path / "แนบ.pdf"
    pdf.write_bytes(PDF)
    clerk = sit_down("clerk-finance")
    clerk.goto(f"{site.address}/staff/publish/")
    clerk.set_input_files("#id_uploads", pdf)
    clerk.click("main form button")
    clerk.wait_for_selector("#draft")
    other = sit_down("clerk-works")
    answer = other.goto(clerk.url)
    assert answer is not None
    assert answer.status == 403
    assert_accessible(other)
