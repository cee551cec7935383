"""Duties and obligations as pages show them: what monitoring computed, put into the register's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.duties import queries
from prakat.duties.catalogue import Family
from prakat.duties.models import Catalogue, Duty
from prakat.monitoring import queries as monitoring
from prakat.monitoring.status import EvidenceLink, ItaRow, ObligationStatus
from prakat.record import queries as record
from prakat.record.models import Entry
from prakat.thai.fiscal import fiscal_year
from prakat.website.pages import addresses, register

WORST = tuple(register.LOOKS)
WAITING = frozenset({"OVERDUE", "DUE_SOON", "NOT_YET_DUE"})
THAI = re.compile("[ก-ฮ]")
"""Catalogues note in English where a heading is a guess; readers get Thai headings only."""
EVIDENCE = 3
_kept: dict[str, Any] = {}


@dataclass(frozen=True)
class Answer:
    """A duty that a publication answers, with the place where its state is shown. ``ita`` is its year."""

    path: str
    source: str
    title: str
    ita: int | None = None


def obligations(now: datetime) -> Sequence[ObligationStatus]:
    """Every obligation as it stands now; computed once for all pages of a build.

    Kept for one minute at one size of the record: within both, nothing that decides a state moves.
    """
    last = Entry.objects.order_by("-seq").values_list("leaf_hash", flat=True).first()
    stamp = (bytes(last) if last else b"", now.replace(second=0, microsecond=0), Catalogue.objects.count())
    if _kept.get("stamp") != stamp:
        _kept.update(stamp=stamp, rows=tuple(monitoring.obligations(now)))
    rows: tuple[ObligationStatus, ...] = _kept["rows"]
    return rows


def ita_years(now: datetime) -> list[int]:
    """Fiscal years (Buddhist Era) that have a page: those with a list, and the running one; oldest first."""
    years = queries.ita_years()
    running = fiscal_year(timezone.localdate(now))
    return years if not years or running in years else sorted([*years, running])


def changed_at() -> tuple[object, ...]:
    """Moves when a catalogue is adopted or an assignment changes; two queries."""
    assigned = record.latest("duties")
    return (
        assigned.seq if assigned else None,
        *Catalogue.objects.order_by("pk").values_list("digest", flat=True),
    )


def ita_years_asking(keys: Collection[str], now: datetime) -> list[int]:
    """The years whose page shows something about these matters."""
    rows = Catalogue.objects.filter(family=Family.ITA, duties__keys__key__in=keys)
    asking = {year for year in rows.values_list("fiscal_year", flat=True) if year}
    years = ita_years(now)
    listed = queries.ita_years()
    if years and years[-1] not in listed and listed[-1] in asking:
        asking.add(years[-1])
    return [year for year in years if year in asking]


def newest_year(now: datetime) -> int | None:
    return max(ita_years(now), default=None)


def lines(*, now: datetime) -> list[register.Line]:
    """The register: every duty of the sources in force; further periods of a duty after its first."""
    today = timezone.localdate(now)
    return _distinct(line(row, today=today) for row in obligations(now))


@dataclass(frozen=True)
class ItaPage:
    """One year's items, and the year whose list stands in for it where it has none of its own."""

    lines: tuple[register.Line, ...]
    confidence: str
    list_of: int | None


def ita_page(year: int, *, now: datetime) -> ItaPage | None:
    """The items of one year's list in its order; None for a year that has no page."""
    try:
        found = monitoring.ita_year(year, now)
    except monitoring.NoListError:
        return None
    today = timezone.localdate(now)
    list_of = found.rows[0].item.catalogue.fiscal_year if found.stands_in_for and found.rows else None
    return ItaPage(tuple(_ita_line(row, today) for row in found.rows), found.confidence, list_of)


def _ita_line(row: ItaRow, today: date) -> register.Line:
    worst = next(status for status in row.obligations if status.state == row.state)
    return replace(line(worst, today=today), anchor=row.code, **_newest(row.evidence))


def owed(keys: Collection[str], *, now: datetime) -> list[register.Line]:
    """What still has to be published about these matters, the most urgent first; each matter once."""
    wanted, today = set(keys), timezone.localdate(now)
    rows = [row for row in obligations(now) if row.state.name in WAITING and wanted & set(row.item.key_names)]
    shown = sorted(
        (line(row, today=today) for row in rows),
        key=lambda item: (WORST.index(item.state), item.due or date.max),
    )
    first: dict[str, register.Line] = {}
    for item in shown:
        first.setdefault(item.title, item)
    return list(first.values())


