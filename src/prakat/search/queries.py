"""Search over everything that is public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from prakat.search import backends, candidates, ranking, snippets
from prakat.search.models import SearchDocument, SearchPassage
from prakat.search.ranking import Scored
from prakat.search.terms import GRAM, Terms, analyse
from prakat.thai.segment import words

FILTERS = frozenset({"kind", "unit", "section"})
SHORT_QUERY_HITS = 100
REFINED = 10
LEAST_COVERAGE = 0.2
SHARE_OF_BEST = 0.5
ALWAYS_SHOWN = 10


@dataclass(frozen=True)
class Hit:
    """One publication found. ``score`` compares hits of the same search only; ``unit`` is its code."""

    path: str
    slug: str
    title: str
    snippet: str
    kind: str
    unit: str
    section: str
    published: datetime
    score: float
    terms: Terms = field(repr=False)

    @property
    def title_html(self) -> SafeString:
        """The title with what was asked for in ``<mark>``."""
        return snippets.marked(self.title, self.terms)

    @property
    def snippet_html(self) -> SafeString:
        """The snippet with what was asked for in ``<mark>``."""
        return snippets.marked(self.snippet, self.terms)


@dataclass(frozen=True)
class Results:
    """A page of hits. ``total`` counts all hits, or is where counting stopped when ``more``."""

    total: int
    more: bool
    hits: list[Hit]


def search(q: str, *, limit: int = 20, offset: int = 0, filters: Mapping[str, str] | None = None) -> Results:
    """What is public and answers `q`, best first. Any text is a query; none raises.

    `filters` keeps what has these values of ``kind``, ``unit`` (code) or ``section``; another name is a
    ValueError.
    """
    wanted = dict(filters or {})
    if unknown := wanted.keys() - FILTERS:
        raise ValueError(f"Cannot filter by {', '.join(sorted(unknown))}")
    terms = analyse(q)
    found = _by_title(terms, wanted) if len(terms.text) < GRAM else _by_trigrams(terms, wanted)
    page = found.ranked[offset : offset + limit]
    return Results(len(found.ranked), found.more, _hits(page, terms, found.weights))


@dataclass(frozen=True)
class _Ranked:
    passage: int
    score: float


@dataclass(frozen=True)
class _Found:
    ranked: list[_Ranked]
    more: bool
    weights: dict[str, float]


def _by_title(terms: Terms, filters: Mapping[str, str]) -> _Found:
    """Too short for trigrams: the newest titles that hold it, whole words first."""
    if not terms.text:
        return _Found([], False, {})
    wanted = SearchDocument.objects.filter(folded_title__contains=terms.text, **filters).order_by("-pk")
    titles = list(wanted.values_list("pk", "folded_title")[:SHORT_QUERY_HITS])
    scores = {pk: 1.0 if terms.text in words(title) else 0.5 for pk, title in titles}
    first = SearchPassage.objects.filter(document__in=scores, position=0).values_list("pk", "document_id")
    ranked = [_Ranked(passage, scores[document]) for passage, document in first]
    ranked.sort(key=lambda one: (-one.score, -one.passage))
    return _Found(ranked, len(titles) == SHORT_QUERY_HITS, {})


def _by_trigrams(terms: Terms, filters: Mapping[str, str]) -> _Found:
    pool = candidates.gather(backends.current(), terms, filters)
    best = _one_each(ranking.score(terms, pool.weights, pool.certain, pool.candidates))
    best = [*ranking.refine(terms, best[:REFINED]), *best[REFINED:]]
    ranked = [_Ranked(one.candidate.passage, one.score) for one in _answering(best)]
    return _Found(ranked, pool.more, pool.weights)


def _answering(best: list[Scored]) -> list[Scored]:
    """Those that hold enough of the query; beyond the first few, enough beside the one that holds most."""
    most = max((one.coverage for one in best), default=0.0)
    enough = [one for one in best if one.coverage >= LEAST_COVERAGE]
    rest = [one for one in enough[ALWAYS_SHOWN:] if one.coverage >= SHARE_OF_BEST * most]
    return enough[:ALWAYS_SHOWN] + rest


def _one_each(scored: Iterable[Scored]) -> list[Scored]:
    """The best passage of each document."""
    best: dict[int, Scored] = {}
    for one in scored:
        best.setdefault(one.candidate.document, one)
    return list(best.values())


def _hits(ranked: list[_Ranked], terms: Terms, weights: dict[str, float]) -> list[Hit]:
    found = SearchPassage.objects.select_related("document").in_bulk([one.passage for one in ranked])
    return [_hit(found[one.passage], one.score, terms, weights) for one in ranked if one.passage in found]


def _hit(passage: SearchPassage, score: float, terms: Terms, weights: dict[str, float]) -> Hit:
    document = passage.document
    segments = passage.text.split("\n")
    folded = passage.folded.split("\n")[1:]
    return Hit(
        path=document.path,
        slug=document.slug,
        title=document.title,
        snippet=snippets.excerpt(segments, snippets.best_segment(folded, weights)),
        kind=document.kind,
        unit=document.unit,
        section=document.section,
        published=document.published,
        score=round(score, 4),
        terms=terms,
    )
