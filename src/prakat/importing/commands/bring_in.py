from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone
from tqdm import tqdm

from prakat.importing import actions
from prakat.importing.history import Defaults
from prakat.org.models import Position, Unit
from prakat.publications.kinds import SECTION_BY_SLUG
from prakat.record.worker import drain

LONGEST_LINE = 8_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="{jsonl}")
    jsonl = kinds.add_parser("jsonl", help="one publication a line: slug, title, body_html, …")
    jsonl.add_argument("source", type=Path, metavar="SOURCE")
    jsonl.add_argument("--dry-run", action="store_true", help="check every line, bring nothing in")
    jsonl.add_argument("--section", default="news", choices=sorted(SECTION_BY_SLUG), metavar="SLUG")
    jsonl.add_argument("--unit", default="palad-office", metavar="CODE")
    jsonl.add_argument("--as", dest="position", default="info-officer", metavar="POSITION")


def run(options: argparse.Namespace) -> int:
    defaults = _defaults(options)
    total = _count(options.source)
    with tqdm(total=total, unit="record", disable=None, file=sys.stderr) as bar:
        outcome = actions.bring_in(
            records(options.source),
            defaults=defaults,
            folder=options.source.parent,
            position=options.position,
            now=timezone.now(),
            dry_run=options.dry_run,
            progress=bar.update,
        )
    for number, reason in outcome.reasons:
        print(f"line {number}: refused: {reason}", file=sys.stderr)
    if outcome.refused > len(outcome.reasons):
        print(f"… and {outcome.refused - len(outcome.reasons)} more lines refused", file=sys.stderr)
    verb = "would be published" if options.dry_run else "published"
    print(f"{outcome.published} {verb}, {outcome.present} here already, {outcome.refused} refused")
    if not options.dry_run:
        drain()
    return 1 if outcome.refused else 0


def _defaults(options: argparse.Namespace) -> Defaults:
    units = {unit.code: unit for unit in Unit.objects.all()}
    if options.unit not in units:
        raise CommandError(
            f"no unit has the code {options.unit!r}; there are: {', '.join(units) or 'none yet'}"
        )
    if not Position.objects.filter(code=options.position).exists():
        raise CommandError(f"no position has the code {options.position!r}")
    return Defaults(unit=units[options.unit], units=units, section=options.section)


def _count(source: Path) -> int:
    with source.open("rb") as file:
        return sum(1 for _ in file)


def records(source: Path) -> Iterator[tuple[int, object]]:
    """Each line's number with what it says, or with the error that it is."""
    with source.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            if len(line) > LONGEST_LINE:
                yield number, ValueError(f"longer than {LONGEST_LINE:,} bytes")
                continue
            try:
                yield number, json.loads(line)
            except ValueError as error:
                yield number, ValueError(f"not JSON: {error}")
