"""Search follows the record: what becomes public is found, what is withdrawn is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prakat.record.models import Entry
from prakat.search import actions

ACTS = frozenset(
    {"publication.published", "publication.corrected", "publication.imported", "publication.withdrawn"}
)


class SearchConsumer:
    """See `prakat.record.consumers.Consumer`.

    An entry says which publication changed; what is indexed is how that publication stands now. So
    entries told twice, or told late, do no harm, and what was withdrawn meanwhile does not come back for
    a moment.
    """

    name = "search"
    batch = 50

    def handle(self, entries: Sequence[Entry], *, now: datetime) -> None:
        for publication in dict.fromkeys(entry.subject for entry in entries if entry.kind in ACTS):
            actions.sync(publication)
