"""The stretch of a text that best shows why it was found, with what was asked for marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from prakat.search.folding import SEGMENT, flat_with_map
from prakat.search.terms import CONTENT_WEIGHT, GRAM, Terms

MOSTLY_CONTENT = 0.6
SHORT = 100

Span = tuple[int, int]


def best_segment(folded: Sequence[str], weights: dict[str, float]) -> int:
    """The index of the folded segment that holds most of the query; the first one on a tie."""
    held = [sum([weight for gram, weight in weights.items() if gram in line]) for line in folded]
    return max(range(len(held)), key=lambda at: (held[at], -at), default=0)


def excerpt(segments: Sequence[str], at: int) -> str:
    """The segment, and the next ones while the whole stays short; dots where the text was cut."""
    end = at + 1
    size = len(segments[at]) if segments else 0
    while end < len(segments) and size < SHORT and size + len(segments[end]) < SEGMENT:
        size += len(segments[end]) + 1
        end += 1
    before = "… " if at else ""
    after = " …" if end < len(segments) else ""
    return before + " ".join(segments[at:end]) + after


def marked(text: str, terms: Terms) -> SafeString:
    """`text` as HTML that is safe to show, with ``<mark>`` around what was asked for."""
    pieces: list[str] = []
    done = 0
    for start, end in hits(text, terms):
        pieces += escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"
        done = end
    pieces.append(escape(text[done:]))
    return mark_safe("".join(pieces))  # noqa: S308  every piece is escaped


def hits(text: str, terms: Terms) -> list[Span]:
    """Where `text` holds words of the query, or runs of it that are longer than chance, in order, apart."""
    folded, offsets = flat_with_map(text)
    offsets.append(len(text))
    asked = {word.text for word in terms.words if word.weight >= CONTENT_WEIGHT}
    grams = {gram for gram, weight in terms.grams.items() if weight >= MOSTLY_CONTENT}
    if len(terms.text) < GRAM:
        asked.add(terms.text)
    found = sorted([*_runs(folded, grams, asked), *_short(folded, asked), *_literal(folded, terms.text)])
    return _joined(_whole(text, offsets[start], offsets[end]) for start, end in found)


def _runs(folded: str, grams: Collection[str], asked: Collection[str]) -> Iterable[Span]:
    """Stretches that are made of the query's trigrams: longer than one of them, or a word of the query."""
    start = None
    for at in range(len(folded) + 1):
        if folded[at : at + GRAM] in grams:
            start = at if start is None else start
        elif start is not None:
            end = at + GRAM - 1
            if end - start > GRAM or folded[start:end] in asked:
                yield start, end
            start = None


def _literal(folded: str, query: str) -> Iterable[Span]:
    """What was typed between spaces, where it stands just so: all of it, even letters that say little."""
    for piece in query.split():
        at = folded.find(piece) if len(piece) >= GRAM else -1
        while at >= 0:
            yield at, at + len(piece)
            at = folded.find(piece, at + len(piece))


def _short(folded: str, asked: Collection[str]) -> Iterable[Span]:
    """Words too short for a trigram: between spaces, or anywhere if they are all there is."""
    for word in asked:
        if not 0 < len(word) < GRAM:
            continue
        at = folded.find(word)
        while at >= 0:
            end = at + len(word)
            alone = folded[at - 1 : at] in {"", " "} and folded[end : end + 1] in {"", " "}
            if alone or len(asked) == 1:
                yield at, end
            at = folded.find(word, end)


def _whole(text: str, start: int, end: int) -> Span:
    """The span without space at its ends, and with the marks that belong to its last letter."""
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    while start < end and (text[start].isspace() or unicodedata.category(text[start]) == "Mn"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
