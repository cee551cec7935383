"""``prakat serve``: says when it is ready, answers without a database, keeps readers going, stops cleanly."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from built_site import Publisher

from prakat.operations import serve
from prakat.website.manifest import Manifest
from prakat.website.seal import site_seal
from prakat.website.store import Store

BIG = 12 * 1024 * 1024
COMMAND = (
    "import sys, django; django.setup();"
    "from prakat.operations.serve import serve;"
    "sys.exit(serve(host='127.0.0.1', port=int(sys.argv[1]), workers=1, worker=False,"
    " after_ready=lambda: print('after', flush=True)))"
)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_that_is_in_use_is_refused_in_one_sentence() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        with pytest.raises(OSError, match=rf"^port {port} on 127\.0\.0\.1 is in use: .*--port$"):
            serve.claim("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused_in_one_sentence() -> None:
    with pytest.raises(OSError, match=r"^192\.0\.2\.1 port 8000 cannot be served: "):
        serve.claim("192.0.2.1", 8000)


def test_a_free_port_is_taken() -> None:
    serve.claim("127.0.0.1", free_port())


def test_nobody_answers_where_nobody_serves() -> None:
    assert not serve.answers("0.0.0.0", free_port())


@pytest.mark.parametrize(
    ("host", "near"),
    [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("k.go.th", "k.go.th"), ("10.0.0.1", "10.0.0.1")],
)
def test_a_server_for_all_addresses_is_asked_on_this_machine(host: str, near: str) -> None:
    assert serve._near(host) == near


class Served:
    """A server process over a small site, with no database at all."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        environ = os.environ | {"PRAKAT_DATA": str(data), "PRAKAT_PORT": str(self.port)}
        environ["DJANGO_SETTINGS_MODULE"] = "prakat.config.settings"
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(self.port)],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.first_lines = [self.process.stdout.readline(), self.process.stdout.readline()]

    def get(self, path: str) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path)
            reply = connection.getresponse()
            return reply.status, reply.read()

    def stop(self, name: signal.Signals) -> tuple[int, str, str]:
        self.process.send_signal(name)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("data")
    publisher = Publisher(Manifest(data / "site", Store(data / "store"), site_seal(data, "http://127.0.0.1")))
    publisher.publish("/", b"<h1>home</h1>")
    publisher.publish("/files/1/big.pdf", bytes(BIG), "application/pdf", cache="file")
    running = Served(data)
    yield running
    running.stop(signal.SIGTERM)


def test_the_ready_line_comes_once_and_then_the_rest(served: Served) -> None:
    assert served.first_lines == [f"Prakat is ready: http://127.0.0.1:{served.port}/\n", "after\n"]


def test_pages_are_answered_without_any_database(served: Served) -> None:
    assert served.get("/") == (200, b"<h1>home</h1>")
    assert served.get("/nothing")[0] == 404


def test_large_files_arrive_whole(served: Served) -> None:
    assert served.get("/files/1/big.pdf") == (200, bytes(BIG))


def test_a_dozen_phones_on_a_bad_line_stop_no_reader(served: Served) -> None:
    """They ask for a large file and read nothing of it: each holds its answer open."""
    phones = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(12)]
    for phone in phones:
        phone.sendall(b"GET /files/1/big.pdf HTTP/1.1\r\nHost: k\r\n\r\n")
        assert phone.recv(15).startswith(b"HTTP/1.1 200")
    assert served.get("/") == (200, b"<h1>home</h1>")
    for phone in phones:
        phone.close()


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(tmp_path: Path, name: signal.Signals) -> None:
    publisher = Publisher(
        Manifest(tmp_path / "site", Store(tmp_path / "store"), site_seal(tmp_path, "http://127.0.0.1"))
    )
    publisher.publish("/", b"home")
    assert Served(tmp_path).stop(name) == (0, "", "")


def test_killed_it_leaves_the_port_to_its_successor(tmp_path: Path) -> None:
    publisher = Publisher(
        Manifest(tmp_path / "site", Store(tmp_path / "store"), site_seal(tmp_path, "http://127.0.0.1"))
    )
    publisher.publish("/", b"home")
    running = Served(tmp_path)
    running.stop(signal.SIGKILL)  # returns when its children, too, have let go of its output
    serve.claim("127.0.0.1", running.port)
