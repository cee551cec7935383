"""What the desk fills in by itself from a file or a pasted text; the clerk corrects it.

Each value says where it comes from, because a clerk trusts a filled field more than they should.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from prakat.duties import proposing
from prakat.publications import documents
from prakat.publications.kinds import SECTIONS, DataType, Kind
from prakat.publications.reading import Block, Reading, read_official
from prakat.thai.normalise import repair

TEXT_ENDINGS = frozenset({".txt", ".html", ".htm", ".md"})
LONGEST_TEXT = 60_000

SECTION_OF_KIND: dict[str, str] = {
    Kind.PLAN: "plan",
    Kind.REPORT: "follow-up",
    Kind.MANUAL: "manuals",
    Kind.NEWS: "news",
}
DATA_TYPE_OF_SECTION: dict[str, str] = {
    "structure": DataType.STRUCTURE,
    "executives": DataType.STRUCTURE,
    "mission": DataType.POWERS,
    "manuals": DataType.POWERS,
    "services": DataType.POWERS,
    "contact": DataType.CONTACT,
    "announcements": DataType.RULES,
    "policy": DataType.PLANS,
    "plan": DataType.PLANS,
    "follow-up": DataType.PLANS,
    "procurement": DataType.PROCUREMENT,
    "news": DataType.OTHER,
}
READ, MISSING, GUESSED = "read", "missing", "guessed"


@dataclass(frozen=True)
class Dropped:
    """A file as it was handed in."""

    name: str
    data: bytes

    @property
    def is_text(self) -> bool:
        return PurePath(self.name).suffix.lower() in TEXT_ENDINGS


@dataclass(frozen=True)
class Proposal:
    """Values for a new draft; ``sources`` says of each field whether it was read, guessed or not found.

    ``read_from`` is the file that was read, empty for a pasted text.
    """

    title: str = ""
    kind: str = Kind.ANNOUNCEMENT
    number: str = ""
    signed: date | None = None
    section: str = "announcements"
    summary: str = ""
    keys: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    read_from: str = ""
    sources: dict[str, str] = field(default_factory=dict)

    def is_text_of(self, file: Dropped) -> bool:
        """Whether a file is nothing but the text that became the body, so that attaching it says nothing new."""
        return bool(self.body) and file.is_text and file.name == self.read_from

    @property
    def data_types(self) -> list[str]:
        return [DATA_TYPE_OF_SECTION[self.section]]


def propose(text: str, files: Sequence[Dropped]) -> tuple[Proposal, list[str]]:
    """The proposal, and for each file that could not be read why not, in a sentence."""
    unreadable: list[str] = []
    if text.strip():
        return _from(read_official(repair(text))), unreadable
    for file in files:
        reading, extracted = documents.read_file(file.data, file.name)
        if extracted.readable:
            return _from(reading, file.name), unreadable
        unreadable.append(f"{file.name}: {extracted.reason}")
    return Proposal(title=_title_of(files), sources={"title": GUESSED}), unreadable


def _from(reading: Reading, name: str = "") -> Proposal:
    title = reading.title or PurePath(name).stem
    keys = tuple(proposing.keys_for_title(title))
    body = tuple(reading.body)
    return Proposal(
        title=title,
        kind=reading.kind or Kind.ANNOUNCEMENT,
        number=reading.number,
        signed=reading.signed,
        section=section_for(reading.kind, keys),
        summary=reading.summary,
        keys=keys,
        body=body if len(str(body)) <= LONGEST_TEXT else (),
        read_from=name,
        sources=_sources(reading, keys),
    )


def _sources(reading: Reading, keys: Sequence[str]) -> dict[str, str]:
    found = {
        name: READ if getattr(reading, name) else MISSING for name in ("title", "kind", "number", "signed")
    }
    found["signatory"] = READ if reading.signatures else MISSING
    found["section"] = GUESSED
    found["keys"] = GUESSED if keys else MISSING
    return found


def section_for(kind: str, keys: Sequence[str]) -> str:
    """Where it belongs: by the matter it is about, else by its kind."""
    for key in keys:
        for section in SECTIONS:
            if key in section.keys:
                return section.slug
    return SECTION_OF_KIND.get(kind, "announcements")


def _title_of(files: Sequence[Dropped]) -> str:
    return PurePath(files[0].name).stem if files else ""
