"""The front page, the register, the ITA years, the procedures, the policies and what programs ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from looks import Publish, page
from office import Office

from prakat.duties.models import Catalogue, Duty
from prakat.publications import actions
from prakat.website.pages import procedures, sitemaps
from prakat.website.pages.feeds import Feeds
from prakat.website.pages.home import Home
from prakat.website.pages.ita import ItaYears
from prakat.website.pages.procedures import Procedures
from prakat.website.pages.sitemaps import Sitemaps
from prakat.website.pages.transparency import Transparency
from prakat.website.pages.wellknown import WellKnown

Clock = Callable[[], datetime]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def xml(source: Feeds | Sitemaps, path: str) -> ElementTree.Element:
    rendered = source.render(path)
    assert rendered is not None
    return ElementTree.fromstring(rendered.body)


def test_the_front_page_says_who_we_are_before_anything_is_published(office: Office, clock: Clock) -> None:
    shown = page(Home(clock), "/")
    assert "ข้อมูลราชการของตำบลโคกทราย" in shown.words
    assert "อำเภอป่าบอน จังหวัดพัทลุง" in shown.words
    assert "/search" in shown.values("form", "action")
    assert "ยังไม่มีเอกสารเผยแพร่" in shown.words


def test_the_front_page_shows_the_newest_and_not_what_was_withdrawn(
    office: Office, publish: Publish, clock: Clock
) -> None:
    publish(title="เรื่องใหม่")
    gone = publish(title="เรื่องที่ยกเลิก")
    actions.withdraw(gone, reason="ผิดฉบับ", position="palad", now=office.now)
    shown = page(Home(clock), "/").words
    assert "เรื่องใหม่" in shown
    assert "เรื่องที่ยกเลิก" not in shown


@pytest.mark.usefixtures("duties_in_force")
def test_the_front_page_says_how_much_of_what_must_be_public_is(clock: Clock) -> None:
    shown = page(Home(clock), "/").words
    assert "เราเผยแพร่ครบหรือยัง" in shown
    assert "เกินกำหนด" in shown


@pytest.mark.usefixtures("duties_in_force")
def test_evidence_in_the_register_leads_to_the_publication(publish: Publish, clock: Clock) -> None:
    standing = publish(title="มาตรการเผยแพร่ข้อมูลต่อสาธารณะ", keys=["measure-publication"])
    shown = page(Transparency(clock), "/transparency/")
    assert standing.path in shown.values("a", "href")


@pytest.mark.usefixtures("duties_in_force")
def test_the_register_puts_what_is_missing_on_top(publish: Publish, clock: Clock) -> None:
    publish(keys=["measure-publication"])
    words = page(Transparency(clock), "/transparency/").words
    assert words.index("เกินกำหนด") < words.index("ใกล้ครบกำหนด") < words.rindex("เผยแพร่แล้ว")


def test_a_register_without_duties_does_not_claim_to_be_complete(office: Office, clock: Clock) -> None:
    assert "ยังไม่ได้รับบัญชีหน้าที่" in page(Transparency(clock), "/transparency/").words


@pytest.mark.usefixtures("duties_in_force")
def test_every_ita_item_has_its_own_anchor_once(clock: Clock) -> None:
    source = ItaYears(clock)
    for year in Catalogue.objects.filter(family="ita").values_list("fiscal_year", flat=True):
        shown = page(source, f"/transparency/ita/{year}/")
        items = Duty.objects.filter(catalogue__fiscal_year=year, is_duty=True).values_list("code", flat=True)
        assert [found for found in shown.ids if found.startswith("O")] == list(items.order_by("order"))


@pytest.mark.usefixtures("duties_in_force")
def test_the_announcement_answers_its_item_of_2562(publish: Publish, clock: Clock) -> None:
    standing = publish(title="มาตรการเผยแพร่ข้อมูลต่อสาธารณะ", keys=["measure-publication"])
    assert standing.path in page(ItaYears(clock), "/transparency/ita/2562/").values("a", "href")


@pytest.mark.usefixtures("duties_in_force")
def test_the_running_year_without_a_list_says_whose_list_it_uses(clock: Clock) -> None:
    assert "ปี 2570 ยังไม่ประกาศรายการ" in page(ItaYears(clock), "/transparency/ita/2570/").words


@pytest.mark.usefixtures("duties_in_force")
def test_an_act_builds_only_the_ita_years_that_ask_for_its_matter(publish: Publish, clock: Clock) -> None:
    source = ItaYears(clock)
    every = set(source.touched({"duties"}))
    measure = {f"publication:{publish(keys=['measure-publication']).publication}", "latest", "duties"}
    assert list(source.touched(measure)) == ["/transparency/ita/2562/"]
    other = {f"publication:{publish().publication}", "latest", "duties"}
    assert list(source.touched(other)) == []
    assert every == set(source.paths()) == set(source.touched({"duties"}))


def test_a_year_without_a_list_has_no_page(office: Office, clock: Clock) -> None:
    assert ItaYears(clock).render("/transparency/ita/2550/") is None
    assert list(ItaYears(clock).paths()) == []


def test_procedures_show_steps_positions_and_limits(office: Office, clock: Clock) -> None:
    words = page(Procedures(clock), "/procedures/").words
    assert "ปลัดองค์การบริหารส่วนตำบล" in words
    assert "วันทำการ" in words


def test_working_time_is_said_in_days_of_eight_hours() -> None:
    assert procedures.working_time(480 * 5 + 240) == "5 วันทำการ 4 ชั่วโมง"
    assert procedures.working_time(90) == "1 ชั่วโมง 30 นาที"


def test_a_feed_entry_keeps_its_id_and_moves_its_date_when_corrected(
    office: Office, publish: Publish
) -> None:
    draft = office.draft(title="ก")
    standing = publish(draft)
    first = xml(Feeds(), "/feeds/all.atom").find(f"{ATOM}entry")
    publish(draft, note="แก้")
    second = xml(Feeds(), "/feeds/announcements.atom").find(f"{ATOM}entry")
    assert first is not None
    assert second is not None
    assert first.findtext(f"{ATOM}id") == second.findtext(f"{ATOM}id") == f"urn:uuid:{standing.publication}"
    assert (first.findtext(f"{ATOM}updated") or "") < (second.findtext(f"{ATOM}updated") or "")
    assert first.findtext(f"{ATOM}published") == second.findtext(f"{ATOM}published")


def test_every_section_has_a_feed_even_when_empty(office: Office) -> None:
    source = Feeds()
    for path in source.paths():
        assert source.render(path) is not None
    assert source.render("/feeds/none.atom") is None


def test_the_json_feed_names_files_and_full_addresses(office: Office, publish: Publish) -> None:
    draft = office.draft(title="ก")
    actions.attach(draft, actions.keep_file(b"%PDF-1.7 z", now=office.now), name="ก ข.pdf")
    standing = publish(draft)
    rendered = Feeds().render("/feeds/all.json")
    assert rendered is not None
    feed = json.loads(rendered.body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["url"] == settings.SITE_URL + standing.path
    assert feed["items"][0]["attachments"][0]["url"].endswith("/%E0%B8%81%20%E0%B8%82.pdf")


def test_sitemaps_name_every_page_once_in_maps_that_do_not_move(
    office: Office, publish: Publish, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST", 2)
    standings = [publish() for _ in range(5)]
    source = Sitemaps(clock)
    named = [found.text for found in xml(source, "/sitemap.xml").iter(f"{MAP}loc")]
    assert [url.removeprefix(settings.SITE_URL) for url in named if url] == [
        "/sitemaps/pages.xml",
        "/sitemaps/1.xml",
        "/sitemaps/2.xml",
        "/sitemaps/3.xml",
    ]
    first = [found.text for found in xml(source, "/sitemaps/1.xml").iter(f"{MAP}loc")]
    assert first == [settings.SITE_URL + standing.path for standing in standings[:2]]
    newest = {f"publication:{standings[-1].publication}"}
    assert list(source.touched(newest)) == ["/sitemap.xml", "/sitemaps/3.xml"]


def test_what_was_withdrawn_is_no_longer_offered_to_search_engines(
    office: Office, publish: Publish, clock: Clock
) -> None:
    standing = publish()
    actions.withdraw(standing, reason="ผิดฉบับ", position="palad", now=office.now + timedelta(hours=1))
    assert not list(xml(Sitemaps(clock), "/sitemaps/1.xml").iter(f"{MAP}loc"))


def test_security_txt_never_runs_out_and_changes_once_a_month(office: Office, clock: Clock) -> None:
    rendered = WellKnown(clock).render("/.well-known/security.txt")
    assert rendered is not None
    text = rendered.body.decode()
    assert "Expires: 2027-11-01T00:00:00+07:00" in text
    assert text.startswith("Contact: ")


def test_a_wrong_address_gets_help(office: Office, clock: Clock) -> None:
    rendered = WellKnown(clock).render("/404.html")
    assert rendered is not None
    assert rendered.status == 404
    assert "/search" in page(WellKnown(clock), "/404.html").values("form", "action")


def test_robots_find_the_map_and_stay_out_of_the_staff_side(office: Office, clock: Clock) -> None:
    rendered = WellKnown(clock).render("/robots.txt")
    assert rendered is not None
    assert "Disallow: /staff/" in rendered.body.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in rendered.body.decode()
