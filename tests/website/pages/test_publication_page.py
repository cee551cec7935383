"""A publication page shows the edition the record names, and beside it what proves it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from looks import Publish, marks, page
from office import Office

from prakat.publications import actions, freeze
from prakat.publications.models import Edition, Standing
from prakat.publications.queries import RecordMismatch
from prakat.website.pages import body
from prakat.website.pages.files import Files, safe_type
from prakat.website.pages.publication import Publications

SIGNATURE = {
    "type": "signature",
    "value": {
        "name": "นายจรพงศ์ มีขำ",
        "lines": ["ปลัดองค์การบริหารส่วนตำบลปฏิบัติหน้าที่", "นายกองค์การบริหารส่วนตำบลโคกทราย"],
    },
}


@pytest.fixture
def pages() -> Publications:
    return Publications()


def test_it_reads_as_the_paper_does(office: Office, publish: Publish, pages: Publications) -> None:
    standing = publish(
        title="มาตรการเผยแพร่ข้อมูลต่อสาธารณะ",
        signed=date(2020, 10, 3),
        body=[
            {"type": "clauses", "value": [{"n": "๑.", "html": "<p>สำนักปลัด</p>", "items": []}]},
            SIGNATURE,
        ],
    )
    words = page(pages, standing.path).words
    assert "ประกาศองค์การบริหารส่วนตำบลโคกทราย" in words
    assert "เรื่อง มาตรการเผยแพร่ข้อมูลต่อสาธารณะ" in words
    assert "๓ ตุลาคม พ.ศ. ๒๕๖๓" in words
    assert "๑." in words
    for line in SIGNATURE["value"]["lines"]:  # type: ignore[index]
        assert line in words


def test_the_capacity_may_begin_a_line_of_its_own(publish: Publish, pages: Publications) -> None:
    rendered = pages.render(publish(body=[SIGNATURE]).path)
    assert rendered is not None
    assert "<wbr>ปฏิบัติหน้าที่" in rendered.body.decode()


def test_it_names_its_entry_in_the_record_and_how_to_check_it(publish: Publish, pages: Publications) -> None:
    standing = publish()
    shown = page(pages, standing.path)
    assert f"ลำดับที่ {standing.entry_seq}" in shown.words
    assert f"2569-{standing.entry_seq:04d}-" in shown.words
    assert f"/proof/{standing.edition.digest}.tlog-proof" in shown.values("a", "href")
    assert "/policies/record/" in shown.values("a", "href")


def test_it_is_built_anew_only_when_the_publication_or_the_agency_changes(
    publish: Publish, pages: Publications
) -> None:
    standing = publish()
    rendered = pages.render(standing.path)
    assert rendered is not None
    assert rendered.needs == {f"publication:{standing.publication}", "agency"}
    assert pages.touched(rendered.needs) == [standing.path]


def test_the_same_state_gives_the_same_bytes(publish: Publish, pages: Publications) -> None:
    path = publish().path
    assert pages.render(path) == pages.render(path)


def test_a_correction_says_what_changed_and_lists_both_editions(
    office: Office, publish: Publish, pages: Publications
) -> None:
    draft = office.draft(title="ฉบับแรก")
    publish(draft)
    draft.title = "ฉบับแก้"
    standing = publish(draft, note="แก้ชื่อเรื่อง")
    words = page(pages, standing.path).words
    assert "ฉบับแก้" in words
    assert "ฉบับแรก" not in words
    assert "แก้ชื่อเรื่อง" in words
    assert "เผยแพร่ฉบับที่ 1" in words


def test_a_draft_ahead_of_what_is_public_does_not_show(
    office: Office, publish: Publish, pages: Publications
) -> None:
    draft = office.draft(title="ฉบับที่เห็นได้")
    standing = publish(draft)
    draft.title = "ร่างที่ยังไม่อนุมัติ"
    actions.save_draft(draft, by=office["clerk-finance"])
    assert "ร่างที่ยังไม่อนุมัติ" not in page(pages, standing.path).words


def test_a_withdrawn_page_keeps_its_address_and_says_why_and_since_when(
    office: Office, publish: Publish, pages: Publications
) -> None:
    standing = publish(title="รับสมัครพนักงานจ้าง", body=[{"type": "text", "value": "<p>ข้อความเดิม</p>"}])
    actions.withdraw(standing, reason="พ้นกำหนดรับสมัคร", position="palad", now=office.now + timedelta(hours=1))
    rendered = pages.render(standing.path)
    assert rendered is not None
    words = marks(rendered.body).words
    assert rendered.status == 410
    assert "พ้นกำหนดรับสมัคร" in words
    assert "23 พ.ย. 2569 เวลา 10.05 น." in words
    assert "ข้อความเดิม" not in words
    assert 'name="robots" content="noindex"' in rendered.body.decode()


def test_an_altered_edition_is_not_shown(publish: Publish, pages: Publications) -> None:
    standing = publish()
    content = {**(standing.edition.content or {}), "title": "แทรกภายหลัง"}
    forged = actions.keep_edition(
        {**content, "edition": 2}, position="x", change_note="", now=standing.published_at
    )
    Standing.objects.filter(pk=standing.pk).update(edition=forged)
    with pytest.raises(RecordMismatch):
        pages.render(standing.path)


def test_markup_that_should_never_have_been_frozen_is_still_harmless(
    publish: Publish, pages: Publications
) -> None:
    standing = publish()
    content = {
        **(standing.edition.content or {}),
        "edition": 2,
        "body": [{"type": "text", "value": '<p onclick="x()">ก<script>x()</script><img src=x></p>'}],
    }
    edition = actions.keep_edition(content, position="x", change_note="", now=standing.published_at)
    assert edition.digest == freeze.digest(content)
    standing = actions.make_public(Edition.objects.get(pk=edition.pk), now=standing.published_at)
    rendered = pages.render(standing.path)
    assert rendered is not None
    html = rendered.body.decode()
    assert "<script" not in html
    assert "onclick" not in html
    assert "src=x" not in html


def test_an_address_without_a_publication_is_nothing(office: Office, pages: Publications) -> None:
    assert pages.render("/announcements/2563-99/") is None


def test_files_are_listed_with_type_and_size_and_served_from_the_store(
    office: Office, publish: Publish, pages: Publications
) -> None:
    draft = office.draft()
    blob = actions.keep_file(b"%PDF-1.7 " + b"x" * 4000, now=office.now)
    actions.attach(draft, blob, name="ประกาศ ฉบับลงนาม.pdf")
    standing = publish(draft)
    words = page(pages, standing.path).words
    assert "PDF" in words
    assert "4 กิโลไบต์" in words
    source = Files()
    assert list(source.paths()) == [f"/files/{blob.sha256[:16]}/ประกาศ ฉบับลงนาม.pdf"]
    served = source.render(f"/files/{blob.sha256[:16]}/ประกาศ ฉบับลงนาม.pdf")
    assert served is not None
    assert (served.blob, served.media_type) == (blob.sha256, "application/pdf")
    assert source.render(f"/files/{blob.sha256[:16]}/อื่น.pdf") is None


def test_a_file_goes_when_its_last_publication_is_withdrawn(office: Office, publish: Publish) -> None:
    draft = office.draft()
    blob = actions.keep_file(b"%PDF-1.7 y", now=office.now)
    actions.attach(draft, blob, name="ก.pdf")
    standing = publish(draft)
    path = f"/files/{blob.sha256[:16]}/ก.pdf"
    actions.withdraw(standing, reason="หมดอายุ", position="palad", now=office.now)
    source = Files()
    assert list(source.touched({f"publication:{standing.publication}"})) == [path]
    assert source.render(path) is None


@pytest.mark.parametrize(
    "media_type", ["text/html", "image/svg+xml", "application/javascript", "application/xhtml+xml"]
)
def test_what_a_browser_could_run_is_only_handed_over_as_a_download(media_type: str) -> None:
    served, headers = safe_type(media_type)
    assert served == "application/octet-stream"
    assert ("Content-Disposition", "attachment") in headers


def test_an_organisation_chart_forks_where_the_organisation_does() -> None:
    def box(post: str, *items: dict[str, object]) -> dict[str, object]:
        return {"post": post, "holder": "", "items": list(items)}

    tree = box("ฝ่ายประจำ", box("ปลัด", box("กองคลัง", box("งานพัสดุ")), box("กองช่าง")))
    [shown] = body.blocks([{"type": "chart", "value": [tree]}])
    assert [item["post"] for item in shown.value[0]["above"]] == ["ฝ่ายประจำ", "ปลัด"]
    assert [item["post"] for item in shown.value[0]["units"]] == ["กองคลัง", "กองช่าง"]


def test_a_part_this_version_cannot_show_is_an_error_and_not_left_out() -> None:
    with pytest.raises(body.UnknownBlock):
        body.blocks([{"type": "hologram", "value": {}}])
