"""Evidence, read once for many duties, and which of it answers a duty in a period."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Min, OuterRef, Subquery
from django.utils import timezone

from prakat.duties import rules
from prakat.duties.catalogue import AnsweredBy
from prakat.duties.models import Duty
from prakat.duties.periods import DueRule, Period
from prakat.monitoring.status import EvidenceLink
from prakat.publications.models import Evidence, Standing


@dataclass(frozen=True)
class Answer:
    """One publication answering one matter, since the day it first did."""

    publication: str
    key: str
    start: dt.date | None
    end: dt.date | None
    since: dt.datetime
    nothing_to_report: bool
    path: str
    title: str

    @property
    def day(self) -> dt.date:
        """The day in Thailand on which it began to answer."""
        return timezone.localdate(self.since)


@dataclass(frozen=True)
class Found:
    """What answers a duty in a period. ``answered_on`` is None while a matter is missing."""

    answers: tuple[Answer, ...]
    missing: tuple[str, ...]
    answered_on: dt.date | None

    @property
    def nothing_to_report(self) -> bool:
        """Whether all that answers it says that there is nothing."""
        return bool(self.answers) and all(answer.nothing_to_report for answer in self.answers)

    @property
    def links(self) -> tuple[EvidenceLink, ...]:
        """Each publication once, the newest first."""
        by_path: dict[str, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            by_path[answer.path].append(answer)
        links = [_link(same) for same in by_path.values()]
        return tuple(sorted(links, key=lambda link: link.published_at, reverse=True))


def _link(same: list[Answer]) -> EvidenceLink:
    first = min(same, key=lambda answer: answer.since)
    keys = tuple(sorted(answer.key for answer in same))
    return EvidenceLink(first.path, first.title, first.since, first.nothing_to_report, keys)


class Answers:
    """All open evidence on some matters, in two queries."""

    def __init__(self, keys: Collection[str]) -> None:
        self._by_key: dict[str, list[Answer]] = defaultdict(list)
        for answer in _read(keys):
            self._by_key[answer.key].append(answer)

    def find(self, duty: Duty, rule: DueRule, period: Period) -> Found:
        """What answers the duty in the period: every key of it, or one where one is enough."""
        keys = duty.key_names
        found = {key: self._answering(key, rule, period) for key in keys}
        missing = tuple(key for key in keys if not found[key])
        every = tuple(answer for key in keys for answer in found[key])
        first_days = [min(answer.day for answer in found[key]) for key in keys if found[key]]
        if duty.answered_by == AnsweredBy.ANY:
            return Found(every, () if every else missing, min(first_days, default=None))
        return Found(every, missing, None if missing else max(first_days, default=None))

    def _answering(self, key: str, rule: DueRule, period: Period) -> list[Answer]:
        return [
            answer
            for answer in self._by_key.get(key, [])
            if rules.answers(rule, period, answer.start, answer.end, answer.day)
        ]


def _read(keys: Collection[str]) -> Iterable[Answer]:
    first = Evidence.objects.filter(publication=OuterRef("publication"), key=OuterRef("key"))
    earliest = first.order_by().values("key").annotate(day=Min("since")).values("day")
    rows = list(Evidence.objects.filter(key__in=keys, until__isnull=True).annotate(first=Subquery(earliest)))
    standings = Standing.objects.in_bulk({row.publication for row in rows})
    for row in rows:
        standing = standings.get(row.publication)
        if standing is not None and standing.state == Standing.State.PUBLIC:
            yield _answer(row, standing)


def _answer(row: Evidence, standing: Standing) -> Answer:
    return Answer(
        publication=str(row.publication),
        key=row.key,
        start=row.period_start,
        end=row.period_end,
        since=_since(row, standing),
        nothing_to_report=row.nothing_to_report,
        path=standing.path,
        title=standing.title,
    )


def _since(row: Evidence, standing: Standing) -> dt.datetime:
    """A correction does not make an answer later; imported history answers since its own date."""
    since: dt.datetime = getattr(row, "first", None) or row.since
    return min(since, standing.dated_at) if standing.imported else since
