"""Duty against deed: every obligation as it stands at a moment, computed, never stored."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from prakat.duties import periods, rules
from prakat.duties import queries as duties
from prakat.duties.models import Catalogue, Duty, Exclusion
from prakat.duties.periods import DueRule, Period
from prakat.duties.rules import Facts, State
from prakat.monitoring import why
from prakat.monitoring.answers import Answers, Found
from prakat.monitoring.status import ItaRow, ItaYear, ObligationStatus
from prakat.org import queries as org
from prakat.org.models import Holiday
from prakat.thai.fiscal import fiscal_year
from prakat.thai.worktime import WorkCalendar

WORST_FIRST = list(State)


class NoListError(LookupError):
    """There is no ITA list for this fiscal year."""


def obligations(now: dt.datetime) -> list[ObligationStatus]:
    """Every duty in force with its latest period that can be answered, and earlier ones still unanswered.

    Earlier periods count from the day their catalogue was adopted here. The number of queries is constant.
    """
    today = timezone.localdate(now)
    in_force = {choice.catalogue.pk: choice.stands_in_for for choice in duties.current_catalogues(today)}
    board = _Board(duties.current_duties(today), today, in_force)
    return [status for duty in board.duties for status in board.running(duty)]


def ita_year(year: int, now: dt.datetime) -> ItaYear:
    """One row per O-item of the fiscal year's list, with its evidence; raises NoListError.

    The running year without a list of its own uses the newest one, and says so.
    """
    today = timezone.localdate(now)
    catalogue, stands_in_for = _list_for(year, today)
    items = [duty for duty in duties.duties_of(catalogue) if duty.is_duty]
    board = _Board(items, today, {catalogue.pk: stands_in_for})
    return ItaYear(
        year=year,
        catalogue=catalogue.code,
        title=catalogue.title,
        confidence=catalogue.confidence,
        stands_in_for=stands_in_for,
        rows=tuple(_row(duty, board.of_year(duty, year)) for duty in items),
    )


def _list_for(year: int, today: dt.date) -> tuple[Catalogue, int | None]:
    own = duties.ita_catalogue(year)
    if own is not None:
        return own, None
    newest = duties.ita_catalogue(max(duties.ita_years(), default=0))
    if newest is None or year != fiscal_year(today):
        raise NoListError(year)
    return newest, year


def _row(duty: Duty, statuses: Sequence[ObligationStatus]) -> ItaRow:
    return ItaRow(duty, worst(status.state for status in statuses), tuple(statuses))


def worst(states: Iterable[State]) -> State:
    """The state that needs attention most."""
    return min(states, key=WORST_FIRST.index)


def summary(statuses: Iterable[ObligationStatus]) -> dict[State, int]:
    """How many obligations are in each state, every state named."""
    counted = Counter(status.state for status in statuses)
    return {state: counted[state] for state in WORST_FIRST}


class _Board:
    """What many duties are judged by, read once: calendar, evidence, assignments, exclusions, holders."""

    def __init__(self, items: list[Duty], today: dt.date, stands_in_for: dict[int, int | None]) -> None:
        self.duties = items
        self.today = today
        self.stands_in_for = stands_in_for
        self.holidays = dict(Holiday.objects.filter(observed=True).values_list("date", "name"))
        self.calendar = WorkCalendar(frozenset(self.holidays))
        self.answers = Answers({key for duty in items for key in duty.key_names})
        self.assignments = duties.assignments()
        self.hierarchy = org.hierarchy(today)
        excluded = Exclusion.objects.select_related("position").filter(duty__in=items)
        self.excluded = {row.duty_id: row for row in excluded}

    def running(self, duty: Duty) -> Iterator[ObligationStatus]:
        """The latest period that can be answered by now, after any earlier one that is still owed."""
        rule = duty.due_rule
        opened = [period for period in self._periods(rule) if self._open(rule, period)]
        adopted = timezone.localdate(duty.catalogue.adopted_at)
        for period in opened[:-1]:
            due = periods.due_date(rule, period, self.calendar)
            if due is not None and due >= adopted:
                status = self.status(duty, rule, period)
                if status.state in rules.MISSING:
                    yield status
        yield from (self.status(duty, rule, period) for period in opened[-1:])

    def _periods(self, rule: DueRule) -> list[Period]:
        """Last year's and this year's periods, each span once, as the later of the two years asks for it."""
        year = fiscal_year(self.today)
        found = [*periods.periods(rule, year - 1), *periods.periods(rule, year)]
        spans = {(period.start, period.end): period for period in found}
        return sorted(spans.values(), key=lambda period: period.start or dt.date.min)

    def _open(self, rule: DueRule, period: Period) -> bool:
        opens = periods.opens_on(rule, period)
        return opens is None or opens <= self.today

    def of_year(self, duty: Duty, year: int) -> list[ObligationStatus]:
        """All periods that an assessed fiscal year asks about."""
        rule = duty.due_rule
        return [self.status(duty, rule, period) for period in periods.periods(rule, year)]

    def status(self, duty: Duty, rule: DueRule, period: Period) -> ObligationStatus:
        """One obligation, judged."""
        due = periods.due_date(rule, period, self.calendar)
        found = self.answers.find(duty, rule, period)
        answerable = self.assignments.of(duty)
        approver = answerable.approver
        answering, _holders = self.hierarchy.answering(approver.pk) if approver else (None, [])
        exclusion = self.excluded.get(duty.pk)
        return ObligationStatus(
            item=duty,
            period=period,
            due=due,
            state=self._state(due, found, answerable.lead_days, exclusion),
            days=self._days(due),
            unit=answerable.unit.code if answerable.unit else "",
            unit_name=answerable.unit.name if answerable.unit else "",
            position=approver.code if approver else "",
            position_title=approver.title if approver else "",
            answering=answering.code if answering else "",
            holder_missing=approver is None or not self.hierarchy.holders.get(approver.pk),
            evidence=found.links,
            missing_keys=found.missing,
            why=why.explain(duty, rule, period, due, self.holidays),
            excluded_reason=exclusion.reason if exclusion else "",
            excluded_by=exclusion.position.title if exclusion else "",
            stands_in_for=self.stands_in_for.get(duty.catalogue_id),
        )

    def _state(self, due: dt.date | None, found: Found, lead_days: int, exclusion: Exclusion | None) -> State:
        facts = Facts(
            due=due,
            lead_days=lead_days,
            answered_on=found.answered_on,
            nothing_to_report=found.nothing_to_report,
            excluded=exclusion is not None,
        )
        return rules.state(facts, self.today, self.calendar)

    def _days(self, due: dt.date | None) -> int | None:
        if due is None:
            return None
        if due < self.today:
            return (due - self.today).days
        ahead = (self.today + dt.timedelta(days=n) for n in range(1, (due - self.today).days + 1))
        return sum(self.calendar.is_working_day(day) for day in ahead)
