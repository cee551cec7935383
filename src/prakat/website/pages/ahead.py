"""Reads what a build is about to show in handfuls: two queries for many publications instead of several for each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prakat.publications.models import Edition, Standing
from prakat.record.models import Entry
from prakat.website.pages import editions

HANDFUL = 100


@dataclass(frozen=True)
class Story:
    """A publication with everything the record says of it, newest first, and its change notes by digest."""

    standing: Standing
    entries: Sequence[Entry]
    notes: Mapping[str, str]


class Ahead:
    """The publications that come in this build, by path. ``expect`` begins anew, so nothing old is shown."""

    def __init__(self) -> None:
        self._expected: list[str] = []
        self._read: dict[str, Story] = {}

    def expect(self, paths: Iterable[str]) -> list[str]:
        """The paths in the order in which they are best asked for."""
        self._expected, self._read = sorted(paths), {}
        return self._expected

    def take(self, path: str) -> Story | None:
        """The publication at a path; None where there is none."""
        if path not in self._read:
            place = bisect_left(self._expected, path)
            self._read = read([path, *self._expected[place : place + HANDFUL]])
        return self._read.pop(path, None)


def read(paths: Sequence[str]) -> dict[str, Story]:
    standings = list(Standing.objects.filter(path__in=paths).select_related("edition"))
    editions.prepare(row for row in standings if row.state == Standing.State.PUBLIC)
    entries: dict[str, list[Entry]] = defaultdict(list)
    subjects = [str(row.publication) for row in standings]
    for entry in Entry.objects.filter(subject__in=subjects, kind__startswith="publication.").order_by("-seq"):
        entries[entry.subject].append(entry)
    notes = _notes([subject for subject in subjects if len(entries[subject]) > 1])
    return {row.path: Story(row, entries[str(row.publication)], notes) for row in standings}


def _notes(publications: Sequence[str]) -> dict[str, str]:
    """Digest → change note, of publications with more than one act."""
    if not publications:
        return {}
    rows = Edition.objects.filter(publication__in=publications).exclude(change_note="")
    return dict(rows.values_list("digest", "change_note"))
