from __future__ import annotations

import argparse

from django.core.management.base import CommandError
from django.utils import timezone

from prakat.operations import demo, setup


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passwords", action="store_true", help="make new passwords for the demonstration logins"
    )


def run(options: argparse.Namespace) -> int:
    now = timezone.now()
    if options.passwords:
        print(demo.table(demo.renew_passwords()))
        return 0
    setup.prepare(now=now, say=lambda text: print(f"prakat demo: {text}"))
    if setup.has_agency():
        raise CommandError("there is an agency here already; a demonstration needs an empty data folder")
    logins = demo.set_up(now=now, say=lambda text: print(f"prakat demo: {text}"))
    print(demo.table(logins))
    return 0
