"""Dates as offices spell them, both ways."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prakat.thai import dates
from prakat.thai.digits import to_thai

OCT_3 = date(2020, 10, 3)
days = st.dates(dates.FIRST_DAY, date(dates.LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("๓ ตุลาคม พ.ศ. ๒๕๖๓", OCT_3),
        ("๓ เดือน ตุลาคม พ.ศ. ๒๕๖๓", OCT_3),
        ("ณ วันที่ ๓ เดือน ตุลาคม พ.ศ. ๒๕๖๓", OCT_3),
        ("วันที่ 3 ตุลาคม 2563", OCT_3),
        ("3 ตุลาคม พุทธศักราช 2563", OCT_3),
        ("3 ตุลาคม 63", OCT_3),
        ("3 ต.ค. 63", OCT_3),
        ("3 ต.ค.63", OCT_3),
        ("3 ตค 2563", OCT_3),
        ("3 ต. ค. พ.ศ. 63", OCT_3),
        ("3 ตุลาคม ค.ศ. 2020", OCT_3),
        ("3 ตุลาคม 2020", OCT_3),
        ("  ๓\u00a0ตุลาคม\u200b  พ.ศ.๒๕๖๓ ", OCT_3),
        ("วันเสาร์ที่ 3 ตุลาคม 2563", OCT_3),
        ("อาทิตย์ ที่ 26 เดือน กันยายน พ.ศ.2564", date(2021, 9, 26)),
        ("พฤหัสที่ 1 ต.ค. 63", date(2020, 10, 1)),
        ("19 มิ.ย. 62", date(2019, 6, 19)),
        ("06/08/2549", date(2006, 8, 6)),
        ("๖/๘/๔๙", date(2006, 8, 6)),
        ("6-8-2549", date(2006, 8, 6)),
        ("6.8.2006", date(2006, 8, 6)),
        ("29 กุมภาพันธ์ 2563", date(2020, 2, 29)),
        ("2020-10-03", OCT_3),
        ("2563-10-03", OCT_3),
    ],
)
def test_every_spelling_is_read(text: str, day: date) -> None:
    """Long, short and numeric spellings, both eras, Thai digits, weekdays and ISO are the same day."""
    assert dates.parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31 กุมภาพันธ์ 2563", "not a day of the calendar"),
        ("29/02/2564", "not a day of the calendar"),
        ("3/13/2563", "not a day of the calendar"),
        ("0 ตุลาคม 2563", "not a day of the calendar"),
        ("3 ตุลาคม ค.ศ. 20", "needs four digits"),
        ("1 มีนาคม พ.ศ. 2483", "not between 1 January พ.ศ. 2484"),
        ("3 ตุลาคม 2300", "not between 1 January พ.ศ. 2484"),
        ("3 ตุลาคม พ.ศ. 0001", "not between 1 January พ.ศ. 2484"),
        ("3 ตุลาคม พ.ศ. 9999", "not between 1 January พ.ศ. 2484"),
        ("ตุลาคม 2563", "not a date in a known spelling"),
        ("3 ตุลาคม 563", "not a date in a known spelling"),
        ("", "not a date in a known spelling"),
        ("วันนี้", "not a date in a known spelling"),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(text: str, why: str) -> None:
    """Impossible dates, unclear years and the old calendar raise ValueError that says why."""
    with pytest.raises(ValueError, match=why):
        dates.parse_date(text)


@given(days)
@settings(deadline=None)
@example(dates.FIRST_DAY)
@example(date(2000, 2, 29))
def test_what_is_written_is_read_again(day: date) -> None:
    """Every way of writing a date is a way of reading it."""
    numeric = f"{day.day}/{day.month}/{dates.be_year(day)}"
    weekday = f"วัน{dates.WEEKDAYS[day.weekday()]}ที่ {dates.long(day)}"
    for text in (dates.signed(day), dates.long(day), dates.short(day), numeric, weekday, day.isoformat()):
        assert dates.parse_date(text) == day
        assert dates.parse_date(to_thai(text)) == day


@given(st.text())
@settings(deadline=None)
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    """Reading a date never fails in another way."""
    with suppress(ValueError):
        assert dates.parse_date(text) >= dates.FIRST_DAY


def test_the_written_forms() -> None:
    """The forms of the signature block, the page, the list and the clock."""
    assert dates.be_year(OCT_3) == 2563
    assert dates.signed(OCT_3) == "๓ ตุลาคม พ.ศ. ๒๕๖๓"
    assert dates.long(OCT_3) == "3 ตุลาคม 2563"
    assert dates.short(OCT_3) == "3 ต.ค. 2563"
    assert dates.clock(time(7, 40)) == "07.40 น."
    assert (dates.MONTHS[10], dates.MONTHS_SHORT[10]) == ("ตุลาคม", "ต.ค.")
    assert dates.WEEKDAYS[OCT_3.weekday()] == "เสาร์"


def test_a_moment_is_shown_on_a_thai_clock() -> None:
    """A moment in UTC is shown in Bangkok; a moment without zone is refused."""
    moment = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
    assert dates.short_moment(moment) == "23 พ.ย. 2569 เวลา 10.42 น."
    with pytest.raises(ValueError, match="no time zone"):
        dates.short_moment(datetime(2026, 11, 23, 10, 42))


def _found(text: str) -> list[tuple[str, date]]:
    return [(text[start:end], day) for start, end, day in dates.find_dates(text)]


def test_dates_are_found_in_running_text() -> None:
    """Each date is found where it stands in the text as it was written."""
    text = "ประกาศ ณ วันที่  ๓\u00a0เดือน ตุลา\u200bคม  พ.ศ. ๒๕๖๓ ใช้ 1 ต.ค. 63-30/09/2564 (แก้ไข 2021-02-01)"
    assert _found(text) == [
        ("๓\u00a0เดือน ตุลา\u200bคม  พ.ศ. ๒๕๖๓", OCT_3),
        ("1 ต.ค. 63", date(2020, 10, 1)),
        ("30/09/2564", date(2021, 9, 30)),
        ("2021-02-01", date(2021, 2, 1)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "วันที่ 3 ตุลาคม 08.30 น.",
        "3 ต.ค. 08.30 น.",
        "3 ต.ค. 10 น.",
        "วันที่ 3 ตุลาคม 15 คน",
        "โทร 074-12-2563",
        "เลขที่ 1/2/3/2563",
        "31 กุมภาพันธ์ 2563",
        "ปีงบประมาณ พ.ศ. ๒๕๖๔",
        "192.168.1.2563",
    ],
)
def test_numbers_that_are_no_dates_are_passed_over(text: str) -> None:
    """Clock times, counts, telephone and document numbers are not taken for dates."""
    assert _found(text) == []


@given(days, st.text(alphabet="กขคะาิ่ .\n\u200b"), st.text(alphabet="กขคะาิ่ ,\n\u200b"))
@settings(deadline=None)
def test_a_date_is_found_between_any_words(day: date, before: str, after: str) -> None:
    """Where a date stands does not matter; its place is that of the original text."""
    text = before + dates.signed(day) + after
    ((start, end, found),) = dates.find_dates(text)
    assert found == day
    assert dates.parse_date(text[start:end]) == day


@given(st.text())
@settings(deadline=None)
def test_finding_dates_never_fails(text: str) -> None:
    """Any text may be searched; places are inside it and in order."""
    places = [place for start, end, _ in dates.find_dates(text) for place in (start, end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
