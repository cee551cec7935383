"""From a file or a text to a draft, corrected and sent; what was typed or put is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from office import Office
from visits import Clock, SignIn, words

from prakat.audit.models import Row
from prakat.procedure.models import Case
from prakat.publications.models import PublicationPage
from prakat.publications.queries import draft_of

NOTICE = """ประกาศองค์การบริหารส่วนตำบลโคกทราย
เรื่อง รายงานการเงินประจำเดือน
ตามที่ได้ดำเนินการแล้ว จึงประกาศให้ทราบโดยทั่วกัน
ประกาศ ณ วันที่ ๒๐ เดือน พฤศจิกายน พ.ศ. ๒๕๖๙
"""
PDF = b"%PDF-1.4\n%%EOF"


def only_draft() -> PublicationPage:
    draft = draft_of(PublicationPage.objects.get().uuid)
    assert draft is not None
    return draft


def put(client, **given: Any):
    return client.post("/staff/publish/", {"text": NOTICE, **given})


def form_of(draft: PublicationPage, **changes: Any) -> dict[str, Any]:
    row = PublicationPage.objects.get(pk=draft.pk)
    return {
        "opened": row.latest_revision_id,
        "kind": draft.kind,
        "title": draft.title,
        "signed": "20 พ.ย. 2569",
        "unit": draft.unit_id,
        "section": draft.section,
        "summary": draft.summary,
        **changes,
    }


@pytest.fixture
def clerk(sign_in: SignIn):
    return sign_in("clerk-finance")


def test_a_pasted_text_fills_the_form_in(clerk) -> None:
    response = put(clerk)
    draft = only_draft()
    assert response.url == f"/staff/drafts/{draft.uuid}/"
    assert (draft.title, draft.kind, draft.unit.code) == ("รายงานการเงินประจำเดือน", "announcement", "finance")
    assert draft.signed.isoformat() == "2026-11-20"
    page = words(clerk.get(response.url))
    assert "Read in the document" in page
    assert "จึงประกาศให้ทราบโดยทั่วกัน" in page


def test_a_file_is_attached_under_its_thai_name_and_one_that_cannot_be_read_is_no_obstacle(clerk) -> None:
    file = SimpleUploadedFile("งบเดือน.pdf", PDF)
    response = put(clerk, text="", uploads=file)
    draft = only_draft()
    assert [item.name for item in draft.attachments.all()] == ["งบเดือน.pdf"]
    assert draft.title == "งบเดือน"
    assert "Could not be read" in words(clerk.get(response.url))


def test_nothing_put_and_too_much_put_are_said_clearly(clerk, settings) -> None:
    assert "Choose a file or paste the text first." in words(put(clerk, text=""))
    settings.MAX_UPLOAD_BYTES = 5
    refused = put(clerk, uploads=SimpleUploadedFile("ใหญ่.pdf", PDF))
    assert refused.status_code == 422
    assert "ใหญ่.pdf is larger than" in words(refused)
    assert NOTICE.split("\n")[1] in words(refused)
    assert not PublicationPage.objects.exists()


def test_a_date_that_cannot_be_read_keeps_everything_else_and_the_new_file(clerk) -> None:
    url = put(clerk).url
    changed = form_of(only_draft(), title="ชื่อใหม่", signed="31 กุมภาพันธ์ 2569")
    response = clerk.post(url, {**changed, "uploads": SimpleUploadedFile("แนบ.pdf", PDF), "do": "submit"})
    assert response.status_code == 422
    page = words(response)
    assert "not a date the system can read" in page
    assert "ชื่อใหม่" in page
    assert [item.name for item in only_draft().attachments.all()] == ["แนบ.pdf"]
    assert not Case.objects.exists()


def test_sending_opens_the_case_and_the_draft_leads_there_while_it_is_decided(clerk) -> None:
    url = put(clerk).url
    response = clerk.post(url, form_of(only_draft(), do="submit"))
    case = Case.objects.get()
    assert response.url == f"/staff/cases/{case.pk}/"
    assert "Sent." in words(clerk.get(response.url))
    assert clerk.get(url).url == response.url


def test_the_address_follows_the_section_until_it_is_sent(clerk) -> None:
    url = put(clerk).url
    clerk.post(url, form_of(only_draft(), section="follow-up", do="save"))
    draft = only_draft()
    assert (draft.section, draft.slug) == ("follow-up", "2569-1")
    clerk.post(url, form_of(draft, do="submit"))
    assert Case.objects.get().edition.content["path"] == "/follow-up/2569-1/"


def test_text_corrected_on_the_desk_is_what_is_frozen_and_untouched_text_stays_as_it_was_read(clerk) -> None:
    url = put(clerk).url
    before = only_draft().body.raw_data[0]["value"]
    clerk.post(url, form_of(only_draft(), do="save"))
    assert only_draft().body.raw_data[0]["value"] == before
    clerk.post(url, form_of(only_draft(), text="ข้อความใหม่ทั้งหมด", do="submit"))
    assert "ข้อความใหม่ทั้งหมด" in str(Case.objects.get().edition.content["body"])


def test_a_draft_saved_by_somebody_else_meanwhile_is_not_overwritten(clerk, sign_in: SignIn) -> None:
    url = put(clerk).url
    stale = form_of(only_draft(), title="ของเสมียน", do="save")
    sign_in("head-finance").post(url, form_of(only_draft(), title="ของผู้อำนวยการ", do="save"))
    response = clerk.post(url, stale)
    assert "Somebody else has saved this draft" in words(response)
    assert only_draft().title == "ของผู้อำนวยการ"


def test_a_draft_without_text_and_file_is_not_sent(clerk, office: Office) -> None:
    draft = office.draft(body=[])
    response = clerk.post(f"/staff/drafts/{draft.uuid}/", form_of(draft, do="submit"))
    assert "neither text nor a file" in words(response)


def test_files_can_be_taken_out_again(clerk) -> None:
    url = put(clerk, uploads=SimpleUploadedFile("ผิด.pdf", PDF)).url
    attached = only_draft().attachments.get()
    clerk.post(url, form_of(only_draft(), remove=[attached.blob_id], do="save"))
    assert not only_draft().attachments.exists()


def test_a_draft_that_was_never_sent_can_be_thrown_away_and_a_returned_one_cannot(
    clerk, office: Office, case: Case
) -> None:
    draft = office.draft(title="ทิ้งได้")
    clerk.post(f"/staff/drafts/{draft.uuid}/discard/")
    clerk.post(f"/staff/drafts/{case.publication}/discard/")
    assert not PublicationPage.objects.filter(uuid=draft.uuid).exists()
    assert PublicationPage.objects.filter(uuid=case.publication).exists()


@pytest.mark.parametrize("person", ["clerk-works", "head-works"])
@pytest.mark.parametrize("part", ["", "preview/", "editor/"])
def test_another_units_draft_is_refused_in_plain_words_and_noted(
    office: Office, sign_in: SignIn, person: str, part: str
) -> None:
    draft = office.draft(title="ลับของกองคลัง")
    response = sign_in(person).get(f"/staff/drafts/{draft.uuid}/{part}")
    assert response.status_code == 403
    assert "another unit or another position" in words(response)
    assert "ลับของกองคลัง" not in words(response)
    assert Row.objects.filter(actor=person, verb="desk.refused").exists()


def test_nobody_but_the_drafting_units_is_offered_a_unit(clerk, sign_in: SignIn, office: Office) -> None:
    url = put(clerk).url
    response = clerk.post(url, form_of(only_draft(), unit=office.unit("works").pk, do="save"))
    assert response.status_code == 422
    assert only_draft().unit.code == "finance"


def test_the_file_of_a_draft_comes_as_it_was_put_and_cannot_run(clerk, sign_in: SignIn) -> None:
    put(clerk, uploads=SimpleUploadedFile("ก.html", b"<script>alert(1)</script>"))
    draft = only_draft()
    sha256 = draft.attachments.get().blob_id
    address = f"/staff/drafts/{draft.uuid}/files/{sha256}/"
    response = clerk.get(address)
    assert response.content == b"<script>alert(1)</script>"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"] != "text/html"
    assert sign_in("clerk-works").get(address).status_code == 403
    assert clerk.get(f"/staff/drafts/{draft.uuid}/files/{'0' * 64}/").status_code == 404


def test_pages_carry_no_inline_style_or_script(clerk, clock: Clock) -> None:
    page = clerk.get(put(clerk).url).content.decode()
    assert "style=" not in page
    assert "<script" not in page
