"""The agency's identity comes from its DLA code; its kind decides its words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from prakat.audit.models import Row
from prakat.org import actions, defaults, directory, queries, wording
from prakat.org.models import Agency, Holiday, Position, Unit, User
from prakat.record.models import Entry

pytestmark = pytest.mark.django_db


def test_identity_comes_from_the_code(agency: Agency) -> None:
    assert agency.full_name == "องค์การบริหารส่วนตำบลโคกทราย"
    assert (agency.short, agency.district, agency.province) == ("อบต. โคกทราย", "ป่าบอน", "พัทลุง")
    assert queries.agency() == agency


def test_before_set_up_there_is_no_agency() -> None:
    with pytest.raises(queries.NotSetUpError):
        queries.agency()


def test_names_repeat_and_codes_do_not() -> None:
    same_name = directory.named("เทศบาลตำบลบ้านใหม่")
    assert len(same_name) > 1
    assert len({found.dla_code for found in same_name}) == len(same_name)
    assert directory.lookup(same_name[0].dla_code) == same_name[0]


def test_unknown_code_is_refused(now: dt.datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.set_up_agency("0000000", by=None, now=now)
    assert refused.value.code == "unknown"


def test_a_second_agency_is_refused_by_action_and_database(agency: Agency, now: dt.datetime) -> None:
    with pytest.raises(ValidationError):
        actions.set_up_agency("5810401", by=None, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(only=2, dla_code="5810401", kind=Agency.Kind.PAO)


@pytest.mark.parametrize(
    ("code", "nayok", "ordinance"),
    [
        ("6930802", "นายกองค์การบริหารส่วนตำบลโคกทราย", "ข้อบัญญัติ"),
        ("5810402", "นายกเทศมนตรีตำบลคลองพน", "เทศบัญญัติ"),
        ("4810102", "นายกเทศมนตรีเมืองกระบี่", "เทศบัญญัติ"),
        ("2810101", "นายกองค์การบริหารส่วนจังหวัดกระบี่", "ข้อบัญญัติ"),
        ("3200408", "นายกเมืองพัทยา", "ข้อบัญญัติ"),
    ],
)
def test_kind_decides_the_words(now: dt.datetime, code: str, nayok: str, ordinance: str) -> None:
    agency = actions.set_up_agency(code, by=None, now=now)
    actions.add_default_structure(by=None, now=now)
    assert wording.title_in_full(Position.objects.get(code="nayok"), agency) == nayok
    assert wording.words(agency).ordinance == ordinance


def test_default_structure_is_complete_and_can_be_added_again(agency: Agency, now: dt.datetime) -> None:
    actions.add_default_structure(by=None, now=now)
    codes = [unit.code for unit in Unit.objects.all()]
    assert codes == ["palad-office", "finance", "works", "education", "welfare", "health", "audit-unit"]
    assert Position.objects.filter(role=Position.Role.HEAD).count() == len(codes)
    assert Position.objects.get(code="info-officer").title == defaults.INFO_OFFICER_TITLE
    assert Position.objects.get(code="clerk-finance").reports_to == Position.objects.get(code="head-finance")


def test_every_change_leaves_an_entry_and_an_audit_row(agency: Agency, now: dt.datetime) -> None:
    entries = Entry.objects.filter(kind="agency.changed").count()
    rows = Row.objects.count()
    actions.add_unit(code="strategy", name="กองยุทธศาสตร์และงบประมาณ", by=None, now=now)
    assert Entry.objects.filter(kind="agency.changed").count() == entries + 1
    assert Row.objects.count() == rows + 1
    assert Entry.objects.latest("seq").data == {"digest": actions.structure_digest()}


def test_the_trail_names_an_actor_without_the_persons_name(agency: Agency, now: dt.datetime) -> None:
    officer = User.objects.create(username="officer", first_name="ลับ")
    actions.add_unit(code="a", name="ก", by=officer, now=now)
    actions.add_unit(code="b", name="ข", by="operator", now=now)
    assert list(Row.objects.order_by("-pk").values_list("actor", flat=True)[:2]) == [
        "operator",
        f"user:{officer.pk}",
    ]


def test_a_holiday_announced_this_morning_closes_the_office(agency: Agency, now: dt.datetime) -> None:
    monday = dt.date(2026, 11, 30)
    assert queries.calendar().is_working_day(monday)
    actions.set_holiday(date=monday, name="วันหยุดราชการกรณีพิเศษ", by=None, now=now)
    assert not queries.calendar().is_working_day(monday)


def test_seeding_again_keeps_what_the_operator_edited(agency: Agency, now: dt.datetime) -> None:
    day = Holiday.objects.filter(observed=True).earliest("date")
    actions.set_holiday(date=day.date, name=day.name, observed=False, by=None, now=now)
    assert actions.seed_holidays() == 0
    assert not Holiday.objects.get(date=day.date).observed


def test_contact_can_be_changed(agency: Agency, now: dt.datetime) -> None:
    phones = [{"label": "สำนักงาน", "number": "0 7400 0000"}]
    actions.set_contact(
        website="https://www.example.go.th", address="หมู่ 1", phones=phones, email="", by=None, now=now
    )
    assert queries.agency().phones == phones
