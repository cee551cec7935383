"""How well a document answers a query: pure functions over folded text.

The measure is how much of the query a text holds, each trigram weighted by how rare it is and by what its
word says in a question. It forgives spelling and needs no word boundaries; a title that is wholly in the
question weighs most.
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

LEAD_LENGTH = 300
MOST_CHECKED = 16
CLOSELY = 15
LEAST_SAYING = 0.2
ABSENT = 0.5
YEARS_UNTIL_OLD = 10.0
CONTEXT = 30
MOST_WORDS = 6
LESS_OFFICIAL_KINDS = frozenset({"news", "page"})


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer; ``held`` is the weight of the certain trigrams that it holds."""

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


def weigh(said: Mapping[str, float], frequencies: Mapping[str, int], size: int) -> dict[str, float]:
    """The weight of each trigram: what its word says × how rare it is among `size` texts.

    One that is in no text says little: mostly that two words do not often follow each other, or a slip of the finger.
    """
    return {
        gram: weight * (_rarity(frequencies[gram], size) if frequencies[gram] else ABSENT)
        for gram, weight in said.items()
    }


def _rarity(frequency: int, size: int) -> float:
    return max(LEAST_SAYING, math.log((size + 1) / (frequency + 0.5)))


def score(
    terms: Terms, weights: Mapping[str, float], certain: Collection[str], candidates: Sequence[Candidate]
) -> list[Scored]:
    """The candidates scored on what they hold of the query, best first; the newest wins a tie."""
    measure = _Measure(terms, weights, certain)
    newest = max((candidate.published for candidate in candidates), default=None)
    scored = []
    for candidate in candidates:
        coverage = measure.text(candidate)
        value = coverage + measure.title(candidate.title) + _small(candidate, newest or candidate.published)
        scored.append(Scored(candidate, value, coverage))
    best = sorted(scored, key=_order)
    again = [_raised(one, measure.close(one.candidate)) for one in best[:CLOSELY]]
    return sorted(again, key=_order) + best[CLOSELY:]


def _raised(one: Scored, value: float) -> Scored:
    return Scored(one.candidate, one.score + value, one.coverage)


def _order(one: Scored) -> tuple[float, int]:
    return -one.score, -one.candidate.document


def refine(terms: Terms, best: Sequence[Scored]) -> list[Scored]:
    """The best ones again, with regard to where words begin and end."""
    content = {word.text for word in terms.words if word.weight >= CONTENT_WEIGHT and len(word.text) > 1}
    asked = sorted(content, key=len)[-MOST_WORDS:]
    if not asked:
        return list(best)
    again = [_raised(one, BOUNDARY * _as_words(asked, one.candidate)) for one in best]
    return sorted(again, key=_order)


class _Measure:
    """The weights of one query, ready to be looked for in many texts."""

    def __init__(self, terms: Terms, weights: Mapping[str, float], certain: Collection[str]) -> None:
        uncertain = [pair for pair in weights.items() if pair[0] not in certain]
        self.query = terms.text
        self.grams = terms.grams.keys()
        self.checked = sorted(uncertain, key=lambda pair: -pair[1])[:MOST_CHECKED]
        self.all = dict(self.checked) | {gram: weights[gram] for gram in certain}
        self.total = sum(self.all.values()) or 1.0

    def text(self, candidate: Candidate) -> float:
        """The share of the query that the passage holds."""
        return (candidate.held + _held(self.checked, candidate.text)) / self.total

    def title(self, title: str) -> float:
        """How much of the query is in the title, and of the title in the query."""
        own = trigrams(title)
        if not own:
            return 0.0
        share = sum([self.all[gram] for gram in own & self.all.keys()]) / self.total
        return TITLE * share + TITLE_WHOLE * len(own & self.grams) / len(own)

    def close(self, candidate: Candidate) -> float:
        """What takes a closer look: words in order, in the title and in the text, and how the text begins."""
        title = candidate.title
        run = longest_run(title, self.query) / max(8, min(len(self.query), len(title)))
        phrase = PHRASE if self.query in candidate.text else 0.0
        return TITLE_RUN * min(1.0, run) + phrase + (self._lead(candidate) if candidate.lead else 0.0)

    def _lead(self, candidate: Candidate) -> float:
        start = len(candidate.title) + 1
        lead = trigrams(candidate.text[start : start + LEAD_LENGTH])
        return LEAD * sum([self.all[gram] for gram in lead & self.all.keys()]) / self.total


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
    return RECENCY * recent + (0.0 if candidate.kind in LESS_OFFICIAL_KINDS else OFFICIAL)


def _as_words(asked: Collection[str], candidate: Candidate) -> float:
    """The share of the words asked for that stand as words in the title, or where the text first has them."""
    in_title = set(words(candidate.title))
    return sum(word in in_title or _stands(word, candidate.text) for word in asked) / len(asked)


def _stands(word: str, text: str) -> bool:
    start = text.find(word)
    return start >= 0 and word in words(text[max(0, start - CONTEXT) : start + len(word) + CONTEXT])
