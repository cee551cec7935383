"""Spreadsheets of Excel, old and new. They are read in a process of their own.

A file of five kilobytes with one cell at A1 and one at XFD1048576 asks for half a terabyte of memory, and
the library ends the whole process when it does not get it. In a child with limits only the child ends.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from prakat.guard.formats import sheets_child
from prakat.guard.formats.archive import open_archive
from prakat.guard.formats.contents import MAX_CHARACTERS, MAX_PAGES, FullError, Reason, Text, UnreadableError

_SECONDS = 60
"""Longest that one workbook may take by the clock; the child's own processor time is limited to less."""
_ENDINGS = {
    sheets_child.DAMAGED: Reason.DAMAGED,
    sheets_child.ENCRYPTED: Reason.ENCRYPTED,
}


def read(data: bytes, text: Text) -> None:
    """Sheet names and rows, cells with tabs between them; `pages` is the number of sheets."""
    if data.startswith(b"PK"):
        open_archive(data).close()
    output = _run_child(data)
    header, _, rows = output.partition("\n")
    text.pages = int(header)
    text.add(rows)
    if text.pages > MAX_PAGES:
        raise FullError


def _run_child(data: bytes) -> str:
    command = [
        sys.executable,
        "-I",
        str(Path(sheets_child.__file__)),
        str(MAX_CHARACTERS + 1),
        str(MAX_PAGES),
    ]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(Reason.BOMB) from error
    if done.returncode:
        raise UnreadableError(_ENDINGS.get(done.returncode, Reason.BOMB))
    return done.stdout.decode("utf-8")
