"""List numbers of Word documents: the file holds how to count, the reader must do the counting.

ECMA-376 part 1, section 17.9. Without this the clauses of an order lose the numbers printed on paper.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from prakat.guard.formats.archive import parse_member

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"


def _thai_number(value: int) -> str:
    return str(value).translate(_THAI_DIGITS)


def _thai_letter(value: int) -> str:
    return _THAI_LETTERS[(value - 1) % len(_THAI_LETTERS)]


def _latin_letter(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26)


_FORMATS: dict[str, Callable[[int], str]] = {
    "thaiNumbers": _thai_number,
    "thaiLetters": _thai_letter,
    "lowerLetter": _latin_letter,
    "upperLetter": lambda value: _latin_letter(value).upper(),
    "none": lambda value: "",
}


@dataclass
class Level:
    """How one level of a list counts and prints."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, dict[str, str]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, properties: Mapping[str, str]) -> str:
        """The number printed before a paragraph with these properties, and a space; or nothing."""
        inherited = {**self.styles.get(properties.get("pStyle", ""), {}), **properties}
        abstract = self.lists.get(inherited.get("numId", ""), "")
        index = int(inherited["ilvl"]) if inherited.get("ilvl", "").isdecimal() else 0
        level = self.levels.get(abstract, {}).get(index)
        if level is None:
            return ""
        counts = self._advance(abstract, index, level)
        if level.format == "bullet":
            return "- "
        label = re.sub(r"%([1-9])", lambda m: self._print(abstract, counts, int(m[1]) - 1), level.pattern)
        return f"{label} " if label.strip() else ""

    def _advance(self, abstract: str, index: int, level: Level) -> dict[int, int]:
        """Count one up on this level and begin the deeper ones anew."""
        counts = self._counts.setdefault(abstract, {})
        counts[index] = counts.get(index, level.start - 1) + 1
        for deeper in [other for other in counts if other > index]:
            del counts[deeper]
        return counts

    def _print(self, abstract: str, counts: Mapping[int, int], index: int) -> str:
        level = self.levels[abstract].get(index, Level())
        return _FORMATS.get(level.format, str)(counts.get(index, level.start))


class _NumberingPart:
    """word/numbering.xml: abstract lists with their levels, and the lists that use them."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._abstract = ""
        self._list = ""
        self._level = Level()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._abstract = attributes.get("abstractNumId", "")
        elif name == "num":
            self._list = attributes.get("numId", "")
        elif name == "abstractNumId":
            self._numbering.lists[self._list] = value
        elif name == "lvl":
            self._start_level(attributes.get("ilvl", ""))
        elif name == "start" and value.isdecimal():
            self._level.start = int(value[:6])
        elif name == "numFmt":
            self._level.format = value
        elif name == "lvlText":
            self._level.pattern = value

    def _start_level(self, index: str) -> None:
        self._level = Level()
        if index.isdecimal():
            self._numbering.levels.setdefault(self._abstract, {})[int(index)] = self._level

    def end(self, name: str) -> None:
        """Levels are complete as they stand."""

    def data(self, text: str) -> None:
        """The part has no text."""


class _StylesPart:
    """word/styles.xml: paragraph styles that number their paragraphs."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name in {"numId", "ilvl"}:
            self._numbering.styles.setdefault(self._style, {})[name] = attributes.get("val", "")

    def end(self, name: str) -> None:
        """Nothing is held until the end."""

    def data(self, text: str) -> None:
        """The part has no text."""


def read_numbering(archive: zipfile.ZipFile) -> Numbering:
    """The lists of this document; empty where it has none."""
    numbering = Numbering()
    names = set(archive.namelist())
    if "word/numbering.xml" in names:
        parse_member(archive, "word/numbering.xml", _NumberingPart(numbering))
    if "word/styles.xml" in names:
        parse_member(archive, "word/styles.xml", _StylesPart(numbering))
    return numbering
