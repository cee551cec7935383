from __future__ import annotations

import argparse

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from prakat.duties import actions as duties
from prakat.operations import setup
from prakat.org import actions as org


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agency", metavar="CODE", help="the agency's 7-digit DLA code, such as 6930802")
    parser.add_argument(
        "--website", default="", help="the agency's public address, such as www.khoksai.go.th"
    )


def run(options: argparse.Namespace) -> int:
    now = timezone.now()
    setup.prepare(now=now, say=lambda text: print(f"prakat init: {text}"))
    if options.agency and not setup.has_agency():
        _set_up(options.agency, options.website)
    print(f"prakat init: ready in {settings.DATA_DIR}")
    if not setup.has_agency():
        print(
            "prakat init: say which agency this is: prakat init --agency CODE (or prakat demo to look around)"
        )
    return 0


def _set_up(code: str, website: str) -> None:
    now = timezone.now()
    try:
        org.set_up_agency(code, by=None, now=now, website=website)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    org.add_default_structure(by=None, now=now)
    duties.assign_defaults(by=None, now=now)
