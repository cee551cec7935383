"""Time and text as the desk says them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from office import BANGKOK

from prakat.desk import bodytext, words
from prakat.publications.reading import read_body, read_official
from prakat.thai.worktime import WorkCalendar

OPEN = WorkCalendar()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (200, "3 h 20 min"),
        (480, "1 working day"),
        (1440, "3 working days"),
    ],
)
def test_a_stretch_of_working_time_is_said_in_its_two_largest_units(minutes: int, said: str) -> None:
    assert words.duration(timedelta(minutes=minutes)) == said


@given(st.datetimes(MONDAY.replace(tzinfo=None), datetime(2027, 11, 23)), st.integers(-5000, 5000))
def test_what_is_past_is_late_and_what_is_not_is_not(wall: datetime, minutes: int) -> None:
    now = wall.replace(tzinfo=BANGKOK)
    left = words.until(now + timedelta(minutes=minutes), now, OPEN)
    assert (left.tone == "late") == (minutes < 0)


def test_a_day_is_late_only_after_it_has_passed() -> None:
    today = date(2026, 11, 23)
    assert words.by_day(today, today).text == "By today"
    assert words.by_day(date(2026, 11, 19), today).text == "4 days late"
    assert words.by_day(date(2026, 11, 30), today).tone == ""


WRITTEN = """ประกาศองค์การบริหารส่วนตำบลโคกทราย
เรื่อง การทดสอบ
หน่วยงานที่รับผิดชอบ
๑. สำนักปลัด มีหน้าที่เผยแพร่
๒. กองคลัง มีหน้าที่สนับสนุน
จึงประกาศให้ทราบโดยทั่วกัน
ประกาศ ณ วันที่ ๓ เดือน ตุลาคม พ.ศ. ๒๕๖๓
"""


def test_a_body_of_running_text_goes_to_lines_and_back() -> None:
    body = read_official(WRITTEN).body
    text = bodytext.text_of(body)
    assert bodytext.editable(body)
    assert bodytext.same(bodytext.text_of(read_body(text)), text)


def test_a_table_is_not_edited_as_text() -> None:
    table = {"type": "table", "value": {"caption": "", "head": [], "rows": []}}
    assert not bodytext.editable([table])
