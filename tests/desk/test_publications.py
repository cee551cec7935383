"""What is public of one's own units, its correction and its withdrawal."""

from __future__ import annotations

from pathlib import Path

from office import Office
from visits import Clock, SignIn, words

from prakat.importing.actions import bring_in
from prakat.importing.history import Defaults
from prakat.procedure.models import Case
from prakat.publications.models import PublicationPage, Standing
from prakat.publications.queries import draft_of, standing_of


def at(standing: Standing, part: str = "") -> str:
    return f"/staff/publications/{standing.publication}/{part}"


def test_the_list_holds_ones_own_units_and_finds_by_title(sign_in: SignIn, standing: Standing) -> None:
    clerk = sign_in("clerk-finance")
    assert standing.title in words(clerk.get("/staff/publications/"))
    assert standing.title in words(clerk.get("/staff/publications/?q=กองคลัง"))
    assert standing.title not in words(clerk.get("/staff/publications/?q=ไม่มีคำนี้"))


def test_list_and_detail_agree_for_everybody(office: Office, sign_in: SignIn, standing: Standing) -> None:
    for person in office.people:
        client = sign_in(person)
        listed = standing.title in words(client.get("/staff/publications/"))
        assert (client.get(at(standing)).status_code == 200) == listed, person
    assert standing.title not in words(sign_in("clerk-works").get("/staff/publications/"))


def test_a_correction_is_a_new_edition_that_says_what_changed(
    sign_in: SignIn, standing: Standing, clock: Clock
) -> None:
    clerk = sign_in("clerk-finance")
    url = clerk.post(at(standing, "correct/")).url
    draft = PublicationPage.objects.get(uuid=standing.publication)
    given = {
        "opened": draft.latest_revision_id,
        "kind": draft.kind,
        "title": "ประกาศที่แก้แล้ว",
        "unit": draft.unit_id,
        "do": "submit",
    }
    assert "Say what has changed" in words(clerk.post(url, given))
    given["opened"] = PublicationPage.objects.get(pk=draft.pk).latest_revision_id
    clerk.post(url, {**given, "change_note": "แก้ชื่อเรื่อง"})
    edition = Case.objects.get(state=Case.State.OPEN).edition
    assert (edition.number, edition.change_note, edition.content["path"]) == (2, "แก้ชื่อเรื่อง", standing.path)
    assert standing_of(standing.publication).edition.number == 1


def test_an_imported_publication_gets_a_draft_with_the_same_content(
    office: Office, sign_in: SignIn, clock: Clock, tmp_path: Path
) -> None:
    old = {"slug": "2560-7", "title": "ประกาศเก่า", "body_html": "<p>ข้อความเก่า</p>", "unit": "finance"}
    unit = office.unit("finance")
    defaults = Defaults(unit=unit, units={unit.code: unit}, section="announcements")
    bring_in([(1, old)], defaults=defaults, folder=tmp_path, position="palad", now=clock.now)
    imported = Standing.objects.get()
    assert not PublicationPage.objects.exists()
    url = sign_in("clerk-finance").post(at(imported, "correct/")).url
    draft = draft_of(imported.publication)
    assert url == f"/staff/drafts/{imported.publication}/"
    assert (draft.title, draft.section, draft.slug) == ("ประกาศเก่า", "announcements", "2560-7")
    assert "ข้อความเก่า" in draft.body.raw_data[0]["value"]


def test_only_the_palad_withdraws_and_with_a_reason(sign_in: SignIn, standing: Standing) -> None:
    assert sign_in("clerk-finance").post(at(standing, "withdraw/"), {"reason": "ผิด"}).status_code == 403
    palad = sign_in("palad")
    assert palad.post(at(standing, "withdraw/"), {"reason": " "}).status_code == 422
    assert palad.post(at(standing, "withdraw/"), {"reason": "พ้นกำหนด"}).status_code == 302
    gone = standing_of(standing.publication)
    assert (gone.state, gone.reason) == (Standing.State.WITHDRAWN, "พ้นกำหนด")
    assert "พ้นกำหนด" in words(palad.get(at(standing)))


def test_another_unit_cannot_correct(sign_in: SignIn, standing: Standing) -> None:
    assert sign_in("clerk-works").post(at(standing, "correct/")).status_code == 403
    assert sign_in("clerk-finance").get(at(standing, "correct/")).status_code == 405
