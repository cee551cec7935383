"""Names under which processes hold leases, and whether such a process is certainly gone."""

from __future__ import annotations

import os
import secrets
import socket

_START = secrets.token_hex(4)


def this_process() -> str:
    return f"{socket.gethostname()}/{os.getpid()}/{_START}"


def is_gone(holder: str) -> bool:
    """True only for a process of this machine that has ended: what it held need not be waited for."""
    host, _, rest = holder.rpartition("/")[0].rpartition("/")
    start = holder.rpartition("/")[2]
    if host != socket.gethostname() or not rest.isdecimal():
        return False
    if int(rest) == os.getpid():
        return start != _START
    return not _runs(int(rest))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
