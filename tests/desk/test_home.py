"""The desk shows what this person owes, by urgency, and nothing that is not theirs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from office import Office
from visits import Clock, SignIn, words

from prakat.desk import owed
from prakat.org.models import User
from prakat.procedure import actions as procedure
from prakat.procedure.models import Case, Decision


def titles(office: Office, clock: Clock, person: str) -> list[str]:
    desk = owed.desk_of(office[person], clock.now)
    return [item.title for group in desk.groups for item in group.items]


def test_whoever_is_not_signed_in_is_asked_to(client, office: Office) -> None:
    response = client.get("/staff/")
    assert response.status_code == 302
    assert response.url == "/staff/login/?next=/staff/"


def test_signing_in_leads_to_the_desk_and_a_wrong_password_does_not_say_which_part_was_wrong(
    client, office: Office, clock: Clock
) -> None:
    office["clerk-finance"].set_password("a-good-long-password")
    office["clerk-finance"].save()
    given = {"username": "clerk-finance", "password": "wrong"}
    assert "The user name or the password" in words(client.post("/staff/login/", given))
    response = client.post("/staff/login/", {**given, "password": "a-good-long-password"})
    assert response.url == "/staff/"
    assert client.get("/staff/").status_code == 200


def test_an_empty_desk_says_so(office: Office, clock: Clock, sign_in: SignIn) -> None:
    assert "Nothing is waiting for you today" in words(sign_in("deputy-palad").get("/staff/"))


def test_somebody_without_a_position_is_told_why_the_desk_is_empty(
    client, office: Office, clock: Clock
) -> None:
    client.force_login(User.objects.create(username="former"))
    assert "You hold no position today" in words(client.get("/staff/"))


@pytest.mark.parametrize("person", ["head-works", "clerk-works", "info-officer", "palad", "clerk-finance"])
def test_a_case_stands_only_on_the_desk_of_who_decides_it_now(
    office: Office, clock: Clock, case: Case, person: str
) -> None:
    assert any("ประกาศของกองคลัง" in title for title in titles(office, clock, "head-finance"))
    assert not any("ประกาศของกองคลัง" in title for title in titles(office, clock, person))


def test_a_case_whose_time_is_up_is_overdue_and_says_what_waiting_costs(
    office: Office, clock: Clock, case: Case, sign_in: SignIn
) -> None:
    clock.advance(days=3)
    groups = owed.desk_of(office["head-finance"], clock.now).groups
    assert str(groups[0].heading) == "Overdue now"
    page = words(sign_in("head-finance").get("/staff/"))
    assert "Late by 2 working days" in page
    assert "The public does not see it until you decide." in page


def test_the_sender_sees_quietly_on_whom_it_waits(office: Office, clock: Clock, case: Case) -> None:
    desk = owed.desk_of(office["clerk-finance"], clock.now)
    assert [row.title for row in desk.elsewhere] == ["ประกาศของกองคลัง"]
    assert "ผู้อำนวยการกองคลัง" in desk.elsewhere[0].waits


def test_a_returned_draft_comes_back_with_the_position_and_the_reason(
    office: Office, clock: Clock, case: Case, sign_in: SignIn
) -> None:
    outcome = Decision.Outcome.RETURN
    procedure.decide(case, by=office["head-finance"], outcome=outcome, reason="ขาดลายมือชื่อ", now=clock.now)
    page = words(sign_in("clerk-finance").get("/staff/"))
    assert "ขาดลายมือชื่อ" in page
    assert "Mend and send again" in page
    assert "ประกาศของกองคลัง" not in titles(office, clock, "clerk-works")


def test_an_unfinished_draft_stands_on_the_desk_of_who_saved_it_last(office: Office, clock: Clock) -> None:
    office.draft(title="ร่างค้าง")
    assert "ร่างค้าง" in titles(office, clock, "clerk-finance")
    assert "ร่างค้าง" not in titles(office, clock, "head-finance")


def test_a_draft_that_was_sent_is_no_longer_unfinished(office: Office, clock: Clock, case: Case) -> None:
    assert titles(office, clock, "clerk-finance") == []


def test_the_desk_asks_as_few_questions_for_three_cases_as_for_one(
    office: Office, clock: Clock, case: Case, sign_in: SignIn
) -> None:
    head, clerk = sign_in("head-finance"), sign_in("clerk-finance")
    for client in (head, clerk):
        client.get("/staff/")
    with CaptureQueriesContext(connection) as one_head:
        head.get("/staff/")
    with CaptureQueriesContext(connection) as one_clerk:
        clerk.get("/staff/")
    for title in ("ประกาศที่สอง", "ประกาศที่สาม"):
        page = office.draft(title=title)
        procedure.submit(page, by=page.owner, now=clock.now)
    with CaptureQueriesContext(connection) as three_head:
        head.get("/staff/")
    with CaptureQueriesContext(connection) as three_clerk:
        clerk.get("/staff/")
    assert len(three_head) == len(one_head)
    assert len(three_clerk) == len(one_clerk)
