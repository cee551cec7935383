"""From a query to the few documents worth ranking, in work that does not grow with the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prakat.search.backends import Backend, Found, Index
from prakat.search.models import SearchPassage
from prakat.search.ranking import Candidate, weigh
from prakat.search.terms import CONTENT_WEIGHT, Terms

RANKED_PASSAGES = 100
RANKED_TITLES = 50
FILTERED_POOL = 1500
GRAMS_TOGETHER = 8
LEAST_SAID = 0.3


@dataclass(frozen=True)
class Pool:
    """What is to be ranked, the weights to rank it by, and the trigrams whose presence is already counted.

    ``more`` says that there was more to rank than was taken.
    """

    candidates: list[Candidate]
    weights: dict[str, float]
    certain: frozenset[str]
    more: bool


@dataclass(frozen=True)
class _Rows:
    """Rows of one index: the most promising, and what is known of all."""

    best: list[int]
    found: Found


def gather(backend: Backend, terms: Terms, filters: Mapping[str, str]) -> Pool:
    """Find by text and by title, side by side: a title is not outnumbered by texts that mention it."""
    size = backend.size(Index.PASSAGES)
    frequencies = backend.frequencies(Index.PASSAGES, terms.grams, size)
    weights = weigh(terms, frequencies, size)
    passages = _find(backend, Index.PASSAGES, terms, weights, frequencies)
    in_titles = backend.frequencies(Index.TITLES, terms.grams, size)
    titles = _find(backend, Index.TITLES, terms, weights, in_titles)
    found = _candidates(
        passages.best[: FILTERED_POOL if filters else RANKED_PASSAGES],
        titles.best[: FILTERED_POOL if filters else RANKED_TITLES],
        held=passages.found.weights,
        filters=filters,
    )
    return Pool(found, weights, passages.found.certain, len(passages.best) > RANKED_PASSAGES)


def _find(
    backend: Backend, index: Index, terms: Terms, weights: Mapping[str, float], frequencies: Mapping[str, int]
) -> _Rows:
    """Rows with any of the rare trigrams, and the newest rows with all of the rarest that say something."""
    saying = _said(terms, LEAST_SAID) or list(terms.grams)
    found = backend.holding_any(index, {gram: weights[gram] for gram in saying}, frequencies)
    content = _said(terms, CONTENT_WEIGHT) or saying
    present = [gram for gram in content if frequencies[gram]]
    rarest = sorted(present, key=lambda gram: frequencies[gram])[:GRAMS_TOGETHER]
    least = sum(weights[gram] for gram in rarest)
    together = dict.fromkeys(backend.holding_all(index, rarest, RANKED_PASSAGES), least)
    promise = found.weights | {row: max(least, found.weights.get(row, 0.0)) for row in together}
    return _Rows(sorted(promise, key=lambda row: (-promise[row], -row)), found)


def _said(terms: Terms, least: float) -> list[str]:
    return [gram for gram, said in terms.grams.items() if said >= least]


def _candidates(
    passages: list[int], documents: list[int], *, held: Mapping[int, float], filters: Mapping[str, str]
) -> list[Candidate]:
    wanted = SearchPassage.objects.filter(**{f"document__{name}": value for name, value in filters.items()})
    by_text = wanted.filter(pk__in=passages)
    by_title = wanted.filter(document__in=documents, position=0).exclude(pk__in=passages)
    columns = ("id", "document_id", "position", "folded", "document__folded_title", "document__kind")
    return [
        Candidate(
            passage=passage,
            document=document,
            title=title,
            text=text,
            held=held.get(passage, 0.0),
            lead=position == 0,
            kind=kind,
            published=published,
        )
        for query in (by_text, by_title)
        for passage, document, position, text, title, kind, published in query.values_list(
            *columns, "document__published"
        )
    ]
