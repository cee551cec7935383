"""One line of a list: what was published, of which kind, by which unit, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from prakat.publications.kinds import Kind
from prakat.publications.models import Standing
from prakat.thai import digits
from prakat.thai.dates import MONTHS, be_year
from prakat.website.pages import editions


@dataclass(frozen=True)
class Row:
    title: str
    path: str
    kind: str
    number: str
    unit: str
    day: date
    summary: str = ""
    edition: int = 1
    withdrawn: bool = False
    reason: str = ""
    nothing: bool = False


@dataclass(frozen=True)
class Month:
    label: str
    rows: tuple[Row, ...]


KEPT = 20_000
_rows: dict[tuple[Any, ...], Row] = {}


def row(standing: Standing) -> Row:
    """The line of a publication, made once for each entry of the record that names it."""
    key = _key(standing)
    found = _rows.get(key)
    if found is None:
        if len(_rows) >= KEPT:
            _rows.clear()
        found = _rows[key] = _row(standing)
    return found


def _key(standing: Standing) -> tuple[Any, ...]:
    return (*editions.stamp(standing), get_language())


def _row(standing: Standing) -> Row:
    """A withdrawn publication keeps its line; its content may have been erased, so only its title is used."""
    day = timezone.localdate(standing.dated_at)
    kind = str(Kind(standing.kind).label)
    if standing.state == Standing.State.WITHDRAWN:
        return Row(standing.title, standing.path, kind, "", "", day, withdrawn=True, reason=standing.reason)
    content = editions.content_of(standing)
    return Row(
        title=content["title"],
        path=content["path"],
        kind=kind,
        number=digits.to_thai(content["number"]),
        unit=content["unit"]["name"],
        day=day,
        summary=content["summary"],
        edition=content["edition"],
        nothing=content["nothing_to_report"],
    )


def rows(standings: Iterable[Standing]) -> list[Row]:
    """The lines of many publications; the editions behind those not made before are checked together."""
    standings = list(standings)
    editions.prepare(
        standing
        for standing in standings
        if _key(standing) not in _rows and standing.state == Standing.State.PUBLIC
    )
    return [row(standing) for standing in standings]


def by_month(items: Iterable[Row]) -> list[Month]:
    """Newest first, under the name of each month."""
    ordered = sorted(items, key=lambda item: item.day, reverse=True)
    grouped = groupby(ordered, key=lambda item: (item.day.year, item.day.month))
    return [
        Month(f"{MONTHS[month]} {be_year(date(year, month, 1))}", tuple(found))
        for (year, month), found in grouped
    ]


def last_entry(standings: Iterable[Standing]) -> int | None:
    """The newest record entry behind these lines."""
    return max((standing.entry_seq for standing in standings), default=None)
