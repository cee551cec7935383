"""The text of a file from outside: bounded, repaired, and never an exception."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from prakat.guard import media_type as types
from prakat.guard.formats import docx, html, odf, pdf, plain, pptx, sheets
from prakat.guard.formats.contents import MAX_BYTES, FullError, Reason, Text, UnreadableError
from prakat.thai.normalise import repair

Reader = Callable[[bytes, Text], None]

READERS: dict[str, Reader] = {
    types.PDF: pdf.read,
    types.DOCX: docx.read,
    types.PPTX: pptx.read,
    types.ODT: odf.read,
    types.ODP: odf.read,
    types.ODS: odf.read,
    types.XLSX: sheets.read,
    types.XLS: sheets.read,
    types.HTML: html.read,
    types.CSV: plain.read_csv,
    types.TEXT: plain.read,
}

FEWEST_PER_PAGE = 30
"""Fewer letters a page than this, on several pages, are stamps and page numbers on pictures of text."""
MOST_BROKEN = 0.2
"""Larger share of Thai marks that stand where none can stand: the font's table of characters is wrong."""

_THAI_MARK = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")
_MISPLACED = re.compile(
    "(?<![\u0e01-\u0e2e\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]|\ufffd"
)


@dataclass(frozen=True)
class Extracted:
    """What was read. Where `readable` is false, `reason` (a value of Reason) says why."""

    text: str
    media_type: str
    pages: int | None
    readable: bool
    reason: str


def extract(data: bytes, name: str) -> Extracted:
    """The text of a file, Thai repaired. `name` is the uploaded name; it decides between kinds of text only.

    A readable file that was longer than the limits has the reason "cut" and the text up to there.
    """
    if not data:
        return Extracted("", types.UNKNOWN, None, readable=False, reason=Reason.EMPTY.value)
    media_type = types.media_type(data, name)
    text = Text()
    try:
        cut = _read(data, media_type, text)
    except UnreadableError as error:
        return Extracted("", media_type, text.pages, readable=False, reason=error.reason.value)
    repaired = repair(str(text))
    reason = cut or _judge(repaired, media_type, text.pages)
    readable = reason in {None, Reason.CUT}
    return Extracted(repaired, media_type, text.pages, readable, reason.value if reason else "")


def _read(data: bytes, media_type: str, text: Text) -> Reason | None:
    """Fill `text`; the reason is CUT where there was more than the limits allow."""
    reader = READERS.get(media_type)
    if len(data) > MAX_BYTES:
        raise UnreadableError(Reason.TOO_LARGE)
    if reader is None:
        raise UnreadableError(Reason.ENCRYPTED if _is_locked_office(data, media_type) else Reason.NOT_TEXT)
    try:
        reader(data, text)
    except FullError:
        return Reason.CUT
    return None


def _is_locked_office(data: bytes, media_type: str) -> bool:
    """An office file with a password is an old container around an encrypted package ([MS-OFFCRYPTO])."""
    return media_type == types.OLE and "EncryptedPackage".encode("utf-16-le") in data


def _judge(text: str, media_type: str, pages: int | None) -> Reason | None:
    """Whether what came out is text that a person would recognise."""
    letters = len("".join(text.split()))
    fewest = FEWEST_PER_PAGE * pages if pages and pages > 1 else 1
    if media_type == types.PDF and letters < fewest:
        return Reason.NO_TEXT_LAYER
    if letters == 0:
        return Reason.EMPTY
    marks = len(_THAI_MARK.findall(text))
    broken = len(_MISPLACED.findall(text))
    if media_type == types.PDF and broken > MOST_BROKEN * max(marks, letters // 10):
        return Reason.BROKEN_TEXT_LAYER
    return None
