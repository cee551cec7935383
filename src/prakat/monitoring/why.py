"""Why this date? The rule, the period and the calendar behind a due date, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prakat.duties.models import Duty
from prakat.duties.periods import Due, DueRule, Period, nominal_date
from prakat.monitoring.status import Why


def explain(
    duty: Duty, rule: DueRule, period: Period, due: dt.date | None, holidays: Mapping[dt.date, str]
) -> Why:
    """The pieces that lead to the due date, for the question that staff and readers ask of it."""
    nominal = nominal_date(rule, period)
    moved = nominal is not None and due != nominal
    return Why(
        rule=_rule(rule),
        period=period.label,
        nominal=nominal,
        moved_by=_closed(nominal, holidays) if moved and nominal else "",
        confidence=_confidence(duty.confidence.get("due", "")),
    )


def _rule(rule: DueRule) -> str:
    due = rule.due
    if due is None:
        return _("It must be public at all times.")
    if due.by is not None:
        return _("By %(day)s/%(month)s of the fiscal year.") % {"day": due.by[1], "month": due.by[0]}
    return _after(due)


def _after(due: Due) -> str:
    if due.after == "end" and due.months == 0:
        return _("By the last day of the period.")
    if due.after == "end":
        text = ngettext(
            "By the end of the month after the period.",
            "By the end of month %(months)s after the period.",
            due.months,
        )
    else:
        text = ngettext(
            "By the end of the first month of the period.",
            "By the end of month %(months)s of the period.",
            due.months,
        )
    return text % {"months": due.months}


def _closed(day: dt.date, holidays: Mapping[dt.date, str]) -> str:
    return holidays.get(day) or _("weekend")


def _confidence(stated: str) -> str:
    if stated == "agency-default":
        return _("The source fixes no date; this is the agency's default.")
    return stated
