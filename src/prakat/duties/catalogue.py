"""One source of duties in one edition, as a file states it: the schema of ``catalogues/*.yaml``."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

from prakat.duties.nodes import CatalogueError, Mapping, document
from prakat.duties.periods import Due, DueRule, Kind, Match, Part, Year

FORMAT = 1


class Family(StrEnum):
    """What kind of source it is."""

    ITA = "ita"
    ACT = "act"
    DECREE = "decree"
    MEASURE = "measure"
    STANDARD = "standard"


class AnsweredBy(StrEnum):
    """Whether every concept key must be answered, or one of them is enough."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True)
class ElementSpec:
    """A part that the duty demands to see. The Thai is our own wording where the source gives none."""

    code: str
    text_en: str
    text_th: str


@dataclass(frozen=True)
class DutySpec:
    """One item of a catalogue; ``is_duty`` false marks what is kept only to be shown and cited."""

    code: str
    is_duty: bool
    keys: tuple[str, ...]
    answered_by: AnsweredBy
    title_th: str
    title_en: str
    legal_basis: str
    group: str
    group_th: str
    elements: tuple[ElementSpec, ...]
    rule: DueRule | None
    owner: str
    channels: tuple[str, ...]
    data_types: tuple[str, ...]
    confidence: dict[str, str]
    about: dict[str, Any]
    line: int


@dataclass(frozen=True)
class CatalogueSpec:
    """A whole file, checked."""

    code: str
    series: str
    family: Family
    title_th: str
    title_en: str
    issuer: str
    fiscal_year: int | None
    starts: dt.date
    confidence: str
    about: dict[str, Any]
    key_titles: dict[str, dict[str, str]]
    duties: tuple[DutySpec, ...]
    digest: str


def digest(text: str) -> str:
    """SHA-256 of a catalogue file, by which an edition is known to be unchanged."""
    return hashlib.sha256(text.encode()).hexdigest()


def shipped() -> Iterator[tuple[str, str]]:
    """Name and text of each catalogue that comes with the product."""
    folder = resources.files("prakat.duties").joinpath("catalogues")
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            yield f"duties/catalogues/{file.name}", file.read_text(encoding="utf-8")


def read(text: str, file: str) -> CatalogueSpec:
    """Check a catalogue file; raises CatalogueError with file and line of the first thing wrong."""
    top = document(text, file)
    if top.number("format") != FORMAT:
        raise top.error(f"this program reads format {FORMAT}", "format")
    family = top.choice("family", Family)
    fiscal_year = top.number("fiscal_year", 0) or None
    if (family is Family.ITA) != (fiscal_year is not None):
        raise top.error("an ITA catalogue has a fiscal_year, no other has one", "family")
    spec = CatalogueSpec(
        code=top.text("code"),
        series=top.text("series"),
        family=family,
        title_th=top.text("title_th"),
        title_en=top.text("title_en", ""),
        issuer=top.text("issuer"),
        fiscal_year=fiscal_year,
        starts=top.date("starts"),
        confidence=top.text("confidence"),
        about=_about(top),
        key_titles=_key_titles(top),
        duties=tuple(_duties(top)),
        digest=digest(text),
    )
    top.done()
    return spec


def _about(top: Mapping) -> dict[str, Any]:
    """What is shown with a catalogue and decides nothing."""
    return {
        "instrument": top.text("instrument", ""),
        "scope": top.text("scope", ""),
        "notes": top.texts("notes"),
        "indicators": top.pairs("indicators"),
        "groups": _named(top, "groups", ("duties", "title_th")),
        "sources": _named(top, "sources", ("what", "strength")),
        "data_types": top.pairs("data_types"),
        "deadlines": [_plain(item) for item in top.mappings("deadlines")],
    }


