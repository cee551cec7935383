"""Plain text and CSV in the encodings that Thai offices use: UTF-8, UTF-16, TIS-620 and Windows-874."""

from __future__ import annotations

import codecs
import csv
import re

from prakat.guard.formats.contents import Reason, Text, UnreadableError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_THAI = re.compile("[\u0e01-\u0e3a\u0e3f-\u0e5b]")
_HIGH = re.compile("[^\x00-\x7f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.001
_LEAST_THAI = 0.7
_MOST_LOST = 0.01
_DELIMITERS = ",;\t|"


def decode(data: bytes) -> str:
    """The text of these bytes. Raises UnreadableError where no known encoding makes sense of them."""
    text = _decode(data)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise UnreadableError(Reason.NOT_TEXT)
    return text.removeprefix("\ufeff")


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_thai(data)


def _decode_thai(data: bytes) -> str:
    """Windows-874, the superset of TIS-620; or UTF-8 with a few bytes lost, as where a file was cut off."""
    text = data.decode("cp874", errors="replace")
    high = len(_HIGH.findall(text))
    if len(_THAI.findall(text)) >= _LEAST_THAI * high:
        return text
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= max(1, _MOST_LOST * len(text)):
        return text
    raise UnreadableError(Reason.NOT_TEXT)


def read(data: bytes, text: Text) -> None:
    """The text as it is."""
    text.add(decode(data))


def read_csv(data: bytes, text: Text) -> None:
    """The rows, cells with tabs between them, whatever the delimiter was."""
    content = decode(data)
    first_line = content.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    try:
        for row in csv.reader(content.splitlines(keepends=True), delimiter=delimiter):
            text.add("\t".join(" ".join(cell.split()) for cell in row).rstrip("\t") + "\n")
    except csv.Error as error:
        raise UnreadableError(Reason.DAMAGED) from error
