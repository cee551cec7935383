from __future__ import annotations

import argparse
import json

from django.utils import timezone

from prakat.operations import checks


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    well = True
    for finding in checks.examine(timezone.now()):
        well &= finding.ok
        if options.json:
            fields = {"ok": finding.ok, "what": finding.what, "advice": "" if finding.ok else finding.advice}
            print(json.dumps(fields, ensure_ascii=False))
        else:
            print(f"{'ok     ' if finding.ok else 'MISSING'} {finding.what}")
            if not finding.ok and finding.advice:
                print(f"        → {finding.advice}")
    return 0 if well else 1
