"""What may take long is handed to other threads; what does not is answered at once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from built_site import Publisher

from prakat.website.lanes import Crew, Lane
from prakat.website.server import Front


class Exchange:
    """What granian hands over with a request: keeps what it is answered with."""

    def __init__(self) -> None:
        self.answered: list[tuple[int, bytes]] = []
        self.done = threading.Event()

    def response_bytes(self, status: int, headers: Any, body: bytes) -> None:
        self.answered.append((status, body))
        self.done.set()


def scope(path: str, **more: str) -> dict[str, Any]:
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "k.go.th"} | more


@pytest.fixture(autouse=True)
def site(publisher: Publisher, front: Front) -> None:
    publisher.publish("/", b"home")
    publisher.publish("/files/1/big.pdf", bytes(2 * 1024 * 1024), "application/pdf", cache="file")
    front.site.refresh()


@pytest.mark.parametrize(
    ("path", "lane"),
    [
        ("/", Lane.PAGE),
        ("/nothing", Lane.PAGE),
        ("/\xff", Lane.PAGE),
        ("/files/1/big.pdf", Lane.DOWNLOAD),
        ("/staff/", Lane.DJANGO),
        ("/search", Lane.DJANGO),
    ],
)
def test_every_request_has_its_lane(front: Front, path: str, lane: Lane) -> None:
    assert front.lane(scope(path)) is lane


def test_a_page_in_memory_does_not_even_become_a_wsgi_request(front: Front) -> None:
    asked: list[str] = []

    def plain(exchange: Any, environ: dict[str, Any]) -> None:
        asked.append(environ["PATH_INFO"])
        body = front(environ, lambda status, headers, exc_info=None, /: lambda data: None)
        exchange.response_bytes(200, [], b"".join(body))

    lanes = front.lanes(plain)
    for _ in range(2):
        exchange = Exchange()
        lanes(exchange, scope("/"))
        assert exchange.answered == [(200, b"home")]
    assert asked == ["/"]


def test_slow_staff_pages_and_downloads_leave_the_page_threads_free(front: Front) -> None:
    go = threading.Event()

    def plain(exchange: Any, environ: dict[str, Any]) -> None:
        assert go.wait(10)
        exchange.response_bytes(200, [], threading.current_thread().name.encode())

    lanes = front.lanes(plain)
    staff, file = Exchange(), Exchange()
    lanes(staff, scope("/staff/"))
    lanes(file, scope("/files/1/big.pdf"))
    assert staff.answered == file.answered == []
    go.set()
    assert staff.done.wait(10)
    assert file.done.wait(10)
    assert (staff.answered, file.answered) == ([(200, b"django")], [(200, b"download")])


def test_an_error_is_answered_and_the_thread_lives_on(front: Front, caplog: pytest.LogCaptureFixture) -> None:
    def plain(exchange: Any, environ: dict[str, Any]) -> None:
        raise ZeroDivisionError

    lanes = front.lanes(plain)
    for path in ("/nothing", "/staff/", "/staff/"):
        exchange = Exchange()
        lanes(exchange, scope(path))
        assert exchange.done.wait(10)
        assert exchange.answered == [(500, b"Internal Server Error\n")]
    assert len(caplog.records) == 3


def test_a_crew_is_no_larger_than_it_may_be_and_does_everything() -> None:
    crew, seen, done = Crew("crew", 3), set[int](), threading.Semaphore(0)

    def work() -> None:
        seen.add(threading.get_ident())
        done.release()

    for _ in range(50):
        crew.do(work)
    assert all(done.acquire(timeout=10) for _ in range(50))
    assert 1 <= len(seen) <= 3
