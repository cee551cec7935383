"""Sections: pages that stay where they are, and honest when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looks import Publish, marks, page
from office import Office

from prakat.publications import actions
from prakat.publications.kinds import SECTIONS
from prakat.website.pages import sections
from prakat.website.pages.sections import Sections

Clock = Callable[[], datetime]


@given(st.integers(0, 500))
def test_the_pages_of_a_section_hold_every_item_once(total: int) -> None:
    numbers: list[int | None] = [*range(1, sections.archives(total) + 1), None]
    parts = [part for number in numbers if (part := sections.part(total, number))]
    shown = [item for part in parts for item in range(part.start, part.end)]
    assert shown == list(range(total))


@given(st.integers(0, 500))
def test_a_new_item_leaves_every_full_archive_page_as_it_was(total: int) -> None:
    for number in range(1, sections.archives(total) + 1):
        assert sections.part(total, number) == sections.part(total + 1, number)


@given(st.integers(0, 500))
def test_the_front_is_never_nearly_empty_when_there_is_more(total: int) -> None:
    front = sections.part(total, None)
    assert front is not None
    assert front.end - front.start >= min(total, sections.PAGE)
    assert front.end - front.start < 2 * sections.PAGE


def test_a_page_that_does_not_exist_is_nothing(office: Office, clock: Clock) -> None:
    source = Sections(clock)
    for path in ("/announcements/archive/1/", "/announcements/archive/0/", "/none/", "/announcements"):
        assert source.render(path) is None


def test_a_publication_touches_the_front_and_only_the_newest_archive(
    publish: Publish, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "PAGE", 2)
    standings = [publish(title=f"เรื่องที่ {number}") for number in range(9)]
    source = Sections(clock)
    changes = {f"publication:{standings[-1].publication}", "section:announcements"}
    assert list(source.touched(changes)) == [
        "/announcements/",
        "/announcements/archive/2/",
        "/announcements/archive/3/",
    ]
    assert "เรื่องที่ 1" in page(source, "/announcements/archive/1/").words
    assert "เรื่องที่ 8" in page(source, "/announcements/").words


def test_archives_lead_to_older_and_newer_pages(
    publish: Publish, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "PAGE", 2)
    for _ in range(9):
        publish()
    source = Sections(clock)
    links = page(source, "/announcements/archive/2/").values("a", "href")
    assert {"/announcements/archive/1/", "/announcements/archive/3/"} <= set(links)
    assert "/announcements/archive/3/" in page(source, "/announcements/").values("a", "href")
    assert "/announcements/" in page(source, "/announcements/archive/3/").values("a", "href")


def test_a_corrected_title_reaches_the_archive_page_that_lists_it(publish: Publish, clock: Clock) -> None:
    standing = publish()
    rendered = Sections(clock).render("/announcements/")
    assert rendered is not None
    assert f"publication:{standing.publication}" in rendered.needs


def test_a_withdrawn_publication_keeps_its_line_and_says_why(
    office: Office, publish: Publish, clock: Clock
) -> None:
    standing = publish(title="รับสมัครพนักงานจ้าง")
    actions.withdraw(standing, reason="พ้นกำหนดรับสมัคร", position="palad", now=office.now + timedelta(hours=1))
    shown = page(Sections(clock), "/announcements/").words
    assert "รับสมัครพนักงานจ้าง" in shown
    assert "พ้นกำหนดรับสมัคร" in shown


@pytest.mark.usefixtures("duties_in_force")
def test_an_empty_section_says_so_and_who_answers(clock: Clock) -> None:
    shown = page(Sections(clock), "/procurement/").words
    assert "ยังไม่เผยแพร่" in shown
    assert "กองคลังรับผิดชอบ" in shown


def test_every_section_has_its_page_and_items_fall_under_their_month(publish: Publish, clock: Clock) -> None:
    source = Sections(clock)
    publish()
    assert {f"/{section.slug}/" for section in SECTIONS} <= set(source.paths())
    assert "พฤศจิกายน 2569" in page(source, "/announcements/").words


def test_an_address_written_by_a_clerk_cannot_break_the_page(publish: Publish, clock: Clock) -> None:
    publish(title='<img src=x onerror=alert(1)>"')
    rendered = Sections(clock).render("/announcements/")
    assert rendered is not None
    assert "<img" not in rendered.body.decode()
    assert '<img src=x onerror=alert(1)>"' in marks(rendered.body).words