def line(row: ObligationStatus, *, today: date) -> register.Line:
    """One obligation in the register's words."""
    return register.Line(
        anchor=addresses.duty_anchor(row.catalogue, row.duty),
        code=row.duty,
        state=row.state.name,
        title=row.title,
        basis=basis(row.item),
        unit=row.unit_name or _("Not assigned"),
        position=_("%(position)s is vacant") % {"position": row.position_title} if row.holder_missing else "",
        period=row.period.label,
        due=row.due,
        due_words=_("at all times"),
        why=why(row) if row.due and row.state.name in WAITING else "",
        today=today,
        group=row.item.group_th if THAI.search(row.item.group_th) else "",
        unsure=row.item.unsure,
        reason=row.excluded_reason,
        partial=bool(row.missing_keys and row.evidence),
        **_newest(row.evidence),
    )


def why(row: ObligationStatus) -> str:
    """The rule behind the date, and what moved it."""
    moved = _("Moved because of: %(reason)s") % {"reason": row.why.moved_by} if row.why.moved_by else ""
    return " ".join(part for part in (row.why.rule, moved) if part)


def _newest(links: Sequence[EvidenceLink]) -> dict[str, Any]:
    """The newest pieces of evidence, which come first, and how many more there are."""
    shown = tuple(_evidence(link) for link in links[:EVIDENCE])
    return {"evidence": shown, "more": len(links) - len(shown)}


def _evidence(link: EvidenceLink) -> register.EvidenceLine:
    return register.EvidenceLine(
        link.title, link.path, timezone.localdate(link.published_at), link.nothing_to_report
    )


def basis(duty: Duty) -> str:
    """Where the duty comes from, short enough for one line: the ITA item, else the law's own words."""
    if duty.catalogue.family == Family.ITA:
        return _("ITA %(year)s item %(code)s") % {"year": duty.catalogue.fiscal_year, "code": duty.code}
    return duty.legal_basis or duty.catalogue.title


def answers(keys: Collection[str], elements: Iterable[Mapping[str, str]]) -> list[Answer]:
    """The duties that an edition says it answers, by matter and by element; laws before assessments."""
    elements = list(elements)
    if not keys and not elements:
        return []
    known = _known_answers()
    found = {item for key in keys for item in known.by_key.get(key, ())}
    found |= {known.by_ref[element["duty"]] for element in elements if element["duty"] in known.by_ref}
    return sorted(found, key=lambda item: (item.ita or 0, known.order[item]))


@dataclass(frozen=True)
class _Known:
    by_key: Mapping[str, Sequence[Answer]]
    by_ref: Mapping[str, Answer]
    order: Mapping[Answer, int]


def _known_answers() -> _Known:
    """Every duty of every catalogue, read once for as long as the catalogues are the same."""
    stamp = tuple(Catalogue.objects.order_by("pk").values_list("pk", "digest"))
    if _kept.get("catalogues") != stamp:
        _kept.update(catalogues=stamp, known=_read_answers())
    known: _Known = _kept["known"]
    return known


def _read_answers() -> _Known:
    rows = Duty.objects.filter(is_duty=True).select_related("catalogue").prefetch_related("keys")
    by_key: dict[str, list[Answer]] = {}
    by_ref: dict[str, Answer] = {}
    for duty in rows.order_by("-catalogue__starts", "catalogue", "order"):
        by_ref[duty.ref] = made = answer(duty)
        for key in duty.key_names:
            by_key.setdefault(key, []).append(made)
    return _Known(by_key, by_ref, {item: place for place, item in enumerate(by_ref.values())})


def answer(duty: Duty) -> Answer:
    """ITA items lead to their row, other duties to theirs in the register."""
    catalogue = duty.catalogue
    if catalogue.family == Family.ITA and catalogue.fiscal_year:
        path = f"{addresses.ita_year(catalogue.fiscal_year)}#{duty.code}"
        return Answer(path, f"{catalogue.fiscal_year} {duty.code}", duty.title, catalogue.fiscal_year)
    path = f"/transparency/#{addresses.duty_anchor(catalogue.code, duty.code)}"
    return Answer(path, duty.title, duty.legal_basis or catalogue.title)


def _distinct(shown: Iterable[register.Line]) -> list[register.Line]:
    """Anchors stay unique: the latest period of a duty, which comes last, keeps the plain one."""
    found = list(shown)
    left = {item.anchor: 0 for item in found}
    for item in found:
        left[item.anchor] += 1
    unique = []
    for item in found:
        left[item.anchor] -= 1
        number = left[item.anchor]
        unique.append(replace(item, anchor=f"{item.anchor}.{number}") if number else item)
    return unique


def shown_states(now: datetime) -> str:
    """What pages show of the obligations that moves with the clock."""
    return " ".join(f"{row.ref}:{row.period.start}:{row.state.name}" for row in obligations(now))
