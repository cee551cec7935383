"""The web server and the worker as one command: this process supervises, its children answer requests."""

from __future__ import annotations

import errno
import http.client
import multiprocessing
import os
import resource
import socket
import threading
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from prakat.record.worker import Worker

TARGET = "prakat.config.wsgi:application"
POLL_SECONDS = 0.1
ANSWER_SECONDS = 5.0
STOP_SECONDS = 10

THREADS = 16
"""A page takes microseconds; a thread is also what waits for the database, or for a phone that loads a large file.
With one, pages are answered fastest, and one slow request holds up all others: for a server of readers alone."""

_CONNECTIONS = 8192


def serve(
    *,
    host: str,
    port: int,
    workers: int,
    worker: bool,
    threads: int = THREADS,
    after_ready: Callable[[], None] = lambda: None,
) -> int:
    """Serve until interrupted (Ctrl-C, SIGTERM); returns the exit status, 0 after an orderly stop.

    Prints the ready line once pages answer, then calls ``after_ready``. With ``worker`` the consumers of the
    record and the schedule run here too. Raises OSError with a sentence when the address cannot be used.
    """
    claim(host, port)
    _allow_connections()
    # A forked child would inherit the locks and connections of the worker's thread.
    multiprocessing.set_start_method("spawn", force=True)
    stop = threading.Event()
    beside = [threading.Thread(target=_announce, args=(host, port, stop, after_ready), daemon=True)]
    if worker:
        beside.append(threading.Thread(target=Worker().run, args=(stop,), name="worker", daemon=True))
    server = _server(host, port, workers, threads)
    server.on_startup(lambda: _start(beside))
    try:
        return _run(server)
    finally:
        stop.set()
        for thread in beside:
            if thread.is_alive():
                thread.join(STOP_SECONDS)


def claim(host: str, port: int) -> None:
    """Make sure that nobody serves there: the server itself would share the port with another one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OSError(_why(error, host, port)) from error


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is in use: stop what uses it, or choose another with --port"
    return f"{host} port {port} cannot be served: {os.strerror(error.errno or 0)}"


def _allow_connections() -> None:
    """Every connection is an open file, and systems allow 1024 of them unless asked for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * _CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, 2 * _CONNECTIONS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _server(host: str, port: int, workers: int, threads: int) -> Server:
    return Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backlog=_CONNECTIONS,
        backpressure=_CONNECTIONS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )


def _start(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()


def _run(server: Server) -> int:
    """Children that end on the same Ctrl-C as we do are no failure."""
    try:
        server.serve()
    except SystemExit as ended:
        return 0 if server.interrupt_signal else int(ended.code or 1)
    return 0


def _announce(host: str, port: int, stop: threading.Event, after_ready: Callable[[], None]) -> None:
    while not answers(host, port):
        if stop.wait(POLL_SECONDS):
            return
    shown = f"[{host}]" if ":" in host else host
    print(f"Prakat is ready: http://{shown}:{port}/", flush=True)  # noqa: T201
    after_ready()


def answers(host: str, port: int) -> bool:
    """Whether the front page is served at this address."""
    connection = http.client.HTTPConnection(_near(host), port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/", headers={"Host": urlsplit(settings.SITE_URL).netloc})
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _near(host: str) -> str:
    """Where to reach a server that listens on ``host``: on "all addresses" that is this machine's own."""
    try:
        everywhere = ip_address(host).is_unspecified
    except ValueError:
        return host
    if not everywhere:
        return host
    return "::1" if ":" in host else "127.0.0.1"
