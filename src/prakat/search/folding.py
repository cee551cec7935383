"""Text as the index sees it, and cut into the pieces that are indexed and quoted.

`flat` is `prakat.thai.normalise.fold` without punctuation: words, digits and single spaces, on one line.
Body text is cut into *segments* (at most a snippet long) and segments are gathered into *passages* (one
row of the index).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prakat.thai.normalise import fold, fold_with_map, repair

SEGMENT = 240
PASSAGE = 4000

# Python's \w leaves out the Thai vowels and tone marks that stand above and below.
_BETWEEN_WORDS = re.compile(r"(?:[^\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|_)+")
_BREAK = re.compile(r"\s+")


def flat(text: str) -> str:
    """`text` folded, with every run of punctuation and space as one space, none at the ends."""
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()


def flat_with_map(text: str) -> tuple[str, list[int]]:
    """`flat(text)` and, for each of its characters, the offset in `text` of what it was made from."""
    folded, offsets = fold_with_map(text)
    pieces: list[str] = []
    kept: list[int] = []
    done = 0
    for match in _BETWEEN_WORDS.finditer(folded):
        pieces.append(folded[done : match.start()])
        kept += offsets[done : match.start()]
        if pieces != [""] and match.end() < len(folded):
            pieces.append(" ")
            kept.append(offsets[match.start()])
        done = match.end()
    pieces.append(folded[done:])
    kept += offsets[done:]
    return "".join(pieces), kept


def segments(text: str) -> Iterator[str]:
    """The lines of `text`, repaired, each cut at spaces into pieces of at most ``SEGMENT`` characters."""
    for line in text.splitlines():
        rest = repair(line).strip()
        while len(rest) > SEGMENT:
            end = _break_before(rest, SEGMENT)
            yield rest[:end].rstrip()
            rest = rest[end:].lstrip()
        if rest:
            yield rest


def _break_before(text: str, limit: int) -> int:
    """Where to cut: after the last space in the second half of `limit`, or hard at `limit`."""
    ends = [match.end() for match in _BREAK.finditer(text, limit // 2, limit)]
    return ends[-1] if ends else limit


def passages(pieces: Iterable[str]) -> Iterator[list[str]]:
    """Segments gathered, in order, into groups of at most ``PASSAGE`` characters."""
    group: list[str] = []
    size = 0
    for piece in pieces:
        if group and size + len(piece) > PASSAGE:
            yield group
            group, size = [], 0
        group.append(piece)
        size += len(piece) + 1
    if group:
        yield group
