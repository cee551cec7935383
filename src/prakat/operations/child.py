"""What runs first in a process that answers requests. Imported before Django is set up, so it imports none of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from wsgiref.types import WSGIApplication

from granian._internal import load_target
from granian.server import mp


def load(target: str) -> WSGIApplication:
    """Load the application in a serving process, and let it say itself how its requests are run."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    application: WSGIApplication = load_target(target)
    lanes = getattr(application, "lanes", None)
    if lanes:
        plain = mp._wsgi_call_wrap
        mp._wsgi_call_wrap = lambda *arguments: lanes(plain(*arguments))
    return application


def _end_with_parent() -> None:
    """A supervisor that was killed leaves nobody behind who keeps the port."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
