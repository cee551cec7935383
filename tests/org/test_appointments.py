"""Authority is looked up by position at a moment; one person may hold several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from prakat.org import actions, queries
from prakat.org.models import Appointment, Capacity, Position, User
from prakat.record.models import Entry

pytestmark = pytest.mark.django_db

FIRST = dt.date(2020, 1, 1)
DAY = dt.date(2020, 10, 3)
Code = Callable[[str], Position]
Person = Callable[[str], User]


@pytest.fixture
def acting(position: Code, person: Person, now: dt.datetime) -> Appointment:
    """The measure's own case: the palad performs the duties of the nayok."""
    palad = person("palad")
    actions.appoint(position=position("palad"), user=palad, starts=FIRST, by=None, now=now)
    return actions.appoint(
        position=position("nayok"),
        user=palad,
        capacity=Capacity.ACTING_DUTIES,
        own_position=position("palad"),
        starts=FIRST,
        by=None,
        now=now,
    )


def test_the_measures_own_signature_block(acting: Appointment) -> None:
    assert queries.signature_lines(acting) == [
        "ปลัดองค์การบริหารส่วนตำบลปฏิบัติหน้าที่",
        "นายกองค์การบริหารส่วนตำบลโคกทราย",
    ]


def test_a_substantive_holder_signs_with_one_line(position: Code, person: Person, now: dt.datetime) -> None:
    palad = actions.appoint(position=position("palad"), user=person("p"), starts=FIRST, by=None, now=now)
    head = actions.appoint(
        position=position("head-finance"), user=person("h"), starts=FIRST, by=None, now=now
    )
    assert queries.signature_lines(palad) == ["ปลัดองค์การบริหารส่วนตำบลโคกทราย"]
    assert queries.signature_lines(head) == ["ผู้อำนวยการกองคลัง"]


def test_someone_placed_without_a_post_of_their_own_signs_in_one_line(
    position: Code, person: Person, now: dt.datetime
) -> None:
    placed = actions.appoint(
        position=position("head-works"),
        user=person("h"),
        capacity=Capacity.PLACED,
        starts=FIRST,
        by=None,
        now=now,
    )
    assert queries.signature_lines(placed) == ["รักษาการในตำแหน่งผู้อำนวยการกองช่าง"]


def test_one_person_holds_both_positions_and_is_asked_once(acting: Appointment, position: Code) -> None:
    both = [position("palad"), position("nayok")]
    assert queries.positions_of(acting.user, DAY) == [position("nayok"), position("palad")]
    [(user, appointments)] = queries.people(both, DAY)
    assert user == acting.user
    assert {row.position.code for row in appointments} == {"palad", "nayok"}


def test_a_vacant_position_hands_its_work_upwards(acting: Appointment, position: Code) -> None:
    answering, holders = queries.answering(position("clerk-finance"), DAY)
    assert answering == position("palad")
    assert [row.user for row in holders] == [acting.user]


def test_a_vacant_top_hands_its_work_to_the_palad(position: Code, person: Person, now: dt.datetime) -> None:
    for code in ("head-works", "deputy-nayok", "palad"):
        actions.appoint(position=position(code), user=person(code), starts=FIRST, by=None, now=now)
    answering, holders = queries.answering(position("nayok"), DAY)
    assert answering == position("palad")
    assert holders


def test_work_reaches_somebody_as_long_as_anybody_holds_anything(
    position: Code, person: Person, now: dt.datetime
) -> None:
    actions.appoint(position=position("clerk-health"), user=person("c"), starts=FIRST, by=None, now=now)
    for start in Position.objects.all():
        assert queries.answering(start, DAY)[1], start.code


def test_nobody_at_all_is_said_plainly(position: Code) -> None:
    assert queries.answering(position("clerk-health"), DAY) == (position("nayok"), [])


def test_authority_lasts_from_the_first_to_the_last_day(
    position: Code, person: Person, now: dt.datetime
) -> None:
    user, head = person("h"), position("head-finance")
    row = actions.appoint(position=head, user=user, starts=FIRST, by=None, now=now)
    actions.end_appointment(row, ends=DAY, by=None, now=now)
    assert queries.authority(user, head, FIRST - dt.timedelta(days=1)) is None
    assert queries.authority(user, head, FIRST) == row
    assert queries.authority(user, head, DAY) == row
    assert queries.authority(user, head, DAY + dt.timedelta(days=1)) is None
    assert queries.holders(head, DAY + dt.timedelta(days=1)) == []


def test_somebody_who_left_holds_nothing(acting: Appointment, position: Code) -> None:
    User.objects.filter(pk=acting.user_id).update(is_active=False)
    assert queries.holders(position("palad"), DAY) == []


