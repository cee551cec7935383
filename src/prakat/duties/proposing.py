"""Which matters a document's title speaks of, so that a form can propose what the system already knows."""

from __future__ import annotations

from prakat.duties import queries
from prakat.duties.models import Duty
from prakat.thai.normalise import fold

SHORTEST = 6


def keys_for_title(title: str) -> list[str]:
    """Concept keys whose title, or the title of a duty asking for them alone, stands in this title.

    Of titles that overlap the longest wins: ``แผนการจัดซื้อจัดจ้างประจำปี`` is not also ``แผน``.
    """
    folded = fold(title)
    found: list[tuple[str, str]] = []
    for phrase, key in sorted(_phrases(), key=lambda pair: -len(pair[0])):
        if phrase in folded and not any(phrase in longer for longer, _key in found):
            found.append((phrase, key))
    return sorted({key for _phrase, key in found})


def _phrases() -> set[tuple[str, str]]:
    rows = Duty.objects.filter(is_duty=True).prefetch_related("keys")
    single = {(row.title_th, row.key_names[0]) for row in rows if len(row.key_names) == 1}
    named = {(title, key) for key, title in queries.key_titles().items()}
    return {(fold(title), key) for title, key in single | named if len(title) >= SHORTEST}
