"""Duties as the desk speaks of them: matters to tick, what a unit owes, and a draft begun from what is owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.desk.proposal import GUESSED, Proposal, section_for
from prakat.duties import queries
from prakat.duties.catalogue import Family
from prakat.duties.models import Catalogue, Duty
from prakat.duties.rules import State
from prakat.monitoring.queries import obligations
from prakat.monitoring.status import ObligationStatus
from prakat.org import queries as org
from prakat.org.models import User

MOST = 10
OWED = frozenset({State.OVERDUE, State.DUE_SOON})


@dataclass(frozen=True)
class Owed:
    """One matter a unit has to publish for one period; several sources may ask for it. No ``due``: long since."""

    title: str
    due: date | None
    sources: tuple[str, ...]
    query: str


@dataclass(frozen=True)
class Wanted:
    """What a draft begun from the desk is to answer."""

    key: str
    title: str
    start: date | None
    end: date | None
    label: str
    none: bool

    @property
    def subject(self) -> str:
        named = f"{self.title} {self.label}".strip()
        return _("There is no %(matter)s") % {"matter": named} if self.none else named

    @property
    def text(self) -> str:
        return self.subject if self.none else ""

    def applied_to(self, proposal: Proposal) -> Proposal:
        """The proposal, sure to answer this matter; its subject where none was read."""
        keys = tuple(sorted({*proposal.keys, self.key}))
        section = section_for(proposal.kind, [self.key])
        sources = {**proposal.sources, "section": GUESSED, "keys": GUESSED}
        title = self.subject if self.none or not proposal.title else proposal.title
        return replace(proposal, keys=keys, section=section, sources=sources, title=title)

    def fields(self) -> dict[str, Any]:
        return {
            "nothing_to_report": self.none,
            "period_start": self.start,
            "period_end": self.end,
            "period_label": self.label[:100],
        }


def matters() -> list[tuple[str, str]]:
    """Every matter a publication can answer, by key, in the words of the office."""
    known = queries.known_keys()
    return [(key, title) for key, title in queries.key_titles().items() if key in known]


def asked_by(on: date) -> dict[str, str]:
    """For each matter the sources that ask for it now, in the words of the office."""
    return {key: ", ".join(sources(duties)) for key, duties in queries.duties_by_key(on).items()}


def sources(asking: Iterable[Duty]) -> list[str]:
    """Each source once, ITA first; of the ITA list also the numbers, which every officer knows."""
    numbers: dict[Catalogue, set[str]] = defaultdict(set)
    for duty in asking:
        numbers[duty.catalogue].add(duty.code)
    first = sorted(numbers.items(), key=lambda pair: pair[0].family != Family.ITA)
    return [_source(catalogue, codes) for catalogue, codes in first]


def _source(catalogue: Catalogue, codes: Iterable[str]) -> str:
    if catalogue.family != Family.ITA:
        return catalogue.title
    return f"ITA {catalogue.fiscal_year} {' '.join(sorted(codes))}"


def owed_by(user: User, now: datetime) -> list[Owed]:
    """What the person's units, or a post of theirs by name, have to publish: overdue first."""
    posts = org.positions_of(user, timezone.localdate(now))
    units = {post.unit.code for post in posts if post.unit}
    codes = {post.code for post in posts}
    mine = [row for row in obligations(now) if row.state in OWED and _is_mine(row, units, codes)]
    titles = queries.key_titles()
    owed = [_owed(same, titles) for same in _by_matter(mine)]
    return sorted(owed, key=lambda row: row.due or date.min)


def _is_mine(status: ObligationStatus, units: set[str], posts: set[str]) -> bool:
    return status.unit in units if status.unit else status.answering in posts


def _by_matter(rows: Iterable[ObligationStatus]) -> list[list[ObligationStatus]]:
    """One publication answers all sources that ask for the same matter in the same period."""
    grouped: dict[Any, list[ObligationStatus]] = defaultdict(list)
    for row in rows:
        grouped[(_key(row), row.period.start, row.period.end)].append(row)
    return list(grouped.values())


def _key(status: ObligationStatus) -> str:
    names = status.missing_keys or tuple(status.item.key_names)
    return names[0] if names else ""


def _owed(same: list[ObligationStatus], titles: Mapping[str, str]) -> Owed:
    first = min(same, key=lambda row: row.due or date.min)
    title = titles.get(_key(first), first.title)
    return Owed(
        title=f"{title} {_label(first)}".strip(),
        due=first.due,
        sources=tuple(sources(row.item for row in same)),
        query="?" + urlencode({"matter": _key(first), "from": _start(first)}),
    )


def _start(status: ObligationStatus) -> str:
    return status.period.start.isoformat() if status.period.start else ""


def _label(status: ObligationStatus) -> str:
    """The period in words; nothing for what must be public at all times."""
    return status.period.label if status.period.start else ""


def wanted(asked: Mapping[str, str], now: datetime) -> Wanted | None:
    """The obligation an address speaks of (``matter``, ``from``, ``none``), or None."""
    key, start = asked.get("matter", ""), asked.get("from", "")
    for status in obligations(now) if key else []:
        if _key(status) == key and _start(status) == start:
            title = queries.key_titles().get(key, status.title)
            period, none = status.period, asked.get("none") == "1"
            return Wanted(key, title, period.start, period.end, _label(status), none)
    return None
