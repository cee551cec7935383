from __future__ import annotations

import argparse
import signal
import threading

from django.utils import timezone

from prakat.record import schedule
from prakat.record.worker import Worker, drain


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="handle what waits, then exit")


def run(options: argparse.Namespace) -> int:
    if options.once:
        return once()
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    Worker().run(stop)
    return 0


def once() -> int:
    """Until nothing moves any more; what failed stays for its next try."""
    schedule.run_due(timezone.now())
    print(f"prakat worker: {drain()} entries handled")
    return 0
