"""What an imported record becomes: the content of a first edition, dated as it was, decided by nobody here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from prakat.org.models import Unit
from prakat.publications.freeze import Plain
from prakat.publications.kinds import SECTION_BY_SLUG, Kind
from prakat.publications.markup import clean_html
from prakat.thai.dates import parse_date
from prakat.thai.normalise import repair
from prakat.thai.zone import BANGKOK

NAMESPACE = UUID("5b1d6d5c-6d0f-4b0c-9d0a-7f0c3a0e2563")
FIELDS = {"slug", "title", "body_html", "section", "category", "date", "unit", "attachments"}
LONGEST_TITLE = 500
LONGEST_SLUG = 100
LONGEST_BODY = 2_000_000


class Refused(ValueError):
    """A record that cannot be brought in; the message says which field and why."""


@dataclass(frozen=True)
class Defaults:
    """What a record does not say: where it stands and whose it is."""

    unit: Unit
    units: Mapping[str, Unit]
    section: str = "news"


@dataclass(frozen=True)
class Old:
    """One record, checked."""

    publication: UUID
    content: Plain
    dated_at: datetime | None
    files: tuple[tuple[Path, str], ...]


def read(record: object, defaults: Defaults, folder: Path) -> Old:
    """Check one record and shape it. Raises :class:`Refused`."""
    if not isinstance(record, dict):
        raise Refused("a line must be an object")
    title = _text(record, "title", most=LONGEST_TITLE)
    section = _section(record, defaults)
    slug = address_word(_text(record, "slug", most=1000))
    unit = _unit(record, defaults)
    dated = _date(record)
    body = clean_html(repair(_text(record, "body_html", most=LONGEST_BODY, required=False)))
    publication = uuid5(NAMESPACE, f"{section}/{slug}")
    content: Plain = {
        "v": 1,
        "publication": str(publication),
        "edition": 1,
        "path": f"/{section}/{slug}/",
        "section": section,
        "slug": slug,
        "kind": _kind(record),
        "title": title,
        "number": "",
        "signed": dated.isoformat() if dated else None,
        "signatures": [],
        "unit": {"code": unit.code, "name": unit.name},
        "data_types": [],
        "period": {"start": None, "end": None, "label": ""},
        "summary": "",
        "keys": [],
        "elements": [],
        "nothing_to_report": False,
        "change_note": "",
        "publisher_note": "",
        "body": [{"type": "text", "value": body}] if body else [],
        "attachments": [],
    }
    moment = datetime.combine(dated, time(12), tzinfo=BANGKOK).astimezone(UTC) if dated else None
    return Old(publication, content, moment, _files(record, folder))


def address_word(slug: str) -> str:
    """A slug as it stands in the address: Thai kept, everything that is not a letter, mark or digit a hyphen."""
    text = unicodedata.normalize("NFC", slug.strip().strip("/").lower())
    kept = "".join(sign if sign in "-_." or unicodedata.category(sign)[0] in "LMN" else "-" for sign in text)
    word = re.sub(r"-{2,}", "-", kept).strip("-.")[:LONGEST_SLUG].strip("-.")
    if not word:
        raise Refused("slug: it has no letters or digits")
    return word


def _text(record: dict[str, Any], name: str, *, most: int, required: bool = True) -> str:
    value = record.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise Refused(f"{name}: must be text")
    if len(value) > most:
        raise Refused(f"{name}: longer than {most:,} characters")
    return repair(value).strip() if name == "title" else value


def _section(record: dict[str, Any], defaults: Defaults) -> str:
    section = record.get("section") or defaults.section
    if section not in SECTION_BY_SLUG:
        raise Refused(f"section: {section!r} is not one of {', '.join(SECTION_BY_SLUG)}")
    return str(section)


def _kind(record: dict[str, Any]) -> str:
    category = str(record.get("category") or "").strip()
    by_label = {str(label): value for value, label in Kind.choices}
    return category if category in Kind.values else by_label.get(category, Kind.NEWS.value)


def _unit(record: dict[str, Any], defaults: Defaults) -> Unit:
    code = record.get("unit")
    if not code:
        return defaults.unit
    unit = defaults.units.get(str(code)) or next(
        (row for row in defaults.units.values() if row.name == code), None
    )
    if unit is None:
        raise Refused(f"unit: {code!r} is not a unit of this agency")
    return unit


def _date(record: dict[str, Any]) -> date | None:
    value = record.get("date")
    if not value:
        return None
    try:
        return parse_date(str(value)[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]", str(value)) else str(value))
    except ValueError as error:
        raise Refused(f"date: {error}") from None


def _files(record: dict[str, Any], folder: Path) -> tuple[tuple[Path, str], ...]:
    """Attachments lie beside the source, never outside its folder."""
    found = []
    for item in record.get("attachments") or ():
        named = {"path": item} if isinstance(item, str) else item
        if not isinstance(named, dict) or not isinstance(named.get("path"), str):
            raise Refused("attachments: each is a path, or an object with path and name")
        path = (folder / named["path"]).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            raise Refused(f"attachments: {named['path']!r} is not a file beside the source")
        found.append((path, str(named.get("name") or path.name)))
    return tuple(found)
