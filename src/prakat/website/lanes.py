"""Who waits for whom in one process: nobody waits behind a slow download or a slow staff page.

The web server (granian) calls us in a few threads and lets the answer come from another one. So the threads that
answer pages hand over whatever may take long: requests for Django to one group of threads, large files to another.
A hundred phones that load a large file over a bad line then stop no reader. Needs no Django.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from enum import Enum
from queue import SimpleQueue
from typing import Any, Protocol

from prakat.website.answers import Answer, Headers

logger = logging.getLogger(__name__)

DJANGO_THREADS = 8
"""Each keeps a connection to the database."""

DOWNLOAD_THREADS = 128
"""Each waits for one client most of the time, and costs little while it does."""

Work = Callable[[], None]
Scope = dict[str, Any]


class Lane(Enum):
    """Which threads answer a request."""

    PAGE = "page"
    DJANGO = "django"
    DOWNLOAD = "download"


class Exchange(Protocol):
    """granian's side of one request."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...


Plain = Callable[[Exchange, Scope], Any]
"""How granian would run our application: merges its environment, calls it, sends what it gives."""


class Crew:
    """At most ``size`` threads, started when there is work for them, ended with the process."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._size = size
        self._threads = 0
        self._idle = 0
        self._lock = threading.Lock()
        self._work: SimpleQueue[Work] = SimpleQueue()

    def do(self, work: Work) -> None:
        with self._lock:
            more = self._idle <= self._work.qsize() and self._threads < self._size
            self._threads += more
        self._work.put(work)
        if more:
            threading.Thread(target=self._run, name=self._name, daemon=True).start()

    def _run(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            work = self._work.get()
            with self._lock:
                self._idle -= 1
            work()


class Lanes:
    """What granian calls for each request, in place of its own way of running a WSGI application."""

    def __init__(
        self, at_hand: Callable[[Scope], Answer | None], lane: Callable[[Scope], Lane], plain: Plain
    ) -> None:
        self._at_hand = at_hand
        self._lane = lane
        self._plain = plain
        self._crews = {
            Lane.DJANGO: Crew("django", DJANGO_THREADS),
            Lane.DOWNLOAD: Crew("download", DOWNLOAD_THREADS),
        }

    def __call__(self, exchange: Exchange, scope: Scope) -> None:
        found = self._at_hand(scope)
        if found is not None:
            exchange.response_bytes(found.code, found.headers, found.body[0])
            return
        crew = self._crews.get(self._lane(scope))
        if crew:
            crew.do(lambda: self._run(exchange, scope))
        else:
            self._run(exchange, scope)

    def _run(self, exchange: Exchange, scope: Scope) -> None:
        try:
            self._plain(exchange, scope)
        except Exception:
            logger.exception("a request could not be answered")
            exchange.response_bytes(500, [("Content-Type", "text/plain")], b"Internal Server Error\n")
