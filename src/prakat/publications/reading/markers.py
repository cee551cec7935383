"""Printed clause numbers: ข้อ ๑, ๑., ๑.๑, (๑), ๑), (ก), a dash. They stay text; only their place is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prakat.publications.reading.lines import DIGIT, one_space
from prakat.thai.digits import to_arabic

_NUMBER = rf"{DIGIT}{{1,3}}"
_PATH = rf"{_NUMBER}(?:\.{_NUMBER})+"
_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_BULLETS = "\\-–•▪●○◦*\uf0b7\uf0a7"

CLAUSE, ARTICLE, DOTTED, PAREN, CLOSED, LETTER, BULLET = (
    "clause",
    "article",
    "dotted",
    "paren",
    "closed",
    "letter",
    "bullet",
)

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (CLAUSE, re.compile(rf"ข้อ(?:ที่)?\s*(?P<v>{_NUMBER}(?:\.{_NUMBER})*)(?:/{_NUMBER})?(?!{DIGIT})\s?[.):]?")),
    (ARTICLE, re.compile(rf"มาตรา\s*(?P<v>{_NUMBER})(?:/{_NUMBER})?(?!{DIGIT})\.?")),
    (DOTTED, re.compile(rf"(?P<v>{_PATH})\.?\)?(?![.0-9๐-๙])(?!\s*(?:น\.|นาฬิกา|%))")),
    (DOTTED, re.compile(rf"(?P<v>{_NUMBER})\.(?![.0-9๐-๙])")),
    (CLOSED, re.compile(rf"(?P<v>{_NUMBER})\)")),
    (PAREN, re.compile(rf"\(\s*(?P<v>{_NUMBER}(?:\.{_NUMBER})*)\s*\)")),
    (LETTER + ".", re.compile(rf"(?P<v>[{_LETTERS}])\.(?=\s)")),
    (LETTER + ")", re.compile(rf"(?P<v>[{_LETTERS}a-z])\)")),
    (LETTER + "()", re.compile(rf"\((?P<v>[{_LETTERS}a-z])\)")),
    (BULLET, re.compile(rf"[{_BULLETS}](?:\s+(?=\S)|(?=[ก-๙A-Za-z“\"(]))")),
)  # fmt: skip
_RANKS = {CLAUSE: 0, ARTICLE: 0, PAREN: 10, CLOSED: 10, BULLET: 20}


@dataclass(frozen=True)
class Marker:
    """A number at the start of a paragraph: as printed, its style, and its value as a path (1, 2 for ๑.๒)."""

    n: str
    style: str
    path: tuple[int, ...]
    length: int

    @property
    def value(self) -> int:
        return self.path[-1] if self.path else 0

    @property
    def rank(self) -> int:
        """Smaller stands further out where two styles meet for the first time."""
        if self.style.startswith(DOTTED):
            return len(self.path)
        return _RANKS.get(self.style, 10)


def read_marker(text: str) -> Marker | None:
    """The number that `text` begins with, if it begins with one."""
    for style, pattern in _FORMS:
        found = pattern.match(text)
        if found:
            return _marker(style, found)
    return None


def _marker(style: str, found: re.Match[str]) -> Marker | None:
    printed = one_space(found[0])
    if style == BULLET:
        return Marker(printed, style, (), found.end())
    value = found["v"]
    if value in _LETTERS or value.islower():
        order = _LETTERS.index(value) if value in _LETTERS else ord(value) - ord("a")
        return Marker(printed, f"{style}{'a' if value.islower() else 'ก'}", (order + 1,), found.end())
    parts = to_arabic(value).split(".")
    if any(part.startswith("0") for part in parts):
        return None
    path = tuple(map(int, parts))
    depth = "" if style in {CLAUSE, ARTICLE} and len(path) == 1 else str(len(path))
    return Marker(printed, (DOTTED if style == CLAUSE and depth else style) + depth, path, found.end())
