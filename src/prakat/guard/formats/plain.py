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
_FEW_LOST = 0.01
"""Share of letters that may be lost in UTF-8 that was damaged; one more where the file was cut off inside a letter."""
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
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    if lost <= max(_FEW_LOST * len(_HIGH.findall(text)), text.endswith("\ufffd")):
        return text
    return _decode_thai(data)


def _decode_thai(data: bytes) -> str:
    """Windows-874, the superset of TIS-620, where that gives mostly Thai."""
    text = data.decode("cp874", errors="replace")
    if len(_THAI.findall(text)) >= _LEAST_THAI * len(_HIGH.findall(text)):
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
