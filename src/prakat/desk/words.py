"""Time as an officer says it: what is left in working time, how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prakat.thai import dates
from prakat.thai.worktime import WorkCalendar

WORKING_DAY = timedelta(hours=8)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
LITTLE = timedelta(hours=2)


@dataclass(frozen=True)
class Left:
    """The time left, in words, with the tone (a class of the design) and the shape beside it."""

    text: str
    tone: str = ""
    icon: str = "clock"


def duration(amount: timedelta) -> str:
    """Working time in the two largest units that matter: days of eight hours, else hours and minutes."""
    if amount >= WORKING_DAY:
        days = round(amount / WORKING_DAY)
        return ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days}
    hours, minutes = divmod(int(amount / MINUTE), 60)
    parts = [_("%(n)s h") % {"n": hours}] if hours else []
    if minutes or not hours:
        parts.append(_("%(n)s min") % {"n": minutes})
    return " ".join(parts)


def until(due: datetime, now: datetime, calendar: WorkCalendar) -> Left:
    """Working time left until a moment; how much has passed since when it is over."""
    left = calendar.working_time_between(now, due)
    if due < now:
        return Left(_("Late by %(time)s") % {"time": duration(-left)}, "late", "alert")
    return Left(_("%(time)s left") % {"time": duration(left)}, "soon" if left < LITTLE else "")


def by_day(due: date, today: date) -> Left:
    """Until the end of a day."""
    if due < today:
        late = (today - due).days
        return Left(ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}, "late", "alert")
    if due == today:
        return Left(_("By today"), "soon")
    return Left(_("By %(day)s") % {"day": dates.short(due)})


def moment(value: datetime) -> str:
    """``23 พ.ย. 2569 เวลา 10.42 น.``"""
    return dates.short_moment(timezone.localtime(value))


def clock(value: datetime) -> str:
    return dates.clock(timezone.localtime(value).time())


def today_in_full(now: datetime) -> str:
    """``วันจันทร์ที่ 23 พฤศจิกายน 2569 เวลา 09.05 น.``"""
    here = timezone.localtime(now)
    weekday = dates.WEEKDAYS[here.weekday()]
    return _("%(weekday)s %(date)s at %(time)s") % {
        "weekday": weekday,
        "date": dates.long(here.date()),
        "time": dates.clock(here.time()),
    }
