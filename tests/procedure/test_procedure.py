"""The path of a publication: who decides what, in which order, and that nobody decides on their own draft."""

from __future__ import annotations

from datetime import timedelta

import pytest
from office import Office

from prakat.org.models import Appointment
from prakat.procedure import actions, queries
from prakat.procedure.actions import NotAllowed, NotReady
from prakat.procedure.models import Case, Decision
from prakat.procedure.rules import Check
from prakat.publications.models import Standing
from prakat.publications.queries import standing_of

APPROVE, RETURN = Decision.Outcome.APPROVE, Decision.Outcome.RETURN


def submit(office: Office, **fields: object) -> Case:
    page = office.draft(**fields)  # type: ignore[arg-type]
    return actions.submit(page, by=page.owner, now=office.now)


def approve(office: Office, case: Case, person: str) -> Case:
    return actions.decide(case, by=office[person], outcome=APPROVE, checklist=list(Check), now=office.now)


def test_a_draft_goes_by_head_central_unit_and_palad_and_is_public_at_the_last_approval(
    office: Office,
) -> None:
    case = submit(office)
    for person in ("head-finance", "info-officer"):
        case = approve(office, case, person)
        assert standing_of(case.publication) is None
    case = approve(office, case, "palad")
    assert case.state == Case.State.PUBLISHED
    assert standing_of(case.publication).edition_id == case.edition_id


def test_what_is_published_is_the_edition_that_was_approved_not_the_draft_edited_meanwhile(
    office: Office,
) -> None:
    page = office.draft(title="ที่อนุมัติ")
    case = actions.submit(page, by=page.owner, now=office.now)
    page.title = "แอบแก้"
    page.save_revision()
    for person in ("head-finance", "info-officer", "palad"):
        case = approve(office, case, person)
    assert standing_of(page.uuid).title == "ที่อนุมัติ"


@pytest.mark.parametrize("person", ["clerk-finance", "head-works", "info-officer", "palad", "deputy-palad"])
def test_only_the_answering_position_decides_a_step(office: Office, person: str) -> None:
    case = submit(office)
    with pytest.raises(NotAllowed):
        approve(office, case, person)


def test_nobody_decides_on_their_own_draft_it_goes_to_the_next_one_up(office: Office) -> None:
    page = office.draft()
    case = actions.submit(page, by=office["head-finance"], now=office.now)
    with pytest.raises(NotAllowed):
        approve(office, case, "head-finance")
    answer = queries.answers_ahead(case, office.now)[0]
    assert answer.position.code == "palad"


def test_a_draft_of_the_palads_own_is_approved_by_the_deputy(office: Office) -> None:
    case = actions.submit(office.draft(), by=office["palad"], now=office.now)
    case = approve(office, case, "head-finance")
    case = approve(office, case, "info-officer")
    with pytest.raises(NotAllowed):
        approve(office, case, "palad")
    assert approve(office, case, "deputy-palad").state == Case.State.PUBLISHED


def test_a_vacant_position_hands_its_work_to_the_next_one_up_and_that_person_is_asked_once(
    office: Office,
) -> None:
    for code in ("head-finance", "info-officer"):
        Appointment.objects.filter(position__code=code).update(starts="2020-01-01", ends="2020-01-02")
    case = submit(office)
    case = approve(office, case, "palad")
    assert case.decisions.filter(step__station="review").get().position.code == "palad"
    assert {row.by.username for row in case.decisions.all()} <= {"palad", "head-palad-office"}


def test_one_person_with_two_positions_decides_once_and_both_steps_are_recorded(office: Office) -> None:
    Appointment.objects.filter(position__code="info-officer").update(user=office["head-finance"])
    case = approve(office, submit(office), "head-finance")
    recorded = list(case.decisions.order_by("step__order").values_list("step__station", "position__code"))
    assert recorded == [("review", "head-finance"), ("check", "info-officer")]
    assert case.step.station == "approve"


