"""What an edition promises: frozen when submitted, self-contained, and closed by the database."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, transaction
from office import Office

from prakat.publications import actions, freeze, markup, queries
from prakat.publications.models import Edition, PublicationPage, Standing
from prakat.record.models import Entry


def freeze_now(office: Office, page: PublicationPage, note: str = "") -> Edition:
    return actions.freeze_edition(
        page, position="clerk-finance", change_note=note, now=office.now, by=office["clerk-finance"]
    )


def test_an_edition_keeps_what_was_submitted_however_the_draft_goes_on(office: Office) -> None:
    page = office.draft(title="ฉบับแรก")
    edition = freeze_now(office, page)
    page.title = "แก้ไขทีหลัง"
    actions.save_draft(page, by=office["clerk-finance"])
    assert edition.content["title"] == "ฉบับแรก"
    assert edition.digest == freeze.digest(Edition.objects.get(pk=edition.pk).content)


def test_editions_are_numbered_from_one(office: Office) -> None:
    page = office.draft()
    assert [freeze_now(office, page).number, freeze_now(office, page, "แก้ไข").number] == [1, 2]


def test_the_database_refuses_to_change_or_remove_an_edition(office: Office) -> None:
    edition = freeze_now(office, office.draft())
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(digest="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).delete()


def test_content_may_be_erased_once_with_a_reason_and_its_digest_stays(office: Office) -> None:
    edition = freeze_now(office, office.draft())
    Edition.objects.filter(pk=edition.pk).update(content=None, erased_reason="คำสั่งศาล")
    erased = Edition.objects.get(pk=edition.pk)
    assert (erased.content, erased.digest) == (None, edition.digest)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(erased_reason="อื่น")


def test_publishing_appends_one_entry_without_any_words_of_the_content(office: Office) -> None:
    before = Entry.objects.count()
    edition = freeze_now(office, office.draft(title="รายชื่อผู้รับเบี้ย"))
    standing = actions.make_public(edition, now=office.now)
    entry = Entry.objects.get(seq=standing.entry_seq)
    assert Entry.objects.count() == before + 1
    assert entry.kind == "publication.published"
    assert entry.data["digest"] == edition.digest
    assert "เบี้ย" not in json.dumps(entry.data, ensure_ascii=False)


def test_a_correction_keeps_the_address_and_the_first_date(office: Office) -> None:
    page = office.draft()
    first = actions.make_public(freeze_now(office, page), now=office.now)
    later = office.now.replace(hour=15)
    second = actions.make_public(freeze_now(office, page, "แก้ตัวเลข"), now=later)
    assert (second.path, second.published_at, second.changed_at) == (first.path, office.now, later)
    assert Entry.objects.get(seq=second.entry_seq).kind == "publication.corrected"


def test_a_public_page_keeps_its_address(office: Office) -> None:
    page = office.draft()
    actions.make_public(freeze_now(office, page), now=office.now)
    page.slug = "elsewhere"
    with pytest.raises(actions.AddressTaken):
        freeze_now(office, page)


def test_evidence_opens_when_public_and_closes_when_withdrawn(office: Office) -> None:
    page = office.draft(keys=["proc-plan"])
    standing = actions.make_public(freeze_now(office, page), now=office.now)
    assert queries.evidence_for(["proc-plan"]).get().publication == standing.publication
    actions.withdraw(standing, reason="พ้นกำหนด", position="palad", now=office.now)
    assert not queries.evidence_for(["proc-plan"]).exists()


def test_a_withdrawal_needs_a_reason_and_happens_once(office: Office) -> None:
    standing = actions.make_public(freeze_now(office, office.draft()), now=office.now)
    with pytest.raises(ValueError):
        actions.withdraw(standing, reason="  ", position="palad", now=office.now)
    actions.withdraw(standing, reason="พ้นกำหนดรับสมัคร", position="palad", now=office.now)
    with pytest.raises(ValueError):
        actions.withdraw(standing, reason="อีกครั้ง", position="palad", now=office.now)
    assert Standing.objects.get(pk=standing.pk).reason == "พ้นกำหนดรับสมัคร"


def test_content_that_is_not_what_the_record_names_is_not_shown(office: Office) -> None:
    page = office.draft()
    standing = actions.make_public(freeze_now(office, page), now=office.now)
    assert queries.verified_content(standing)["title"] == page.title
    standing.edition = freeze_now(office, page, "ยังไม่อนุมัติ")
    with pytest.raises(queries.RecordMismatch):
        queries.verified_content(standing)


def test_many_are_checked_at_once_as_one_by_one(office: Office, django_assert_num_queries: object) -> None:
    for number in range(3):
        page = office.draft(title=f"เรื่อง {number}")
        actions.make_public(freeze_now(office, page), now=office.now)
    standings = list(queries.public())
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.verified_contents(standings)
    assert found == {standing.publication: queries.verified_content(standing) for standing in standings}
    standings[0].edition = standings[1].edition
    with pytest.raises(queries.RecordMismatch):
        queries.verified_contents(standings)


def test_flipping_wagtails_live_flag_publishes_nothing(office: Office) -> None:
    page = office.draft()
    page.save_revision().publish()
    assert PublicationPage.objects.get(pk=page.pk).live
    assert not Standing.objects.exists()
    assert not Entry.objects.filter(kind__startswith="publication.").exists()


@pytest.mark.parametrize(
    ("uploaded", "kept"),
    [
        ("ประกาศ ราคากลาง.pdf", "ประกาศ ราคากลาง.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\งาน\\แผน.xlsx", "แผน.xlsx"),
        ("ภาพ\u202egnp.exe", "ภาพ_gnp.exe"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("ก" * 300 + ".pdf", "ก" * 117 + ".pdf"),
    ],
)
def test_file_names_keep_their_thai_and_lose_what_could_hurt(uploaded: str, kept: str) -> None:
    assert actions.file_name(uploaded) == kept


def test_every_block_survives_freezing_and_opening_again(office: Office) -> None:
    body = [
        {"type": "heading", "value": "หมวด ๑"},
        {"type": "text", "value": "<p>ข้อความ</p>"},
        {
            "type": "clauses",
            "value": [
                {"n": "๑.", "html": "<p>ข้อ</p>", "items": [{"n": "๑.๑", "html": "<p>ย่อย</p>", "items": []}]}
            ],
        },
        {"type": "table", "value": {"caption": "ราคา", "head": ["ก", "ข"], "rows": [["1", ""], ["2", "3"]]}},
        {
            "type": "people",
            "value": [{"name": "ปลัด", "post": "ปลัด อบต.", "phone": "", "email": "", "photo": None}],
        },
        {
            "type": "chart",
            "value": [
                {"post": "ปลัด", "holder": "", "items": [{"post": "กองคลัง", "holder": "", "items": []}]}
            ],
        },
        {"type": "steps", "value": [{"title": "ยื่น", "detail": "", "time": "5 นาที"}]},
        {"type": "faq", "value": [{"q": "เมื่อใด", "a": "วันนี้"}]},
        {
            "type": "project",
            "value": {"name": "ถนน", "budget": "1000", "spent": "", "progress": "40", "detail": ""},
        },
        {"type": "signature", "value": {"name": "(นายจรพงศ์ มีขำ)", "lines": ["ปลัด", "นายก"]}},
        {"type": "part", "value": "แนบท้าย"},
    ]
    page = office.draft(body=freeze.stream_body(body))
    assert freeze.plain_body(page) == body
    kept = queries.draft_of(page.uuid)
    assert kept is not None
    assert freeze.plain_body(kept) == body


def test_published_html_carries_no_script_and_no_style() -> None:
    dirty = '<p onclick="x()" style="color:red">ก<script>alert(1)</script><a href="javascript:x()">ล</a></p>'
    assert markup.clean_html(dirty) == '<p>ก<a rel="noopener">ล</a></p>'
