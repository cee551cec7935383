"""Reads about duties: which catalogues are in force, what a matter is called, who answers for it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.db.models import QuerySet
from django.utils.translation import get_language

from prakat.duties.catalogue import Family
from prakat.duties.models import Assignment, Catalogue, Duty, DutyKey
from prakat.duties.nodes import document
from prakat.org.models import Position, Unit
from prakat.thai.fiscal import fiscal_year


@dataclass(frozen=True)
class InForce:
    """A catalogue that counts on a day. ``stands_in_for``: the fiscal year without a list of its own."""

    catalogue: Catalogue
    stands_in_for: int | None = None


def current_catalogues(on: dt.date) -> list[InForce]:
    """One edition of each series, in force on that day; for ITA that of the fiscal year, else the newest.

    Of two editions for the same time the one adopted later counts.
    """
    by_series: dict[str, list[Catalogue]] = defaultdict(list)
    for catalogue in Catalogue.objects.all():
        by_series[catalogue.series].append(catalogue)
    found = (_in_force(editions, on) for editions in by_series.values())
    return [choice for choice in found if choice is not None]


def _in_force(editions: list[Catalogue], on: dt.date) -> InForce | None:
    begun = [row for row in editions if row.starts <= on]
    if not begun:
        return None
    newest = max(begun, key=lambda row: (row.starts, row.adopted_at, row.pk))
    if newest.family != Family.ITA or newest.fiscal_year == fiscal_year(on):
        return InForce(newest)
    return InForce(newest, stands_in_for=fiscal_year(on))


def ita_catalogue(year: int) -> Catalogue | None:
    """The ITA list of a fiscal year (Buddhist Era), the latest adopted of that year; None without one."""
    return Catalogue.objects.filter(family=Family.ITA, fiscal_year=year).order_by("adopted_at", "pk").last()


def ita_years() -> list[int]:
    """The fiscal years that have an ITA list, oldest first."""
    years = Catalogue.objects.filter(family=Family.ITA).values_list("fiscal_year", flat=True)
    return sorted({year for year in years if year is not None})


def duties_of(catalogue: Catalogue) -> QuerySet[Duty]:
    """Every item of a catalogue in its order, with keys and elements; filter ``is_duty`` for obligations."""
    return catalogue.duties.select_related("catalogue").prefetch_related("keys", "elements").order_by("order")


def current_duties(on: dt.date) -> list[Duty]:
    """The publishing duties of all catalogues in force on that day, with keys and elements."""
    codes = [choice.catalogue.pk for choice in current_catalogues(on)]
    rows = Duty.objects.filter(catalogue__in=codes, is_duty=True).select_related("catalogue")
    return list(rows.prefetch_related("keys", "elements").order_by("catalogue__series", "order"))


def duties_by_key(on: dt.date) -> dict[str, list[Duty]]:
    """Concept key → the duties in force that ask for it: what one publication answers."""
    found: dict[str, list[Duty]] = defaultdict(list)
    for duty in current_duties(on):
        for key in duty.key_names:
            found[key].append(duty)
    return dict(found)


def duties_asking(keys: Iterable[str]) -> list[Duty]:
    """All duties of all editions that ask for one of these keys, newest catalogue first."""
    rows = Duty.objects.filter(keys__key__in=list(keys)).select_related("catalogue").distinct()
    return list(rows.prefetch_related("keys", "elements").order_by("-catalogue__starts", "order"))


def keys_of(code: str) -> set[str]:
    """The concept keys meant by ``ITA-2562-LAO/O42``, by ``OIA-7-4`` or by a key; empty when unknown.

    A bare O-number means the newest ITA list.
    """
    if code in key_titles():
        return {code}
    catalogue, _slash, duty = code.rpartition("/")
    rows = Duty.objects.filter(code=duty, is_duty=True)
    if catalogue:
        rows = rows.filter(catalogue__code=catalogue)
    newest = rows.order_by("-catalogue__starts", "-catalogue__adopted_at").first()
    return set(newest.keys.values_list("key", flat=True)) if newest else set()


def key_titles() -> dict[str, str]:
    """Concept key → its name in the language of the screen, for forms and lists."""
    thai = (get_language() or "th").startswith("th")
    titles = dict(_shipped_titles())
    for brought in (
        Catalogue.objects.exclude(key_titles={}).order_by("adopted_at").values_list("key_titles", flat=True)
    ):
        titles |= {key: (row["th"], row.get("en", "")) for key, row in brought.items()}
    return {key: th if thai or not en else en for key, (th, en) in sorted(titles.items())}


@cache
def _shipped_titles() -> dict[str, tuple[str, str]]:
    text = resources.files("prakat.duties").joinpath("keys.yaml").read_text(encoding="utf-8")
    top = document(text, "duties/keys.yaml")
    rows = ((key, top.mapping(key)) for key in top.names())
    return {key: (row.text("th"), row.text("en")) for key, row in rows if row is not None}


@dataclass(frozen=True)
class Answerable:
    """Who answers for a duty here: the unit, the position that approves, the days of warning."""

    unit: Unit | None
    approver: Position | None
    lead_days: int
    channels: tuple[str, ...] = ()
    note: str = ""


class Assignments:
    """All assignments, read once: answers for many duties without a query each."""

    def __init__(self, rows: Iterable[Assignment], default: Answerable) -> None:
        self.by_duty: dict[int, Assignment] = {}
        self.by_key: dict[str, Assignment] = {}
        self.default = default
        for row in rows:
            if row.duty_id is not None:
                self.by_duty[row.duty_id] = row
            else:
                self.by_key[row.key] = row

    def of(self, duty: Duty) -> Answerable:
        """The duty's own assignment, else that of its first assigned key, else the agency's default."""
        by_key = (self.by_key[key] for key in duty.key_names if key in self.by_key)
        row = self.by_duty.get(duty.pk) or next(by_key, None)
        if row is None:
            return self.default
        return Answerable(row.unit, row.approver, row.lead_days, tuple(row.channels), row.note)


DEFAULT_LEAD_DAYS = 10


def assignments() -> Assignments:
    """Who answers for what, as it stands; unassigned duties fall to the palad."""
    rows = Assignment.objects.select_related("unit", "approver")
    palad = Position.objects.filter(role=Position.Role.PALAD).first()
    unit = Unit.objects.first()
    return Assignments(rows, Answerable(unit, palad, DEFAULT_LEAD_DAYS))


def known_keys() -> set[str]:
    """Every concept key that any adopted catalogue asks for."""
    return set(DutyKey.objects.values_list("key", flat=True))
