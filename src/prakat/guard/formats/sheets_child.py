"""Reads one workbook from standard input and writes its text to standard output, within hard limits.

Run as a program by `sheets`: `python -I sheets_child.py MAX_CHARACTERS MAX_SHEETS`. The first line written
is the number of sheets. Ends with DAMAGED or ENCRYPTED where the file cannot be read.
"""

from __future__ import annotations

import datetime
import io
import resource
import sys
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

DAMAGED = 3
ENCRYPTED = 4
MEMORY = 1024 * 1024 * 1024
"""Most address space, in bytes."""
SECONDS = 30
"""Most processor time."""


def limit_resources() -> None:
    """What the file asks for beyond this ends this process, not the server."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cell_text(value: object) -> str:
    """A cell in one line: whole numbers without a fraction, dates as ISO 8601."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return " ".join(str(value).split())


def lines(workbook: CalamineWorkbook, sheets: int) -> Iterator[str]:
    """The name of each sheet, its rows that say something, and a blank line."""
    for name in workbook.sheet_names[:sheets]:
        yield name
        for row in workbook.get_sheet_by_name(name).iter_rows():
            line = "\t".join(cell_text(value) for value in row).rstrip("\t")
            if line:
                yield line
        yield ""


def write(workbook: CalamineWorkbook, characters: int, sheets: int) -> None:
    """Write until everything is said or the room is used up."""
    out = sys.stdout.buffer
    out.write(f"{len(workbook.sheet_names)}\n".encode())
    for line in lines(workbook, sheets):
        out.write(f"{line[:characters]}\n".encode("utf-8", "replace"))
        characters -= len(line) + 1
        if characters <= 0:
            return


def main() -> int:
    """The exit status: 0, DAMAGED or ENCRYPTED."""
    limit_resources()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        write(workbook, int(sys.argv[1]), int(sys.argv[2]))
    except PasswordError:
        return ENCRYPTED
    except (CalamineError, ValueError, OSError):
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main())