def test_acting_needs_a_post_to_act_from(position: Code, person: Person, now: dt.datetime) -> None:
    user = person("x")
    with pytest.raises(ValidationError) as missing:
        actions.appoint(
            position=position("nayok"),
            user=user,
            capacity=Capacity.ACTING_FOR,
            starts=FIRST,
            by=None,
            now=now,
        )
    assert missing.value.code == "own_position_missing"
    with pytest.raises(ValidationError) as not_held:
        actions.appoint(
            position=position("nayok"),
            user=user,
            capacity=Capacity.ACTING_FOR,
            own_position=position("palad"),
            starts=FIRST,
            by=None,
            now=now,
        )
    assert not_held.value.code == "own_position_not_held"


def test_two_people_cannot_hold_one_post_at_a_time(position: Code, person: Person, now: dt.datetime) -> None:
    first = actions.appoint(position=position("palad"), user=person("a"), starts=FIRST, by=None, now=now)
    with pytest.raises(ValidationError) as held:
        actions.appoint(position=position("palad"), user=person("b"), starts=DAY, by=None, now=now)
    assert held.value.code == "held"
    actions.end_appointment(first, ends=DAY, by=None, now=now)
    actions.appoint(
        position=position("palad"), user=person("c"), starts=DAY + dt.timedelta(days=1), by=None, now=now
    )


def test_several_clerks_share_a_desk(position: Code, person: Person, now: dt.datetime) -> None:
    for name in ("a", "b", "c"):
        actions.appoint(position=position("clerk-works"), user=person(name), starts=FIRST, by=None, now=now)
    assert len(queries.holders(position("clerk-works"), DAY)) == 3


def test_ending_what_somebody_ended_meanwhile_is_refused(acting: Appointment, now: dt.datetime) -> None:
    stale = Appointment.objects.get(pk=acting.pk)
    actions.end_appointment(acting, ends=DAY, by=None, now=now)
    with pytest.raises(ValidationError) as changed:
        actions.end_appointment(stale, ends=FIRST, by=None, now=now)
    assert changed.value.code == "changed"


@pytest.mark.parametrize(
    "broken",
    [
        {"ends": FIRST - dt.timedelta(days=1)},
        {"capacity": Capacity.ACTING_DUTIES},
        {"capacity": Capacity.DELEGATED},
        {"own": "nayok"},
        {"own": "palad", "capacity": Capacity.ACTING_FOR},
    ],
)
def test_the_database_refuses_broken_appointments(
    position: Code, person: Person, broken: dict[str, object]
) -> None:
    fields = {key: value for key, value in broken.items() if key != "own"}
    own = position(str(broken["own"])) if "own" in broken else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            position=position("palad"), user=person("x"), starts=FIRST, own_position=own, **fields
        )


def test_the_public_entry_names_no_person(acting: Appointment, position: Code, now: dt.datetime) -> None:
    user = User.objects.create(username="secret-login", first_name="ลับ", last_name="มาก")
    actions.appoint(position=position("clerk-works"), user=user, starts=FIRST, by=None, now=now)
    for entry in Entry.objects.all():
        assert set(entry.data) == {"digest"}


def test_a_circle_of_chiefs_ends(position: Code) -> None:
    Position.objects.filter(code="nayok").update(reports_to=position("palad"))
    assert queries.answering(position("palad"), DAY)[1] == []


@st.composite
def offices(draw: st.DrawFn) -> tuple[list[Position], set[int]]:
    """A tree of positions in which each reports to an earlier one, and the numbers of those held."""
    size = draw(st.integers(min_value=1, max_value=12))
    positions = [Position(pk=0, role=Position.Role.NAYOK)]
    for number in range(1, size):
        chief = draw(st.integers(min_value=0, max_value=number - 1))
        positions.append(Position(pk=number, role=Position.Role.CLERK, reports_to_id=chief))
    return positions, draw(st.sets(st.integers(min_value=0, max_value=size - 1)))


@given(office=offices())
def test_no_work_is_handed_to_nobody(office: tuple[list[Position], set[int]]) -> None:
    """In any office with at least one holder, every position's work reaches a held position."""
    positions, held = office
    hierarchy = queries.Hierarchy(positions, [Appointment(position_id=number, user_id=1) for number in held])
    for position in positions:
        answering, holders = hierarchy.answering(position.pk)
        assert bool(holders) == bool(held)
        if position.pk in held:
            assert answering == position


@given(office=offices())
def test_one_persons_own_work_is_handed_to_somebody_else(office: tuple[list[Position], set[int]]) -> None:
    """Left out, a person answers for nothing, whatever they hold."""
    positions, held = office
    hierarchy = queries.Hierarchy(
        positions, [Appointment(position_id=number, user_id=number) for number in held]
    )
    for position in positions:
        _answering, holders = hierarchy.answering(position.pk, without=position.pk)
        assert [row for row in holders if row.user_id == position.pk] == []
        assert bool(holders) == bool(held - {position.pk})
