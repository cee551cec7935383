"""How well a document answers a query: pure functions over folded text.

The measure is how much of the query a text holds, each trigram weighted by how rare it is and by what its word says in
a question. It forgives spelling, needs no word boundaries, and a title that is wholly in the question weighs most.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from prakat.search.terms import CONTENT_WEIGHT, Terms, trigrams
from prakat.thai.segment import words

TITLE = 0.5
TITLE_WHOLE = 0.3
TITLE_RUN = 0.3
LEAD = 0.2
PHRASE = 0.15
BOUNDARY = 0.1
RECENCY = 0.02
OFFICIAL = 0.01

LEAD_LENGTH = 400
MOST_CHECKED = 40
LEAST_SAYING = 0.2
YEARS_UNTIL_OLD = 10.0
CONTEXT = 30
OFFICIAL_KINDS = frozenset({"announcement", "order", "ordinance", "regulation", "circular", "plan", "report", "manual"})


@dataclass(frozen=True)
class Candidate:
    """A passage of a document that may answer. ``held`` is the weight of the ``certain`` trigrams that it holds."""

    passage: int
    document: int
    title: str
    text: str
    held: float
    lead: bool
    kind: str
    published: datetime


@dataclass(frozen=True)
class Scored:
    """A candidate's score, and the share of the query that it holds (0 to 1)."""

    candidate: Candidate
    score: float
    coverage: float


def weigh(terms: Terms, frequencies: Mapping[str, int], size: int) -> dict[str, float]:
    """The weight of each trigram: what its word says × how rare it is among `size` texts."""
    return {
        gram: said * max(LEAST_SAYING, math.log((size + 1) / (frequencies[gram] + 0.5)))
        for gram, said in terms.grams.items()
    }


def score(
    terms: Terms, weights: Mapping[str, float], certain: Collection[str], candidates: Sequence[Candidate]
) -> list[Scored]:
    """The candidates scored on what they hold of the query, best first; the newest wins a tie."""
    open_ones = sorted((gram for gram in weights if gram not in certain), key=lambda gram: -weights[gram])
    measure = _Measure(terms, weights, certain, open_ones[:MOST_CHECKED])
    newest = max((candidate.published for candidate in candidates), default=None)
    scored = []
    for candidate in candidates:
        coverage = measure.text(candidate)
        value = coverage + measure.title(candidate.title) + measure.lead(candidate) + measure.phrase(candidate)
        value += _small(candidate, newest or candidate.published)
        scored.append(Scored(candidate, value, coverage))
    return sorted(scored, key=lambda one: (-one.score, -one.candidate.document))


def refine(terms: Terms, best: Sequence[Scored]) -> list[Scored]:
    """The best ones again, with regard to where words begin and end."""
    asked = {word.text for word in terms.words if word.weight >= CONTENT_WEIGHT and len(word.text) > 1}
    if not asked:
        return list(best)
    again = [
        Scored(one.candidate, one.score + BOUNDARY * _as_words(asked, one.candidate), one.coverage) for one in best
    ]
    return sorted(again, key=lambda one: (-one.score, -one.candidate.document))


class _Measure:
    """The weights of one query, ready to be looked for in many texts."""

    def __init__(
        self, terms: Terms, weights: Mapping[str, float], certain: Collection[str], checked: Sequence[str]
    ) -> None:
        self.query = terms.text
        self.grams = terms.grams
        self.checked = [(gram, weights[gram]) for gram in checked]
        self.all = [*((gram, weights[gram]) for gram in certain if gram in weights), *self.checked]
        self.total = sum(weight for _, weight in self.all) or 1.0

    def text(self, candidate: Candidate) -> float:
        return (candidate.held + _held(self.checked, candidate.text)) / self.total

    def title(self, title: str) -> float:
        share = _held(self.all, title) / self.total
        own = trigrams(title)
        whole = sum(gram in self.grams for gram in own) / len(own) if own else 0.0
        run = longest_run(title, self.query) / max(8, min(len(self.query), len(title)))
        return TITLE * share + TITLE_WHOLE * whole + TITLE_RUN * min(1.0, run)

    def lead(self, candidate: Candidate) -> float:
        if not candidate.lead:
            return 0.0
        start = len(candidate.title) + 1
        return LEAD * _held(self.all, candidate.text[start : start + LEAD_LENGTH]) / self.total

    def phrase(self, candidate: Candidate) -> float:
        return PHRASE if self.query in candidate.text else 0.0


def longest_run(one: str, other: str) -> int:
    """The length of the longest string that both hold."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best


def _held(weights: Sequence[tuple[str, float]], text: str) -> float:
    return sum([weight for gram, weight in weights if gram in text])


def _small(candidate: Candidate, newest: datetime) -> float:
    """What decides between equals: official papers before news, newer before older."""
    years = (newest - candidate.published).days / 365.25
    recent = max(0.0, 1.0 - years / YEARS_UNTIL_OLD)
    return RECENCY * recent + (OFFICIAL if candidate.kind in OFFICIAL_KINDS else 0.0)


def _as_words(asked: Collection[str], candidate: Candidate) -> float:
    """The share of the words asked for that stand as words in the title, or where they first occur in the text."""
    in_title = set(words(candidate.title))
    return sum(word in in_title or _stands(word, candidate.text) for word in asked) / len(asked)


def _stands(word: str, text: str) -> bool:
    start = text.find(word)
    return start >= 0 and word in words(text[max(0, start - CONTEXT) : start + len(word) + CONTEXT])
