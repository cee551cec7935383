"""Every matter has a unit and an approving position; what does not apply says why and who decided."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from prakat.audit.models import Row
from prakat.duties import actions, owners, queries
from prakat.duties.models import Assignment, Catalogue, Duty, Exclusion
from prakat.org.models import Agency, Position, Unit
from prakat.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def assigned(agency: Agency, shipped: list[Catalogue], now: dt.datetime) -> int:
    return actions.assign_defaults(by="operator", now=now)


def test_every_matter_gets_a_unit_and_the_palad_approves(assigned: int) -> None:
    assert assigned == len(queries.known_keys())
    assert set(Assignment.objects.values_list("approver__code", flat=True)) == {"palad"}


@pytest.mark.parametrize(
    ("key", "unit"),
    [
        ("proc-monthly", "finance"),
        ("budget-plan", "finance"),
        ("org-structure", "palad-office"),
        ("hr-plan", "palad-office"),
        ("risk-assessment", "audit-unit"),
        ("environment-health", "health"),
        ("measure-publication", "palad-office"),
    ],
)
def test_the_catalogues_own_words_decide_the_unit(assigned: int, key: str, unit: str) -> None:
    assert Assignment.objects.get(key=key).unit.code == unit


def test_what_every_unit_owes_is_gathered_by_the_palads_office(assigned: int) -> None:
    manual = Assignment.objects.get(key="service-manual")
    assert manual.unit.code == "palad-office"
    assert manual.note


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("กองคลัง", "finance"),
        ("หน่วยตรวจสอบภายใน/สำนักปลัด", "audit-unit"),
        ("งานนโยบายและแผน (สำนักปลัด/กองยุทธศาสตร์)", "palad-office"),
        ("งานประชาสัมพันธ์/เทคโนโลยีสารสนเทศ", "palad-office"),
        ("องค์การบริหารส่วนตำบล", "palad-office"),
    ],
)
def test_owner_words_name_a_unit(words: str, unit: str) -> None:
    assert owners.owner_of(words) == owners.Owner(unit)


def test_what_the_agency_decided_stays(assigned: int, now: dt.datetime) -> None:
    works = Unit.objects.get(code="works")
    actions.assign(
        key="news", unit=works, approver=Position.objects.get(code="palad"), lead_days=3, by=None, now=now
    )
    assert actions.assign_defaults(by="operator", now=now) == 0
    news = Assignment.objects.get(key="news")
    assert (news.unit, news.lead_days) == (works, 3)


def test_an_assignment_of_one_duty_beats_that_of_its_matter(assigned: int, now: dt.datetime) -> None:
    duty = Duty.objects.get(code="OIA-9-8-a")
    works, palad = Unit.objects.get(code="works"), Position.objects.get(code="palad")
    assert queries.assignments().of(duty).unit == Unit.objects.get(code="finance")
    actions.assign(duty=duty, unit=works, approver=palad, by=None, now=now)
    assert queries.assignments().of(duty).unit == works


def test_without_structure_nothing_can_be_assigned(shipped: list[Catalogue], now: dt.datetime) -> None:
    with pytest.raises(ValidationError) as missing:
        actions.assign_defaults(by="operator", now=now)
    assert missing.value.code == "no_structure"


def test_an_unassigned_duty_falls_to_the_palad(agency: Agency, shipped: list[Catalogue]) -> None:
    answerable = queries.assignments().of(Duty.objects.get(code="OIA-7-1"))
    assert answerable.approver == Position.objects.get(code="palad")


def test_each_change_is_recorded_without_reasons(assigned: int, now: dt.datetime) -> None:
    before = Entry.objects.filter(kind="duties.assigned").count()
    duty = Duty.objects.get(code="OIA-9-6")
    palad = Position.objects.get(code="palad")
    row = actions.exclude(duty, reason="ไม่มีอำนาจให้สัมปทาน", position=palad, by=None, now=now)
    actions.include(row, by=None, now=now)
    entries = list(Entry.objects.filter(kind="duties.assigned").order_by("seq"))[before:]
    assert [set(entry.data) for entry in entries] == [{"digest"}, {"digest"}]
    assert entries[0].data != entries[1].data
    assert list(Row.objects.order_by("-pk").values_list("verb", flat=True)[:2]) == [
        "duties.include",
        "duties.exclude",
    ]


def test_an_exclusion_says_why(assigned: int, now: dt.datetime) -> None:
    duty, palad = Duty.objects.get(code="OIA-9-6"), Position.objects.get(code="palad")
    with pytest.raises(ValidationError):
        actions.exclude(duty, reason="  ", position=palad, by=None, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exclusion.objects.create(duty=duty, reason="", position=palad, at=now)


def test_only_a_duty_can_be_excluded(assigned: int, now: dt.datetime) -> None:
    with pytest.raises(ValidationError) as wrong:
        actions.exclude(
            Duty.objects.get(code="OIA-14"),
            reason="x",
            position=Position.objects.get(code="palad"),
            by=None,
            now=now,
        )
    assert wrong.value.code == "not_a_duty"


@pytest.mark.parametrize("both", [True, False])
def test_the_database_wants_a_matter_or_a_duty(assigned: int, both: bool) -> None:
    finance, palad = Unit.objects.get(code="finance"), Position.objects.get(code="palad")
    duty = Duty.objects.get(code="OIA-7-1") if both else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(key="news" if both else "", duty=duty, unit=finance, approver=palad)
