"""How fast a published page is served: against nginx sending the same bytes, and against Django rendering it.

Everything runs on this machine in one go, in turns, so that what else runs here hits all alike. The servers get
the same page in the same encoding with the same headers; each has one worker, and ours the threads it is given:
one, for a server of readers alone, unless told otherwise. Figures are medians of the rounds.
Needs the Debian packages ``nginx-light`` and ``wrk``; without nginx that ratio is left out, without wrk a slow
loader in Python does the asking, and the figures are then the loader's rather than the servers'.

    python benchmarks/serving.py [--rounds 5] [--seconds 3] [--connections 32] [--threads 1]
"""

from __future__ import annotations

import argparse
import getpass
import http.client
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

ACCEPT = "gzip, deflate, br"
TARGETS = {"nginx": 1.0, "django": 5.0}
"""The least ratios that the project promises."""

PAGE = """{% load i18n %}<!doctype html><html lang="th"><meta charset="utf-8"><title>{{ title }}</title>
<header><h1>{{ agency }}</h1></header><main>{% for row in rows %}<article><h2>{{ row.title }}</h2>
<p>{{ row.text|linebreaksbr }}</p><time datetime="{{ row.date|date:'c' }}">{{ row.date|date }}</time>
<ul>{% for file in row.files %}<li><a href="{{ file|urlencode }}">{{ file }}</a></li>{% endfor %}</ul>
</article>{% endfor %}</main></html>"""

# fmt: off
WORDS = [
    "ประกาศ", "องค์การ", "บริหาร", "ส่วนตำบล", "เรื่อง", "มาตรการ", "เผยแพร่", "ข้อมูล", "ต่อ",
    "สาธารณะ", "งบประมาณ", "รายจ่าย", "ประจำปี", "แผน", "พัฒนา", "ท้องถิ่น", "การจัดซื้อ", "จัดจ้าง",
    "ถนน", "น้ำประปา", "โรงเรียน", "ผู้สูงอายุ", "เบี้ยยังชีพ", "ภาษี", "ที่ดิน", "สิ่งปลูกสร้าง",
    "คณะกรรมการ",
]
# fmt: on


def main() -> int:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="prakat-bench-") as folder, ExitStack() as servers:
        data = Path(folder)
        urls = {"prakat": servers.enter_context(prakat(data, options.threads))}
        if shutil.which("nginx"):
            urls["nginx"] = servers.enter_context(nginx(data, urls["prakat"]))
        else:
            print("nginx is not installed: no ratio to it")
        urls["django"] = servers.enter_context(django(data))
        check(urls)
        return report(measure(urls, options))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each round and server")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--threads", type=int, default=1, help="as of prakat serve, which has 16 by default")
    return parser.parse_args()


def rendered() -> bytes:
    """The page, about as long as a publication; the same template that Django renders for each request."""
    chance = Random(2563)
    day = datetime(2026, 11, 23, tzinfo=UTC)
    rows = [
        {
            "title": f"ประกาศองค์การบริหารส่วนตำบล ฉบับที่ {n}",
            "text": " ".join(chance.choices(WORDS, k=40)),
            "date": day,
            "files": [f"ประกาศ {n}-{m}.pdf" for m in range(3)],
        }
        for n in range(24)
    ]
    context = {"title": "ประกาศ", "agency": "องค์การบริหารส่วนตำบลโคกทราย", "rows": rows}
    return template().render(context).encode()


@cache
def template() -> Any:
    from django.template import engines

    return engines["django"].from_string(PAGE)


@contextmanager
def prakat(data: Path, threads: int) -> Iterator[str]:
    """``prakat serve`` with one process for requests, over a site that holds the page."""
    port = free_port()
    os.environ |= {"PRAKAT_DATA": str(data / "data"), "DJANGO_SETTINGS_MODULE": "prakat.config.settings"}
    import django as django_package

    django_package.setup()
    publish(rendered())
    code = (
        "import django; django.setup(); from prakat.operations.serve import serve;"
        f"serve(host='127.0.0.1', port={port}, workers=1, worker=False, threads={threads})"
    )
    with process([sys.executable, "-c", code], port):
        yield f"http://127.0.0.1:{port}/"


def publish(page: bytes) -> None:
    from prakat.website.build import engine
    from prakat.website.manifest import Entry

    site = engine.site()
    digest = site.store.put(page)
    site.store.compress(digest, page, quality=engine.PAGE_QUALITY)
    entry = Entry(200, "text/html; charset=utf-8", digest, len(page), br=True, gz=True)
    site.swap({"/": entry}, now=datetime.now(UTC))


