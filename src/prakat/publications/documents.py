"""From a file as it was handed in to what it says."""

from __future__ import annotations

from prakat.guard import media_type as types
from prakat.guard.text import Extracted, extract
from prakat.publications.reading import Reading, read_body, read_official

TABLES = frozenset({types.XLSX, types.XLS, types.ODS, types.CSV})


def read_file(data: bytes, name: str) -> tuple[Reading, Extracted]:
    """The document in a file, and the text it was read from.

    Where no text can be read, the reading is empty and `Extracted.reason` says why. Spreadsheets have no head:
    all of them is body.
    """
    extracted = extract(data, name)
    if not extracted.readable:
        return Reading(), extracted
    if extracted.media_type in TABLES:
        return Reading(body=read_body(extracted.text)), extracted
    return read_official(extracted.text), extracted
