from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from prakat.duties import queries as duties
from prakat.operations import publishing
from prakat.org import queries as org
from prakat.org.models import Position, Unit, User
from prakat.procedure.actions import NotAllowed, NotReady
from prakat.procedure.queries import NoProcedure
from prakat.publications.actions import AddressTaken
from prakat.publications.kinds import SECTION_BY_SLUG, Kind

OBSTACLES = (publishing.Stuck, NotAllowed, NotReady, NoProcedure, AddressTaken, ValidationError)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--unit", required=True, metavar="CODE", help="the unit it comes from, such as finance"
    )
    parser.add_argument("--section", required=True, metavar="SLUG", choices=sorted(SECTION_BY_SLUG))
    parser.add_argument("--title", default="", help="its title, where the document does not say it rightly")
    parser.add_argument("--kind", default="", choices=["", *Kind.values], metavar="KIND")
    parser.add_argument(
        "--duty",
        nargs="+",
        default=[],
        metavar="ID",
        help="duties it answers: ITA-2562-LAO/O42, O42, OIA-7-4",
    )
    parser.add_argument(
        "--as", dest="position", default="", metavar="POSITION", help="the position that sends it"
    )


def run(options: argparse.Namespace) -> int:
    unit = _unit(options.unit)
    keys = _keys(options.duty)
    drafter = _holder(options.position) if options.position else None
    stuck = 0
    for path in options.files:
        material = publishing.Material.from_file(path)
        overrides = {"title": options.title, "kind": options.kind}
        try:
            standing = publishing.put_through(
                material,
                unit=unit,
                section=options.section,
                keys=keys,
                overrides=overrides,
                drafter=drafter,
                now=timezone.now(),
            )
        except OBSTACLES as obstacle:
            print(f"{path}: not published: {_sentence(obstacle)}", file=sys.stderr)
            stuck += 1
            continue
        print(f"{settings.SITE_URL}{standing.path}")
    return 1 if stuck else 0


def _sentence(obstacle: Exception) -> str:
    return " ".join(obstacle.messages) if isinstance(obstacle, ValidationError) else str(obstacle)


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise CommandError(
            f"no unit has the code {code!r}; there are: {', '.join(Unit.objects.values_list('code', flat=True))}"
        )
    return unit


def _holder(code: str) -> User:
    position = Position.objects.filter(code=code).first()
    if position is None:
        known = ", ".join(Position.objects.values_list("code", flat=True))
        raise CommandError(f"no position has the code {code!r}; there are: {known}")
    holders = org.holders(position, timezone.localdate())
    if not holders:
        raise CommandError(f"nobody holds the position {code!r} today")
    return holders[0].user


def _keys(codes: list[str]) -> list[str]:
    keys: set[str] = set()
    for code in codes:
        found = duties.keys_of(code)
        if not found:
            raise CommandError(f"no duty has the code {code!r}")
        keys |= found
    return sorted(keys)
