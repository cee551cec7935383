from __future__ import annotations

import argparse

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections
from django.utils import timezone

from prakat.operations import demo, setup
from prakat.operations.serve import THREADS, serve
from prakat.search import checks as search


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=settings.HOST)
    parser.add_argument("--port", type=int, default=settings.PORT)
    parser.add_argument("--workers", type=int, default=1, help="processes that answer readers and staff")
    parser.add_argument("--threads", type=int, default=THREADS, help="of each process; 1 for readers alone")
    parser.add_argument(
        "--no-worker", dest="worker", action="store_false", help="another process handles the record"
    )
    parser.add_argument(
        "--demo", action="store_true", help="set up the demonstration agency when the data folder is new"
    )


def run(options: argparse.Namespace) -> int:
    logins = _prepare(with_demo=options.demo)
    connections.close_all()

    def announce() -> None:
        print(f"Staff: {settings.SITE_URL}/staff/", flush=True)
        print(demo.table(logins) if logins else demo.FORGOTTEN, flush=True)

    return serve(
        host=options.host,
        port=options.port,
        workers=options.workers,
        worker=options.worker,
        threads=options.threads,
        after_ready=announce,
    )


def _prepare(*, with_demo: bool) -> list[demo.Login]:
    now = timezone.now()

    def say(text: str) -> None:
        print(f"prakat: {text}", flush=True)

    setup.prepare(now=now, say=say)
    if problems := search.problems():
        raise CommandError(" ".join(problems))
    if with_demo and not setup.has_agency():
        return demo.set_up(now=timezone.now(), say=say)
    return []
