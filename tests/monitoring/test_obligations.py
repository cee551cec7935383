"""Every duty of the agency, in its period, with its due date, its state and its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from prakat.duties import actions as duties
from prakat.duties.models import Duty
from prakat.duties.rules import State
from prakat.monitoring import queries
from prakat.monitoring.status import ObligationStatus
from prakat.org import actions as org
from prakat.org.models import Agency, Position, User
from prakat.publications.models import Evidence, Standing

from .conftest import ADOPTED, NOW, Publish, answer

pytestmark = pytest.mark.django_db


def of(ref: str, at: dt.datetime = NOW) -> list[ObligationStatus]:
    return [row for row in queries.obligations(at) if row.ref == ref]


def latest(ref: str, at: dt.datetime = NOW) -> ObligationStatus:
    return of(ref, at)[-1]


def test_every_publishing_duty_in_force_is_owed(agency: Agency) -> None:
    refs = {row.ref for row in queries.obligations(NOW)}
    assert {"OIA-2540/OIA-7-1", "GGD-2546/GGD-44", "MEASURE-2563/S-22", "ITA-2569-LAO/O1"} <= refs
    assert "OIA-2540/OIA-14" not in refs


def test_what_must_be_public_at_all_times_is_overdue_until_it_is(agency: Agency, publish: Publish) -> None:
    assert latest("OIA-2540/OIA-7-1").state is State.OVERDUE
    publish("org-structure", title="โครงสร้าง")
    row = latest("OIA-2540/OIA-7-1")
    assert (row.state, row.due, row.days) == (State.FULFILLED, None, None)
    assert [link.title for link in row.evidence] == ["โครงสร้าง"]


def test_the_measure_answers_every_duty_that_asks_for_it(agency: Agency, publish: Publish) -> None:
    publish("measure-publication")
    answered = {row.ref for row in queries.obligations(NOW) if row.state is State.FULFILLED}
    assert answered == {
        "OIA-2540/OIA-7-4",
        "GGD-2546/GGD-52",
        "MEASURE-2563/S-04",
        "MEASURE-2563/S-21-4",
        "MEASURE-2563/S-22",
        "MEASURE-2563/S-23",
    }


def test_an_item_with_two_matters_needs_both(agency: Agency, publish: Publish) -> None:
    publish("org-structure")
    row = latest("ITA-2569-LAO/O1")
    assert (row.state, row.missing_keys) == (State.OVERDUE, ("powers",))
    publish("powers")
    assert latest("ITA-2569-LAO/O1").state is State.FULFILLED


def test_the_monthly_summary_of_october_is_due_at_the_end_of_november(agency: Agency) -> None:
    row = latest("OIA-2540/OIA-9-8-a")
    assert (row.period.start, row.due) == (dt.date(2026, 10, 1), dt.date(2026, 11, 30))
    assert (row.state, row.days, row.unit) == (State.DUE_SOON, 5, "finance")


def test_a_month_still_owed_stays_on_the_list(agency: Agency, publish: Publish) -> None:
    later = dt.datetime(2026, 12, 10, 9, 0, tzinfo=NOW.tzinfo)
    assert [row.period.start for row in of("OIA-2540/OIA-9-8-a", later)] == [
        dt.date(2026, 9, 1),
        dt.date(2026, 10, 1),
        dt.date(2026, 11, 1),
    ]
    publish("proc-monthly", start="2026-09-01", end="2026-09-30", at=later)
    publish("proc-monthly", start="2026-10-01", end="2026-10-31", at=later)
    assert [row.period.start for row in of("OIA-2540/OIA-9-8-a", later)] == [dt.date(2026, 11, 1)]


def test_what_was_due_before_the_catalogue_was_adopted_is_not_held_against_the_agency(agency: Agency) -> None:
    assert dt.date(2026, 8, 1) not in {row.period.start for row in of("OIA-2540/OIA-9-8-a")}


def test_nothing_to_report_is_said_and_is_an_answer(agency: Agency, publish: Publish) -> None:
    publish("proc-monthly", start="2026-10-01", end="2026-10-31", nothing=True)
    assert latest("OIA-2540/OIA-9-8-a").state is State.NOTHING_TO_REPORT


def test_in_time_and_late(agency: Agency, publish: Publish) -> None:
    assert latest("OIA-2540/OIA-9-3").due == dt.date(2026, 11, 2)
    publish("annual-plan", start="2026-10-01", end="2027-09-30", at=ADOPTED)
    publish("budget-plan", start="2026-10-01", end="2027-09-30", at=NOW)
    assert latest("OIA-2540/OIA-9-3").state is State.FULFILLED_LATE
    assert latest("MEASURE-2563/S-01c-5").state is State.FULFILLED


def test_a_correction_does_not_make_an_answer_late(agency: Agency, publish: Publish) -> None:
    publication = publish("annual-plan", start="2026-10-01", end="2027-09-30", at=ADOPTED)
    Evidence.objects.filter(publication=publication).update(until=NOW)
    answer(publication, "annual-plan", start="2026-10-01", end="2027-09-30", at=NOW)
    assert latest("MEASURE-2563/S-01c-5").state is State.FULFILLED


def test_a_withdrawn_publication_answers_nothing(agency: Agency, publish: Publish) -> None:
    publication = publish("org-structure")
    Evidence.objects.filter(publication=publication).update(until=NOW)
    Standing.objects.filter(pk=publication).update(state=Standing.State.WITHDRAWN, reason="ผิดฉบับ")
    assert latest("OIA-2540/OIA-7-1").state is State.OVERDUE


def test_imported_history_answers_since_its_own_date(agency: Agency, publish: Publish) -> None:
    publish("annual-plan", start="2026-10-01", end="2027-09-30", imported=True, dated=ADOPTED)
    assert latest("MEASURE-2563/S-01c-5").state is State.FULFILLED


def test_the_plan_of_another_year_does_not_answer(agency: Agency, publish: Publish) -> None:
    publish("annual-plan", start="2025-10-01", end="2026-09-30")
    assert latest("MEASURE-2563/S-01c-5").state is State.OVERDUE


def test_what_does_not_apply_says_why_and_who_decided(agency: Agency) -> None:
    palad = Position.objects.get(code="palad")
    duties.exclude(Duty.objects.get(code="OIA-9-6"), reason="ไม่มีอำนาจ", position=palad, by=None, now=NOW)
    row = latest("OIA-2540/OIA-9-6")
    assert (row.state, row.excluded_reason, row.excluded_by) == (
        State.NOT_APPLICABLE,
        "ไม่มีอำนาจ",
        palad.title,
    )


def test_a_holiday_announced_this_morning_moves_the_date_by_noon(agency: Agency) -> None:
    org.set_holiday(date=dt.date(2026, 11, 30), name="วันหยุดพิเศษ", by=None, now=NOW)
    row = latest("OIA-2540/OIA-9-8-a")
    assert row.due == dt.date(2026, 12, 1)
    assert (row.why.nominal, row.why.moved_by) == (dt.date(2026, 11, 30), "วันหยุดพิเศษ")


def test_a_due_date_explains_itself(agency: Agency) -> None:
    row = latest("OIA-2540/OIA-9-3")
    assert row.why.nominal == dt.date(2026, 10, 31)
    assert row.why.moved_by
    assert row.why.rule
    assert row.why.period == row.period.label
    assert row.why.confidence


def test_a_missing_holder_is_said_and_the_work_goes_up(agency: Agency) -> None:
    row = latest("OIA-2540/OIA-7-1")
    assert (row.position, row.answering, row.holder_missing) == ("palad", "nayok", True)
    user = User.objects.create(username="palad")
    palad = Position.objects.get(code="palad")
    org.appoint(position=palad, user=user, starts=dt.date(2026, 1, 1), by=None, now=NOW)
    row = latest("OIA-2540/OIA-7-1")
    assert (row.answering, row.holder_missing) == ("palad", False)


def test_the_running_year_without_a_list_says_whose_list_it_uses(agency: Agency) -> None:
    assert latest("ITA-2569-LAO/O1").stands_in_for == 2570
    assert latest("OIA-2540/OIA-7-1").stands_in_for is None


def test_the_summary_counts_every_obligation_once(agency: Agency, publish: Publish) -> None:
    publish("org-structure", "contact")
    rows = queries.obligations(NOW)
    counted = queries.summary(rows)
    assert sum(counted.values()) == len(rows)
    assert set(counted) == set(State)
    assert counted[State.FULFILLED] == sum(row.state is State.FULFILLED for row in rows)


def test_midnight_in_thailand_begins_the_day(agency: Agency) -> None:
    """18:00 UTC is already tomorrow in Thailand: the due date has passed."""
    evening = dt.datetime(2026, 11, 30, 18, 0, tzinfo=dt.UTC)
    assert timezone.localdate(evening) == dt.date(2026, 12, 1)
    states = {row.period.start: row.state for row in of("OIA-2540/OIA-9-8-a", evening)}
    assert states[dt.date(2026, 10, 1)] is State.OVERDUE


@pytest.mark.parametrize("publications", [1, 3])
def test_the_number_of_queries_does_not_grow(
    agency: Agency, publish: Publish, publications: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for _ in range(publications):
        publish("org-structure", "powers", "news", "proc-monthly")
    with django_assert_num_queries(14):
        queries.obligations(NOW)
    with django_assert_num_queries(13):
        queries.ita_year(2569, NOW)


def test_all_evidence_of_a_matter_is_listed(agency: Agency, publish: Publish) -> None:
    for _ in range(50):
        publish("news", "org-structure")
    row = latest("ITA-2569-LAO/O4")
    assert len(row.evidence) == 50
    assert row.state is State.FULFILLED
