"""From a query to the few documents worth ranking, in work that does not grow with the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from prakat.search.backends import Backend, Found, Index
from prakat.search.models import SearchDocument, SearchPassage
from prakat.search.ranking import Candidate, weigh
from prakat.search.terms import CONTENT_WEIGHT, Terms

RANKED = {Index.PASSAGES: 70, Index.TITLES: 30}
FILTERED = 1500
GRAMS_TOGETHER = 5
ENOUGH_CERTAIN = 3
LONG_QUERY = 80
LEAST_SAID = 0.3
LEAST_PROMISE = 0.2


@dataclass(frozen=True)
class Pool:
    """What is to be ranked, the weights to rank it by, and the trigrams whose presence is already counted.

    ``more`` says that there was more to rank than was taken.
    """

    candidates: list[Candidate]
    weights: dict[str, float]
    certain: frozenset[str]
    more: bool


def gather(backend: Backend, terms: Terms, filters: Mapping[str, str]) -> Pool:
    """Find by text and by title, side by side: a title is not outnumbered by texts that mention it."""
    said = _thinned(terms.grams)
    size = backend.size(Index.PASSAGES)
    in_texts = backend.frequencies(Index.PASSAGES, said, size)
    weights = weigh(said, in_texts, size)
    found, by_text = _find(backend, Index.PASSAGES, said, weights, in_texts, filters)
    in_titles = backend.frequencies(Index.TITLES, said, size)
    _, by_title = _find(backend, Index.TITLES, said, weights, in_titles, filters)
    return Pool(
        candidates=_read(by_text, by_title, found.weights),
        weights=weights,
        certain=found.certain,
        more=len(by_text) == RANKED[Index.PASSAGES],
    )


def _find(
    backend: Backend,
    index: Index,
    said: Mapping[str, float],
    weights: Mapping[str, float],
    frequencies: Mapping[str, int],
    filters: Mapping[str, str],
) -> tuple[Found, list[int]]:
    """1. Rows with any of the rare trigrams. 2. Where the query has too few of those: the newest rows that hold
    all of the rarest that say something. 3. The most promising of both.
    """
    saying = _saying(said, LEAST_SAID) or list(said)
    found = backend.holding_any(index, {gram: weights[gram] for gram in saying}, frequencies)
    content = [gram for gram in _saying(said, CONTENT_WEIGHT) or saying if frequencies[gram]]
    rarest = sorted(content, key=lambda gram: frequencies[gram])[:GRAMS_TOGETHER]
    promise = found.weights
    if len(found.certain.intersection(rarest)) < ENOUGH_CERTAIN:
        sure = sum(weights[gram] for gram in rarest)
        together = backend.holding_all(index, rarest, FILTERED if filters else RANKED[index])
        promise = promise | {row: max(sure, promise.get(row, 0.0)) for row in together}
    return found, _most_promising(index, promise, filters)


def _thinned(grams: Mapping[str, float]) -> dict[str, float]:
    """Of a long query every other trigram: they overlap, so its words are all still there."""
    return dict(islice(grams.items(), None, None, 1 if len(grams) <= LONG_QUERY else 2))


def _saying(said: Mapping[str, float], least: float) -> list[str]:
    return [gram for gram, weight in said.items() if weight >= least]


def _most_promising(index: Index, promise: Mapping[int, float], filters: Mapping[str, str]) -> list[int]:
    """The best rows that pass the filters, without those that promise little beside the best."""
    count = FILTERED if filters else RANKED[index]
    least = LEAST_PROMISE * max(promise.values(), default=0.0)
    best = sorted(((value, row) for row, value in promise.items() if value >= least), reverse=True)
    rows = [row for _, row in best[:count]]
    if not filters:
        return rows
    model, to = (SearchPassage, "document__") if index is Index.PASSAGES else (SearchDocument, "")
    conditions = {f"{to}{name}": value for name, value in filters.items()}
    kept = set(model.objects.filter(pk__in=rows, **conditions).values_list("pk", flat=True))
    return [row for row in rows if row in kept][: RANKED[index]]


def _read(passages: Sequence[int], documents: Sequence[int], held: Mapping[int, float]) -> list[Candidate]:
    """The passages, and of the documents found by title the first one."""
    columns = ("id", "document_id", "folded", "position", "document__folded_title", "document__kind")
    by_text = SearchPassage.objects.filter(pk__in=passages)
    by_title = SearchPassage.objects.filter(document__in=documents, position=0).exclude(pk__in=passages)
    return [
        Candidate(passage, document, title, text, held.get(passage, 0.0), position == 0, kind, published)
        for query in (by_text, by_title)
        for passage, document, text, position, title, kind, published in query.values_list(
            *columns, "document__published"
        )
    ]