def test_the_check_wants_all_four_words(office: Office) -> None:
    case = approve(office, submit(office), "head-finance")
    with pytest.raises(NotReady):
        actions.decide(
            case, by=office["info-officer"], outcome=APPROVE, checklist=["correct"], now=office.now
        )
    case.refresh_from_db()
    assert case.step.station == "check"


def test_a_return_needs_a_reason_and_sends_the_draft_back_with_it(office: Office) -> None:
    case = submit(office)
    with pytest.raises(NotReady):
        actions.decide(case, by=office["head-finance"], outcome=RETURN, now=office.now)
    actions.decide(case, by=office["head-finance"], outcome=RETURN, reason="ขาดหน้า 6", now=office.now)
    assert [row.reason for row in queries.returned_to(office["clerk-finance"])] == ["ขาดหน้า 6"]
    assert not queries.waiting_for(office["head-finance"], office.now)


def test_a_returned_draft_can_be_sent_again_as_the_next_edition(office: Office) -> None:
    page = office.draft()
    case = actions.submit(page, by=page.owner, now=office.now)
    actions.decide(case, by=office["head-finance"], outcome=RETURN, reason="แก้", now=office.now)
    again = actions.submit(page, by=page.owner, now=office.now, change_note="แก้แล้ว")
    assert again.edition.number == 2
    assert not queries.returned_to(page.owner)


def test_a_draft_under_way_cannot_be_sent_twice(office: Office) -> None:
    page = office.draft()
    actions.submit(page, by=page.owner, now=office.now)
    with pytest.raises(NotReady):
        actions.submit(page, by=page.owner, now=office.now)


def test_an_officer_of_another_unit_cannot_send_it(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.submit(office.draft(), by=office["clerk-works"], now=office.now)


def test_a_decision_taken_twice_counts_once(office: Office) -> None:
    case = submit(office)
    stale = Case.objects.get(pk=case.pk)
    approve(office, case, "head-finance")
    with pytest.raises((NotReady, NotAllowed)):
        approve(office, stale, "head-finance")
    assert case.decisions.count() == 1


def test_a_list_shows_exactly_what_its_detail_would_allow(office: Office) -> None:
    cases = [submit(office), submit(office, unit="works", title="อื่น")]
    approve(office, cases[0], "head-finance")
    for user in office.people.values():
        listed = {waiting.case.pk for waiting in queries.waiting_for(user, office.now)}
        allowed = {case.pk for case in map(fresh, cases) if queries.decidable(case, user, office.now)}
        assert listed == allowed


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_a_step_runs_out_after_its_limit_in_working_time(office: Office) -> None:
    """Monday 09:05 plus one working day of eight hours is Tuesday 09:05."""
    assert queries.due(submit(office)) == office.now + timedelta(days=1)


def test_only_palad_and_nayok_withdraw_and_the_reason_stays(office: Office) -> None:
    case = submit(office)
    for person in ("head-finance", "info-officer", "palad"):
        case = approve(office, case, person)
    standing = standing_of(case.publication)
    with pytest.raises(NotAllowed):
        actions.withdraw(standing, by=office["clerk-finance"], reason="ผิด", now=office.now)
    actions.withdraw(standing, by=office["palad"], reason="พ้นกำหนด", now=office.now)
    assert Standing.objects.get(pk=standing.pk).state == Standing.State.WITHDRAWN


def test_a_case_follows_the_version_of_the_procedure_it_began_under(office: Office) -> None:
    case = submit(office)
    actions.adopt_procedure(
        code="standard",
        title="สั้น",
        steps=[step for step in actions.STANDARD_STEPS if step[0] != "check"],
        by="palad",
        now=office.now,
    )
    assert approve(office, case, "head-finance").step.station == "check"
    assert [step.station for step in queries.deciding_steps(submit(office, title="ใหม่").procedure)] == [
        "review",
        "approve",
    ]