@contextmanager
def nginx(data: Path, prakat_url: str) -> Iterator[str]:
    """nginx as Debian configures it, one worker, sending the compressed bytes under our headers."""
    port = free_port()
    headers, body = ask(prakat_url)
    (data / "www").mkdir()
    (data / "www" / "index.html").write_bytes(body)
    ours = {
        n: v
        for n, v in headers.items()
        if n not in {"content-type", "content-length", "date", "server", "etag"}
    }
    lines = "".join(f"add_header {name} {quoted(value)};\n" for name, value in ours.items())
    # Started by root, nginx would become another user, who may not read our folder.
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    (data / "nginx.conf").write_text(
        f"""{user} worker_processes 1; daemon off; pid {data}/nginx.pid; error_log {data}/nginx.err;
        events {{ worker_connections 768; }}
        http {{ sendfile on; tcp_nopush on; access_log off; types {{ text/html html; }} charset utf-8;
        keepalive_requests 10000000;
        server {{ listen 127.0.0.1:{port}; root {data}/www; {lines} }} }}"""
    )
    with process(["nginx", "-e", f"{data}/nginx.err", "-c", f"{data}/nginx.conf"], port):
        yield f"http://127.0.0.1:{port}/"


def quoted(value: str) -> str:
    return '"' + value.replace('"', '\\"') + '"'


DJANGO = """
import django; from django.conf import settings
import sys; sys.path.insert(0, {here!r})
django.setup()
import serving
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse(serving.rendered()))]
settings.ROOT_URLCONF = __name__
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""


@contextmanager
def django(data: Path) -> Iterator[str]:
    """The same page rendered by Django for every request, in the same server, with our middleware."""
    port = free_port()
    here = str(Path(__file__).resolve().parent)
    (data / "rendering.py").write_text(DJANGO.format(here=here))
    command = [
        str(Path(sys.executable).with_name("granian")),
        "--interface",
        "wsgi",
        "--http",
        "1",
        "--no-ws",
    ]
    command += ["--workers", "1", "--blocking-threads", "4", "--port", str(port), "--log-level", "error"]
    with process([*command, "--working-dir", str(data), "rendering:application"], port):
        yield f"http://127.0.0.1:{port}/"


def check(urls: dict[str, str]) -> None:
    """nginx must send what we send, byte for byte; otherwise the ratio would mean nothing."""
    answers = {name: ask(url) for name, url in urls.items()}
    for name, (headers, body) in answers.items():
        print(f"{name:8}{len(body):>8} bytes  {headers.get('content-encoding', 'as it is')}")
    if "nginx" in answers and answers["nginx"][1] != answers["prakat"][1]:
        raise SystemExit("nginx does not send the same bytes")


def measure(urls: dict[str, str], options: argparse.Namespace) -> dict[str, list[float]]:
    load = wrk if shutil.which("wrk") else loader
    speeds: dict[str, list[float]] = {name: [] for name in urls}
    for url in urls.values():
        load(url, 1, options.connections)
    for _ in range(options.rounds):
        for name, url in urls.items():
            speeds[name].append(load(url, options.seconds, options.connections))
    return speeds


def report(speeds: dict[str, list[float]]) -> int:
    """0 where every promised ratio is reached."""
    kept = True
    for name, found in speeds.items():
        print(
            f"{name:8}{statistics.median(found):>10.0f} requests/s   {' '.join(f'{speed:.0f}' for speed in found)}"
        )
    for name, least in TARGETS.items():
        if name in speeds:
            ratio = statistics.median(a / b for a, b in zip(speeds["prakat"], speeds[name], strict=True))
            kept &= ratio >= least
            print(f"prakat / {name}: {ratio:.2f} (promised: at least {least})")
    return 0 if kept else 1


def wrk(url: str, seconds: int, connections: int) -> float:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-H", f"Accept-Encoding: {ACCEPT}", url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"{url} did not answer properly:\n{output}")
    found = re.search(r"Requests/sec:\s+([0-9.]+)", output)
    return float(found[1]) if found else 0.0


def loader(url: str, seconds: int, connections: int) -> float:
    counts, end = [0] * connections, time.monotonic() + seconds

    def run(index: int) -> None:
        connection = http.client.HTTPConnection(url.split("/")[2])
        while time.monotonic() < end:
            connection.request("GET", "/", headers={"Accept-Encoding": ACCEPT})
            connection.getresponse().read()
            counts[index] += 1

    threads = [threading.Thread(target=run, args=(index,)) for index in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def ask(url: str) -> tuple[dict[str, str], bytes]:
    connection = http.client.HTTPConnection(url.split("/")[2], timeout=10)
    connection.request("GET", "/", headers={"Accept-Encoding": ACCEPT})
    reply = connection.getresponse()
    return {name.lower(): value for name, value in reply.getheaders()}, reply.read()


@contextmanager
def process(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        try:
            wait_for(port)
            yield
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(30)


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
