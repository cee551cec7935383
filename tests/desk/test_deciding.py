"""The decision screen: what it shows, what it asks, and that it decides nothing by itself."""

from __future__ import annotations

from datetime import date

import pytest
from office import Office
from visits import Clock, SignIn, words

from prakat.audit.models import Row
from prakat.org import actions as org
from prakat.org.models import Appointment, Position
from prakat.procedure.models import Case, Decision
from prakat.procedure.rules import Check
from prakat.publications.queries import standing_of

ALL = [check.value for check in Check]


def at(case: Case) -> str:
    return f"/staff/cases/{case.pk}/"


def decide(sign_in: SignIn, case: Case, person: str, outcome: str = "approve", **given):
    return sign_in(person).post(at(case), {"outcome": outcome, "checklist": ALL, **given})


def test_the_screen_shows_time_left_sender_document_and_capacity(sign_in: SignIn, case: Case) -> None:
    page = words(sign_in("head-finance").get(at(case)))
    for said in (
        "1 working day left",
        "Sent by",
        "ข้อความ",
        "You decide as",
        "ผู้อำนวยการ",
        "Agree and pass on",
    ):
        assert said in page


def test_three_decisions_make_it_public_and_each_person_comes_back_to_the_desk(
    sign_in: SignIn, case: Case
) -> None:
    for person in ("head-finance", "info-officer", "palad"):
        assert decide(sign_in, case, person).url == "/staff/"
    assert standing_of(case.publication) is not None


def test_the_palad_is_told_that_approving_publishes(sign_in: SignIn, case: Case) -> None:
    decide(sign_in, case, "head-finance")
    decide(sign_in, case, "info-officer")
    assert "Approve and publish" in words(sign_in("palad").get(at(case)))


def test_only_the_check_asks_for_the_four_words_and_without_them_keeps_what_was_typed(
    sign_in: SignIn, case: Case
) -> None:
    assert 'name="checklist"' not in words(sign_in("head-finance").get(at(case)))
    decide(sign_in, case, "head-finance")
    response = decide(sign_in, case, "info-officer", checklist=["correct"], reason="ตรวจแล้วบางส่วน")
    assert response.status_code == 422
    page = words(response)
    assert "Confirm all four" in page
    assert "ตรวจแล้วบางส่วน" in page
    assert 'value="correct" id="checklist-correct" checked' in page
    assert 'id="checklist-clear" checked' not in page


def test_returning_needs_a_reason(sign_in: SignIn, case: Case) -> None:
    assert decide(sign_in, case, "head-finance", "return").status_code == 422
    decide(sign_in, case, "head-finance", "return", reason="หน้า 6 ขาดลายมือชื่อ")
    assert Decision.objects.get().reason == "หน้า 6 ขาดลายมือชื่อ"
    page = words(sign_in("clerk-finance").get(f"/staff/drafts/{case.publication}/"))
    assert "หน้า 6 ขาดลายมือชื่อ" in page


@pytest.mark.parametrize("person", ["clerk-finance", "palad", "info-officer"])
def test_who_may_look_but_not_decide_gets_no_buttons_and_a_refusal_that_is_noted(
    sign_in: SignIn, case: Case, person: str
) -> None:
    assert 'name="outcome"' not in words(sign_in(person).get(at(case)))
    assert decide(sign_in, case, person).status_code == 403
    assert Row.objects.filter(actor=person, verb="desk.refused").exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("person", ["clerk-works", "head-works"])
@pytest.mark.parametrize("part", ["", "preview/"])
def test_another_units_case_is_not_shown(sign_in: SignIn, case: Case, person: str, part: str) -> None:
    response = sign_in(person).get(at(case) + part)
    assert response.status_code == 403
    assert "ประกาศของกองคลัง" not in words(response)


def test_one_person_with_two_positions_is_told_and_both_are_recorded(
    office: Office, sign_in: SignIn, case: Case, clock: Clock
) -> None:
    officer = Appointment.objects.get(position__code="info-officer")
    org.end_appointment(officer, ends=date(2026, 11, 23), by=None, now=clock.now)
    org.appoint(
        position=Position.objects.get(code="info-officer"),
        user=office["head-finance"],
        starts=date(2026, 11, 24),
        by=None,
        now=clock.now,
    )
    clock.advance(days=1)
    page = words(sign_in("head-finance").get(at(case)))
    assert "one press records both" in page
    decide(sign_in, case, "head-finance")
    assert {row.position.code for row in Decision.objects.all()} == {"head-finance", "info-officer"}


def test_the_second_of_two_who_decide_is_told_kindly(sign_in: SignIn, case: Case) -> None:
    decide(sign_in, case, "head-finance")
    response = decide(sign_in, case, "head-finance")
    assert response.status_code == 403


def test_the_list_of_cases_opens_exactly_what_can_be_decided(sign_in: SignIn, case: Case) -> None:
    assert at(case) in words(sign_in("head-finance").get("/staff/cases/"))
    assert at(case) not in words(sign_in("palad").get("/staff/cases/"))


def test_an_erased_edition_is_still_a_page(sign_in: SignIn, case: Case) -> None:
    type(case.edition).objects.filter(pk=case.edition_id).update(content=None, erased_reason="คำสั่ง")
    assert sign_in("clerk-finance").get(at(case)).status_code == 200
