"""Dates in the Buddhist Era: every spelling that Thai offices use, read and written.

Limits. Until 2483 the Thai year began on 1 April (so the months January to March of 2483 never
existed): a date "พ.ศ." before 1 January 2484 (1941) cannot be taken over by subtracting 543. Such dates
are refused when read; when written they get the plain offset, because a formatter must not fail on what
a database holds.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from itertools import chain

from prakat.thai.digits import to_thai
from prakat.thai.normalise import fold, fold_with_map
from prakat.thai.zone import in_bangkok

ERA_OFFSET = 543
FIRST_DAY = date(1941, 1, 1)
LAST_YEAR = 2199

MONTHS = (
    "", "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def be_year(day: date) -> int:
    """The Buddhist Era year of `day`: 2020 is 2563."""
    return day.year + ERA_OFFSET


def signed(day: date) -> str:
    """As in a signature block: ๓ ตุลาคม พ.ศ. ๒๕๖๓."""
    return to_thai(f"{day.day} {MONTHS[day.month]} พ.ศ. {be_year(day)}")


def long(day: date) -> str:
    """As on a page: 3 ตุลาคม 2563."""
    return f"{day.day} {MONTHS[day.month]} {be_year(day)}"


def short(day: date) -> str:
    """As in a list: 3 ต.ค. 2563."""
    return f"{day.day} {MONTHS_SHORT[day.month]} {be_year(day)}"


def clock(moment: time) -> str:
    """Hours and minutes as offices write them: 07.40 น."""
    return f"{moment.hour:02}.{moment.minute:02} น."


def short_moment(moment: datetime) -> str:
    """Day and time on a Thai clock: 23 พ.ย. 2569 เวลา 10.42 น.

    ValueError for a moment without time zone.
    """
    local = in_bangkok(moment)
    return f"{short(local)} เวลา {clock(local.time())}"


def parse_date(text: str) -> date:
    """The one date that `text` states, in any spelling of Thai offices, or ISO.

    ๓ ตุลาคม พ.ศ. ๒๕๖๓ · วันที่ ๓ เดือน ตุลาคม พ.ศ. ๒๕๖๓ · 3 ต.ค. 63 · 06/08/2549 · อาทิตย์ ที่ 26 เดือน
    กันยายน พ.ศ.2564 · 3 ตุลาคม ค.ศ. 2020 · 2020-10-03. Numbers are day/month/year. A year of two digits
    is short for 25xx; a year of four digits without era is Christian up to 2199 and Buddhist from 2484.
    A weekday is read but not checked: old pages get it wrong more often than the date. ValueError, in a
    sentence, for anything else.
    """
    folded = fold(text)
    for pattern in (_WORDED, _NUMERIC, _ISO):
        if found := pattern.fullmatch(folded):
            return _date_of(found)
    raise ValueError(f"“{text}” is not a date in a known spelling.")


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Every date inside running text, in order: where it starts (its day) and ends in `text`, and the day.

    Stricter than `parse_date`, because prose is full of numbers: a year of two digits counts only with
    an era, after a short month (3 ต.ค. 63) or in full numbers (06/08/49), and impossible dates are
    passed over.
    """
    folded, offsets = fold_with_map(text)
    found = []
    for match in chain.from_iterable(pattern.finditer(folded) for pattern in _IN_PROSE):
        try:
            found.append((offsets[match.start()], offsets[match.end() - 1] + 1, _date_of(match)))
        except ValueError:
            continue
    return sorted(found)


def _date_of(match: re.Match[str]) -> date:
    parts = {key: value for key, value in match.groupdict().items() if value}
    year = _year(parts["year"], parts.get("era", ""))
    month = int(parts["number"]) if "number" in parts else _MONTH_NUMBERS[_letters(parts["month"])]
    if not FIRST_DAY.year <= year <= LAST_YEAR:
        raise ValueError(
            f"“{match[0]}” is not between 1 January พ.ศ. {be_year(FIRST_DAY)} "
            f"and 31 December พ.ศ. {LAST_YEAR + ERA_OFFSET}."
        )
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:
        raise ValueError(f"“{match[0]}” is not a day of the calendar.") from None


