"""What a unit has to publish stands on the desk of its people, once a matter, and begins a draft that answers it."""

from __future__ import annotations

import pytest
from office import Office
from visits import Clock, SignIn, words

from prakat.desk import duties, owed
from prakat.duties import actions as catalogues
from prakat.publications.models import PublicationPage
from prakat.publications.queries import draft_of


@pytest.fixture(autouse=True)
def adopted(office: Office, clock: Clock) -> None:
    catalogues.adopt_shipped(by=None, now=clock.now)
    catalogues.assign_defaults(by=None, now=clock.now)


def test_a_unit_sees_its_own_duties_and_no_other_units(office: Office, clock: Clock) -> None:
    finance = {row.title for row in duties.owed_by(office["clerk-finance"], clock.now)}
    works = {row.title for row in duties.owed_by(office["clerk-works"], clock.now)}
    assert any("procurement" in title.lower() for title in finance)
    assert not finance & works


def test_several_sources_of_one_matter_are_one_line_that_names_them(office: Office, clock: Clock) -> None:
    rows = duties.owed_by(office["clerk-finance"], clock.now)
    assert len({(row.title, row.due) for row in rows}) == len(rows)
    assert any(len(row.sources) > 1 for row in rows)


def test_no_more_than_ten_are_listed_and_the_rest_is_counted(office: Office, clock: Clock) -> None:
    desk = owed.desk_of(office["clerk-palad-office"], clock.now)
    listed = sum(len(group.items) for group in desk.groups)
    assert listed == duties.MOST
    assert listed + desk.rest == len(duties.owed_by(office["clerk-palad-office"], clock.now))


def test_what_must_always_be_public_and_is_not_is_said_without_a_day(
    office: Office, clock: Clock, sign_in: SignIn
) -> None:
    page = words(sign_in("clerk-palad-office").get("/staff/"))
    assert "Not on the website yet" in page
    assert "The public can see that it is overdue." in page


def test_putting_a_file_for_a_duty_begins_a_draft_that_answers_it_for_its_period(
    office: Office, clock: Clock, sign_in: SignIn
) -> None:
    wanted = next(row for row in duties.owed_by(office["clerk-finance"], clock.now) if row.due)
    sign_in("clerk-finance").post(f"/staff/publish/{wanted.query}", {"text": "ข้อความ"})
    draft = draft_of(PublicationPage.objects.get().uuid)
    assert draft.keys
    assert draft.period_start is not None
    assert draft.title


def test_that_there_is_none_is_a_draft_too(office: Office, clock: Clock, sign_in: SignIn) -> None:
    wanted = next(row for row in duties.owed_by(office["clerk-finance"], clock.now) if row.due)
    clerk = sign_in("clerk-finance")
    address = f"/staff/publish/{wanted.query}&none=1"
    assert "There is no" in words(clerk.get(address))
    clerk.post(address, {"text": "ไม่มีเรื่องนี้ในงวดนี้"})
    draft = draft_of(PublicationPage.objects.get().uuid)
    assert draft.nothing_to_report
    assert draft.title.startswith("There is no")
