"""A whole installation as an operator has it: a data folder, the command ``prakat``, a served site."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest

PRAKAT = Path(sys.executable).with_name("prakat")
PATIENCE = 60.0


class Answer(NamedTuple):
    status: int
    body: str


@dataclass
class Installation:
    data: Path
    port: int
    server: subprocess.Popen[str] | None = None
    printed: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PRAKAT_")}
        return {**kept, "PRAKAT_DATA": str(self.data), "PRAKAT_PORT": str(self.port)}

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PRAKAT, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )

    def serve(self, *arguments: str) -> None:
        """Start the server and wait for its ready line."""
        self.server = subprocess.Popen(
            [PRAKAT, "serve", *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.server.stdout
        for line in self.server.stdout:
            self.printed.append(line.rstrip())
            if line.startswith("Prakat is ready:"):
                return
        raise AssertionError("\n".join(self.printed))

    def kill(self) -> None:
        """SIGKILL to the server and everything it started."""
        assert self.server
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self._forget()

    def stop(self) -> int:
        assert self.server
        self.server.send_signal(signal.SIGTERM)
        status = self.server.wait(timeout=PATIENCE)
        self._forget()
        return status

    def _forget(self) -> None:
        assert self.server
        assert self.server.stdout
        self.server.stdout.close()
        self.server = None

    def get(self, path: str) -> Answer:
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode())

    def fetch(self, path: str) -> bytes:
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            return bytes(answer.read())


def wait_until(true: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Ask again and again, a moment apart, until it is so or the time is over."""
    pause = Event()
    for _ in range(int(seconds / 0.1)):
        if true():
            return True
        pause.wait(0.1)
    return true()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration agency, made once; tests work on copies."""
    made = Installation(tmp_path_factory.mktemp("demonstration") / "var", free_port())
    done = made.run("demo")
    assert done.returncode == 0, done.stderr
    assert made.run("worker", "--once").returncode == 0
    return made.data


@pytest.fixture
def installation(demonstration: Path, tmp_path: Path) -> Iterator[Installation]:
    shutil.copytree(demonstration, tmp_path / "var")
    made = Installation(tmp_path / "var", free_port())
    yield made
    if made.server:
        made.kill()


@pytest.fixture(scope="module")
def served(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A served copy that tests only read."""
    made = Installation(tmp_path_factory.mktemp("served") / "var", free_port())
    shutil.copytree(demonstration, made.data)
    made.serve()
    yield made
    made.kill()