def _year(digits: str, era: str) -> int:
    """The Christian Era year meant by two or four digits and an era that may be missing."""
    year, christian = int(digits), era.startswith("ค")
    if len(digits) == 2 and christian:
        raise ValueError(f"The year “{era} {digits}” needs four digits.")
    if len(digits) == 2:
        return 2500 + year - ERA_OFFSET
    if christian or (not era and year <= LAST_YEAR):
        return year
    return year - ERA_OFFSET


def _letters(month: str) -> str:
    return month.replace(".", "").replace(" ", "")


def _short_spelling(month: str) -> str:
    """A pattern for ต.ค. that also takes ต.ค, ตค. and ต. ค."""
    return r"\.? ?".join(month.rstrip(".").split(".")) + r"\.?"


_MONTH_NUMBERS = {
    _letters(name): number for names in (MONTHS, MONTHS_SHORT) for number, name in enumerate(names) if name
}

_FULL = "|".join(MONTHS[1:])
_SHORT = "|".join(map(_short_spelling, MONTHS_SHORT[1:]))
_ERA = r"(?P<era>พ\.? ?ศ\.?|ค\.? ?ศ\.?|พุทธศักราช|คริสต์ศักราช)?"
_DAY = r"(?P<day>[0-9]{1,2})"
_MONTH = r"(?P<number>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_YEAR4 = r"(?P<year>[0-9]{4})"
_YEAR_BY_ERA = r"(?P<year>[0-9]{4}|(?(era)[0-9]{2}|(?!)))"

_WEEKDAY = rf"(?:วัน ?)?(?:{'|'.join(WEEKDAYS)}|พฤหัส)(?: ?ที่)?,? ?"
_LEAD = rf"(?:ณ ?)?(?:{_WEEKDAY}|วันที่ ?)?"
_WORDED = re.compile(rf"{_LEAD}{_DAY} ?(?:เดือน ?)?(?P<month>{_FULL}|{_SHORT}),? ?{_ERA} ?{_YEAR}")
_NUMERIC = re.compile(rf"{_LEAD}{_DAY}(?P<mark> ?[/.-] ?){_MONTH}(?P=mark){_YEAR}")
_ISO = re.compile(rf"{_YEAR4}-(?P<number>[0-9]{{2}})-(?P<day>[0-9]{{2}})")

_START = r"(?<![0-9])(?<![0-9][.,:])"
_END = r"(?![.,:]?[0-9])"
_NOT_A_CLOCK = r"(?! ?(?:น\.|นาฬิกา))"


def _separated(mark: str) -> re.Pattern[str]:
    """Day, month and year of four digits between marks, not inside a longer number."""
    sign = re.escape(mark)
    return re.compile(
        rf"(?<![0-9])(?<!{sign}){_DAY}{sign}{_MONTH}{sign}{_YEAR4}(?!{sign}?[0-9])",
    )


_IN_PROSE = (
    re.compile(rf"{_START}{_DAY} ?(?:เดือน ?)?(?P<month>{_FULL}),? ?{_ERA} ?{_YEAR_BY_ERA}{_END}"),
    re.compile(rf"{_START}{_DAY} ?(?:เดือน ?)?(?P<month>{_SHORT}),? ?{_ERA} ?{_YEAR}{_END}{_NOT_A_CLOCK}"),
    *map(_separated, "/.-"),
    re.compile(r"(?<![0-9/])(?P<day>[0-9]{2})/(?P<number>[0-9]{2})/(?P<year>[0-9]{2})(?!/?[0-9])"),
    re.compile(rf"(?<![0-9-]){_ISO.pattern}(?!-?[0-9])"),
)
