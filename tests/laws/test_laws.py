"""The laws of the house, as far as the rooms of today can break them. Each test names its law's number."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from office import Office

from prakat.org.models import Appointment, Holiday
from prakat.procedure import actions, queries
from prakat.procedure.models import Case, Decision
from prakat.procedure.rules import Check
from prakat.publications import actions as publications
from prakat.publications import queries as shelf
from prakat.publications.models import Standing
from prakat.record.models import Entry
from prakat.website.pages.publication import Publications

APPROVE = Decision.Outcome.APPROVE
PUBLIC_FIELDS = {
    "publication": {
        "edition", "digest", "path", "section", "kind", "unit", "keys", "files", "reason_digest", "position"
    }
}  # fmt: skip


def publish(office: Office, title: str = "เรื่องทดสอบ") -> Standing:
    page = office.draft(title=title)
    case = actions.submit(page, by=page.owner, now=office.now)
    for person in ("head-finance", "info-officer", "palad"):
        case = actions.decide(
            case,
            by=office[person],
            outcome=APPROVE,
            checklist=list(Check),
            now=office.now,
            reason="เห็นชอบ ความลับ",
        )
    return shelf.standing_of(page.uuid)


def test_law_1_a_row_that_says_public_without_a_record_entry_is_not_shown(office: Office) -> None:
    page = office.draft()
    edition = publications.freeze_edition(page, position="", change_note="", now=office.now, by=None)
    fields = publications.standing_fields(edition, 0)
    times = {"published_at": office.now, "dated_at": office.now, "changed_at": office.now}
    Standing.objects.create(publication=page.uuid, **fields, **times)
    with pytest.raises(shelf.RecordMismatch):
        Publications().render(fields["path"])


def test_law_1_what_was_recorded_stays_when_it_is_withdrawn(office: Office) -> None:
    standing = publish(office)
    before = Entry.objects.count()
    actions.withdraw(standing, by=office["palad"], reason="พ้นกำหนด", now=office.now)
    assert Entry.objects.count() == before + 1
    gone = Publications().render(standing.path)
    assert gone.status == 410
    assert "พ้นกำหนด" in gone.body.decode()


def test_law_3_no_line_of_decisions_lets_a_drafter_decide(office: Office) -> None:
    for drafter in office.people.values():
        page = office.draft(title=f"ร่างของ {drafter.username}", unit="finance")
        try:
            case = actions.submit(page, by=drafter, now=office.now)
        except actions.NotAllowed:
            continue
        for answer in queries.answers_ahead(case, office.now):
            assert answer.appointment_of(drafter.pk) is None
            assert answer.holders


def test_law_4_with_every_head_away_the_work_still_has_a_holder(office: Office) -> None:
    Appointment.objects.filter(position__role__in=["head", "info-officer"]).update(
        starts="2020-01-01", ends="2020-12-31"
    )
    page = office.draft()
    case = actions.submit(page, by=page.owner, now=office.now)
    assert all(answer.holders for answer in queries.answers_ahead(case, office.now))


def test_law_5_a_holiday_announced_this_morning_moves_what_is_due(office: Office) -> None:
    page = office.draft()
    case = actions.submit(page, by=page.owner, now=office.now)
    before = queries.due(case)
    Holiday.objects.create(date=before.date(), name="วันหยุดพิเศษ")
    assert queries.due(case).date() > before.date()


def test_law_5_no_model_stores_a_due_date(office: Office) -> None:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        columns = {
            f"{table}.{column.name}"
            for table in tables
            if table.split("_")[0] in {"duties", "procedure", "publications", "record"}
            for column in connection.introspection.get_table_description(cursor, table)
        }
    assert not {name for name in columns if "due" in name.rpartition(".")[2].split("_")}


def test_law_8_the_record_says_nothing_that_people_wrote_or_who_they_are(office: Office) -> None:
    planted = ["นายทดสอบ ระบบ", "ความลับ", "clerk-finance", "แผนลับ.pdf"]
    page = office.draft(title=planted[0], summary=planted[1])
    publications.attach(page, publications.keep_file(b"x", now=office.now), name=planted[3])
    publications.save_draft(page, by=page.owner)
    case = actions.submit(page, by=page.owner, now=office.now)
    for person in ("head-finance", "info-officer", "palad"):
        case = actions.decide(
            case, by=office[person], outcome=APPROVE, checklist=list(Check), reason=planted[1], now=office.now
        )
    standing = shelf.standing_of(page.uuid)
    actions.withdraw(standing, by=office["palad"], reason=planted[0], now=office.now)
    for entry in Entry.objects.filter(kind__startswith="publication."):
        assert set(entry.data) <= PUBLIC_FIELDS["publication"]
        assert not [word for word in planted if word in json.dumps(entry.data, ensure_ascii=False)]


def test_law_9_waiting_lists_and_case_pages_agree_for_everybody(office: Office) -> None:
    page = office.draft()
    case = actions.submit(page, by=page.owner, now=office.now)
    for user in office.people.values():
        listed = case.pk in {waiting.case.pk for waiting in queries.waiting_for(user, office.now)}
        assert listed == bool(queries.decidable(case, user, office.now))


@pytest.mark.parametrize("cases", [1, 3])
def test_law_9_a_longer_waiting_list_costs_no_more_queries(office: Office, cases: int) -> None:
    for number in range(cases):
        page = office.draft(title=f"เรื่อง {number}")
        actions.submit(page, by=page.owner, now=office.now)
    with CaptureQueriesContext(connection) as counted:
        assert len(queries.waiting_for(office["head-finance"], office.now)) == cases
    assert len(counted) == 5


def test_law_10_of_two_decisions_on_one_step_one_counts(office: Office) -> None:
    page = office.draft()
    case = actions.submit(page, by=page.owner, now=office.now)
    stale = Case.objects.get(pk=case.pk)
    actions.decide(case, by=office["head-finance"], outcome=APPROVE, now=office.now)
    with pytest.raises((actions.NotReady, actions.NotAllowed)):
        actions.decide(
            stale, by=office["head-finance"], outcome=Decision.Outcome.RETURN, reason="ไม่", now=office.now
        )
    case.refresh_from_db()
    assert case.state == Case.State.OPEN
    assert Decision.objects.filter(case=case).count() == 1


def test_law_10_a_failure_after_the_last_decision_leaves_nothing_half_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = office.draft()
    case = actions.submit(page, by=page.owner, now=office.now)
    for person in ("head-finance", "info-officer"):
        case = actions.decide(case, by=office[person], outcome=APPROVE, checklist=list(Check), now=office.now)

    def broken(*_arguments: object, **_named: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(publications, "evidence_of", broken)
    before = Entry.objects.count()
    with pytest.raises(OSError, match="full"):
        actions.decide(case, by=office["palad"], outcome=APPROVE, now=office.now)
    case.refresh_from_db()
    assert (case.state, Entry.objects.count()) == (Case.State.OPEN, before)
    assert shelf.standing_of(page.uuid) is None
