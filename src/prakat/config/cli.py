"""The command ``prakat``. It parses, sets Django up when a command needs it, and turns failures into one line.

Exit status: 0 done; 1 it found what it looks for; 2 wrong usage or unreadable input.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, cast

import django
from django.core.management.base import CommandError

from prakat.config.environment import SettingError


class Command(Protocol):
    """A module in some room's ``commands`` package."""

    def configure(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


@dataclass(frozen=True)
class Entry:
    name: str
    module: str
    summary: str


COMMANDS = (
    Entry("init", "prakat.operations.commands.init", "create the data folder, keys, database and catalogues"),
    Entry("demo", "prakat.operations.commands.demo", "set up the demonstration agency by real actions"),
    Entry("serve", "prakat.operations.commands.serve", "serve the site, with the worker inside"),
    Entry("worker", "prakat.operations.commands.worker", "handle the record's consumers and the schedule"),
    Entry("publish", "prakat.operations.commands.publish", "put a document through the procedure"),
    Entry(
        "duties",
        "prakat.operations.commands.duties",
        "every obligation with its state; load and list catalogues",
    ),
    Entry("import", "prakat.importing.commands.bring_in", "bring an old site in"),
    Entry(
        "doctor", "prakat.operations.commands.doctor", "what is set up, what is missing, what to do about it"
    ),
)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="prakat", description="Runs the public-disclosure duty of a Thai local government."
    )
    names = top.add_subparsers(dest="command", metavar="command", required=True)
    for entry in COMMANDS:
        names.add_parser(entry.name, help=entry.summary, add_help=False)
    return top


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    chosen = parser().parse_args(arguments[:1])
    entry = next(entry for entry in COMMANDS if entry.name == chosen.command)
    try:
        return _run(entry, arguments[1:])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(entry: Entry, arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prakat.config.settings")
    try:
        django.setup()
        module = cast(Command, importlib.import_module(entry.module))
        own = argparse.ArgumentParser(prog=f"prakat {entry.name}", description=entry.summary)
        module.configure(own)
        return module.run(own.parse_args(arguments))
    except (SettingError, OSError, CommandError) as error:
        return _refuse(entry, str(error))
    except Exception as error:  # noqa: BLE001 - the last resort of a command: one line for people, the rest in a file
        return _refuse(entry, f"it failed: {type(error).__name__}; details are in {keep_details()}")


def _refuse(entry: Entry, sentence: str) -> int:
    print(f"prakat {entry.name}: {sentence}", file=sys.stderr)
    return 2


def keep_details() -> Path:
    """The traceback goes to a file for whoever mends it; people get one sentence."""
    path = Path(os.environ.get("PRAKAT_DATA", "var")) / "errors.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC).isoformat()} {' '.join(sys.argv[1:2])}\n{traceback.format_exc()}\n")
    return path