def _named(top: Mapping, name: str, fields: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key, row in _children(top, name):
        found[key] = {field: row.text(field) for field in fields}
        row.done()
    return found


def _children(top: Mapping, name: str) -> Iterator[tuple[str, Mapping]]:
    nested = top.mapping(name)
    for key in nested.names() if nested else []:
        row = nested.mapping(key) if nested else None
        if row is not None:
            yield key, row


def _plain(row: Mapping) -> dict[str, str]:
    return {name: row.text(name) for name in row.names()}


def _key_titles(top: Mapping) -> dict[str, dict[str, str]]:
    """Titles of concept keys that this edition brings along: ``keys: {new-key: {th: …, en: …}}``."""
    titles: dict[str, dict[str, str]] = {}
    for key, row in _children(top, "keys"):
        titles[key] = {"th": row.text("th"), "en": row.text("en", "")}
        row.done()
    return titles


def _duties(top: Mapping) -> Iterator[DutySpec]:
    seen: set[str] = set()
    for item in top.mappings("duties"):
        duty = _duty(item)
        if duty.code in seen:
            raise item.error(f"duty {duty.code} is given twice", "code")
        seen.add(duty.code)
        yield duty
    if not seen:
        raise top.error("'duties' is missing or empty")


def _duty(item: Mapping) -> DutySpec:
    is_duty = item.flag("duty", True)
    keys = tuple(item.texts("keys"))
    if is_duty and not keys:
        raise item.error("a duty needs at least one concept key in 'keys'")
    spec = DutySpec(
        code=item.text("code"),
        is_duty=is_duty,
        keys=keys,
        answered_by=item.choice("answered_by", AnsweredBy, AnsweredBy.ALL),
        title_th=item.text("title_th"),
        title_en=item.text("title_en", ""),
        legal_basis=item.text("legal_basis", ""),
        group=item.text("group", ""),
        group_th=item.text("group_th", ""),
        elements=tuple(_elements(item)),
        rule=_rule(item, is_duty),
        owner=item.text("owner", ""),
        channels=tuple(item.texts("channels")),
        data_types=tuple(item.texts("data_types")),
        confidence=_confidence(item),
        about=_duty_about(item),
        line=item.line,
    )
    item.done()
    return spec


def _duty_about(item: Mapping) -> dict[str, Any]:
    texts = ("quote_th", "text_th", "text_confidence", "period", "frequency", "link_kind", "note")
    lists = ("must_show", "responsible", "properties", "sources")
    about: dict[str, Any] = {name: item.text(name, "") for name in texts}
    about |= {name: item.texts(name) for name in lists}
    return {name: value for name, value in about.items() if value}


def _confidence(item: Mapping) -> dict[str, str]:
    """How sure the source is of title, elements and due date; shown to staff as "check before relying"."""
    return {**item.pairs("confidence"), "due": item.text("due_confidence", "")}


def _elements(item: Mapping) -> Iterator[ElementSpec]:
    for row in item.mappings("elements"):
        element = ElementSpec(row.text("code"), row.text("text_en", ""), row.text("text_th", ""))
        if not (element.text_en or element.text_th):
            raise row.error("an element needs text_th or text_en")
        row.done()
        yield element


def _rule(item: Mapping, is_duty: bool) -> DueRule | None:
    row = item.mapping("rule")
    if (row is not None) != is_duty:
        raise item.error("a duty has a rule; an item with 'duty: false' has none", "rule")
    if row is None:
        return None
    kind, year = row.choice("kind", Kind), row.choice("year", Year, Year.CURRENT)
    part, evidence = row.choice("part", Part, Part.ALL), row.choice("evidence", Match, Match.COVERS)
    due = _due(row)
    row.done()
    try:
        return DueRule(kind=kind, year=year, part=part, evidence=evidence, due=due)
    except ValueError as problem:
        raise row.error(str(problem)) from None


def _due(rule: Mapping) -> Due | None:
    row = rule.mapping("due")
    if row is None:
        return None
    after, months = row.text("after", ""), row.number("months", 0)
    by, rolls = row.text("by", ""), row.flag("rolls", True)
    row.done()
    try:
        return Due(after=after, months=months, by=_month_day(by) if by else None, rolls=rolls)
    except ValueError as problem:
        raise row.error(str(problem)) from None


def _month_day(text: str) -> tuple[int, int]:
    try:
        day = dt.date.fromisoformat(f"2023-{text}")
    except ValueError:
        raise ValueError(f"due.by is a month and day like 04-30, not {text!r}") from None
    return day.month, day.day


__all__ = [
    "AnsweredBy",
    "CatalogueError",
    "CatalogueSpec",
    "DutySpec",
    "ElementSpec",
    "Family",
    "read",
    "shipped",
]
