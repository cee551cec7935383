"""Bring old publications in: recorded as imported, not as decided. A run can be stopped and begun again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from prakat.audit import actions as audit
from prakat.importing.history import Defaults, Old, Refused, read
from prakat.publications import actions as publications
from prakat.publications import freeze
from prakat.publications.models import Edition, Standing
from prakat.record import actions as record

BATCH = 500
MOST_REASONS = 1000


@dataclass
class Outcome:
    """What a run did: counts, and why the first lines that were refused were (number, reason)."""

    published: int = 0
    present: int = 0
    refused: int = 0
    reasons: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, number: int, reason: str) -> None:
        self.refused += 1
        if len(self.reasons) < MOST_REASONS:
            self.reasons.append((number, reason))


def bring_in(
    lines: Iterable[tuple[int, object]],
    *,
    defaults: Defaults,
    folder: Path,
    position: str,
    now: datetime,
    dry_run: bool = False,
    progress: Callable[[int], object] = lambda done: None,
) -> Outcome:
    """Publish records as history, ``BATCH`` in a transaction; those that are here already are passed over."""
    outcome = Outcome()
    numbered = iter(lines)
    while batch := list(islice(numbered, BATCH)):
        olds = list(_checked(batch, defaults, folder, outcome))
        if dry_run:
            outcome.published += len(olds)
        else:
            _publish(olds, position=position, now=now, outcome=outcome)
        progress(len(batch))
    if not dry_run:
        counts = {"published": outcome.published, "present": outcome.present, "refused": outcome.refused}
        audit.note(position or "operator", "history.import", "import", counts, now=now)
    return outcome


def _checked(
    batch: list[tuple[int, object]], defaults: Defaults, folder: Path, outcome: Outcome
) -> Iterator[Old]:
    seen: set[str] = set()
    for number, line in batch:
        try:
            if isinstance(line, Exception):
                raise Refused(str(line))
            old = read(line, defaults, folder)
            if old.content["path"] in seen:
                raise Refused(f"slug: {old.content['path']} comes twice")
        except Refused as reason:
            outcome.refuse(number, str(reason))
            continue
        seen.add(old.content["path"])
        yield old


@transaction.atomic
def _publish(olds: list[Old], *, position: str, now: datetime, outcome: Outcome) -> None:
    paths = [old.content["path"] for old in olds]
    present = set(Standing.objects.filter(path__in=paths).values_list("path", flat=True))
    fresh = [old for old in olds if old.content["path"] not in present]
    outcome.present += len(olds) - len(fresh)
    if not fresh:
        return
    editions = Edition.objects.bulk_create([_edition(old, position, now) for old in fresh])
    entries = record.append_many(
        [
            ("publication.imported", str(edition.publication), publications.entry_data(edition))
            for edition in editions
        ],
        now=now,
    )
    Standing.objects.bulk_create(
        Standing(
            publication=edition.publication,
            **publications.standing_fields(edition, entry.seq),
            published_at=now,
            dated_at=old.dated_at or now,
            changed_at=now,
            imported=True,
        )
        for old, edition, entry in zip(fresh, editions, entries, strict=True)
    )
    outcome.published += len(fresh)


def _edition(old: Old, position: str, now: datetime) -> Edition:
    for path, name in old.files:
        blob = publications.keep_file(path.read_bytes(), now=now)
        old.content["attachments"].append(freeze.attachment(blob, name, ""))
    return Edition(
        publication=old.publication,
        number=1,
        digest=freeze.digest(old.content),
        content=old.content,
        submitted_at=now,
        submitted_position=position,
    )
