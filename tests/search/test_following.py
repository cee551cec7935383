"""Search follows the record: public is found, withdrawn is not, told twice is told once."""

from __future__ import annotations

import logging

import pytest

from prakat.publications import actions as publications
from prakat.publications.models import Edition
from prakat.record.models import Entry
from prakat.search import actions
from prakat.search.consumer import SearchConsumer
from prakat.search.models import FileText, SearchDocument, SearchPassage
from prakat.search.queries import search

pytestmark = pytest.mark.django_db


def slugs(query: str) -> list[str]:
    return [hit.slug for hit in search(query).hits]


def publish(office, page):
    edition = publications.freeze_edition(
        page, position="palad", change_note="", now=office.now, by=office["palad"]
    )
    return publications.make_public(edition, now=office.now)


def follow(office) -> None:
    SearchConsumer().handle(list(Entry.objects.order_by("seq")), now=office.now)


def test_a_published_notice_is_found_by_its_title_and_its_text(office):
    standing = publish(
        office, office.draft("ประกาศงดจ่ายน้ำประปา", body=[{"type": "text", "value": "<p>ซ่อมท่อแตก</p>"}])
    )
    follow(office)
    for query in ("น้ำประปา", "ท่อแตก"):
        assert [hit.path for hit in search(query).hits] == [standing.path]


def test_a_draft_is_not_found(office):
    office.draft("ประกาศงดจ่ายน้ำประปา")
    follow(office)
    assert search("น้ำประปา").total == 0


def test_a_correction_takes_the_place_of_what_it_corrects(office):
    page = office.draft("ประกาศงดจ่ายน้ำประปา")
    publish(office, page)
    page.title = "ประกาศเลื่อนประชุมสภา"
    publish(office, page)
    follow(office)
    assert slugs("งดจ่ายน้ำ") == []
    assert len(slugs("ประชุมสภา")) == 1


def test_a_withdrawn_publication_is_gone_at_once_even_when_all_entries_are_told_again(office):
    standing = publish(office, office.draft("ประกาศงดจ่ายน้ำประปา"))
    follow(office)
    publications.withdraw(standing, reason="ประกาศซ้ำ", position="palad", now=office.now)
    follow(office)
    assert SearchDocument.objects.count() == SearchPassage.objects.count() == 0
    assert search("น้ำประปา").total == 0


def test_told_twice_is_told_once(office):
    publish(office, office.draft("ประกาศงดจ่ายน้ำประปา"))
    follow(office)
    follow(office)
    assert len(slugs("น้ำประปา")) == 1


def test_the_text_of_an_attached_file_is_found_and_read_once(office, monkeypatch):
    page = office.draft("ประกาศแนบแฟ้ม")
    blob = publications.keep_file("รายละเอียดเครื่องสูบน้ำหอยโข่ง".encode(), now=office.now)
    publications.attach(page, blob, name="รายละเอียด.txt")
    publish(office, page)
    follow(office)
    assert len(slugs("เครื่องสูบน้ำหอยโข่ง")) == 1
    monkeypatch.setattr("prakat.search.files.extract", None)
    follow(office)
    assert FileText.objects.count() == 1


def test_content_that_is_not_what_the_record_names_is_not_found(office, monkeypatch, caplog):
    publish(office, office.draft("ประกาศงดจ่ายน้ำประปา"))
    follow(office)
    monkeypatch.setattr("prakat.publications.freeze.digest", lambda content: "0" * 64)
    with caplog.at_level(logging.ERROR):
        follow(office)
    assert search("น้ำประปา").total == 0
    assert "record" in caplog.text


def test_the_index_can_be_made_again_from_what_is_public(office):
    kept = publish(office, office.draft("ประกาศงดจ่ายน้ำประปา"))
    gone = publish(office, office.draft("ประกาศเลื่อนประชุมสภา"))
    follow(office)
    publications.withdraw(gone, reason="ประกาศซ้ำ", position="palad", now=office.now)
    told: list[int] = []
    assert actions.reindex_all(told.append) == 1
    assert told == [1]
    assert [document.path for document in SearchDocument.objects.all()] == [kept.path]
    assert Edition.objects.count() == 2
