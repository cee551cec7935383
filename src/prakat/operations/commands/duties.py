from __future__ import annotations

import argparse
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from prakat.duties import actions
from prakat.duties.rules import State
from prakat.monitoring import queries as monitoring


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="{status,adopt}")
    status = parts.add_parser("status", help="every obligation with its state; exit 1 where any is overdue")
    status.add_argument("--json", action="store_true")
    adopt = parts.add_parser("adopt", help="load a new edition of a catalogue from a file")
    adopt.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    return status(as_json=options.json) if options.part == "status" else adopt(options.file)


def adopt(path: Path) -> int:
    try:
        catalogue = actions.adopt(path, by="operator", now=timezone.now())
    except (ValueError, ValidationError) as error:
        raise CommandError(str(error)) from None
    print(f"prakat duties: {catalogue.code} adopted")
    return 0


def status(*, as_json: bool) -> int:
    rows = monitoring.obligations(timezone.now())
    for row in rows:
        fields = {
            "duty": f"{row.catalogue}/{row.duty}",
            "title": row.title,
            "period": row.period.label,
            "due": row.due.isoformat() if row.due else None,
            "state": row.state.value,
            "unit": row.unit,
            "evidence": [link.path for link in row.evidence],
        }
        if as_json:
            print(json.dumps(fields, ensure_ascii=False))
        else:
            print(f"{fields['state']:<18} {fields['due'] or '-':<11} {fields['duty']:<22} {fields['title']}")
    return 1 if any(row.state is State.OVERDUE for row in rows) else 0
