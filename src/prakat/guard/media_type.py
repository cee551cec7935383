"""What a file is by its content; the name decides only between kinds of plain text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

import filetype

from prakat.guard.formats.archive import DAMAGE

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
XLS = "application/vnd.ms-excel"
DOC = "application/msword"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
ZIP = "application/zip"
HTML = "text/html"
CSV = "text/csv"
TEXT = "text/plain"
SVG = "image/svg+xml"
XML = "application/xml"
RTF = "application/rtf"
UNKNOWN = "application/octet-stream"

_HEAD = 4096
_PDF_HEAD = 1024  # readers look for the signature this far in
_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE_MAIN = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "xl/workbook.bin": XLSX,
    "ppt/presentation.xml": PPTX,
}
_OLE_STREAMS = {"WordDocument": DOC, "Workbook": XLS, "Book": XLS, "PowerPoint Document": PPT}
_COMMENTS = rb"\s*(?:<!--.*?-->\s*)*"
_MARKUP = (
    (re.compile(_COMMENTS + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S), HTML),
    (
        re.compile(
            rb"\s*(?:<\?xml[^>]*>)?" + _COMMENTS + rb"(?:<!doctype\s+svg[^>]*>\s*)?<svg\b", re.I | re.S
        ),
        SVG,
    ),
    (re.compile(rb"\s*<\?xml\b", re.I), XML),
    (re.compile(rb"\s*\{\\rtf"), RTF),
)
_BY_NAME = {".csv": CSV, ".tsv": CSV, ".html": HTML, ".htm": HTML, ".xhtml": HTML}


def media_type(data: bytes, name: str) -> str:
    """The media type of a file (IANA), from its first bytes and, for containers, what lies in them."""
    if b"%PDF-" in data[:_PDF_HEAD]:
        return PDF
    if data.startswith(_ZIP_SIGNATURES):
        return _zip_type(data)
    if data.startswith(_OLE_SIGNATURE):
        return _ole_type(data)
    guessed = filetype.guess_mime(data[:_HEAD])
    return str(guessed) if guessed else _text_type(data, name)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            declared = _declared_type(archive) if "mimetype" in names else ""
    except DAMAGE:
        return _damaged_zip_type(data)
    for opendocument in (ODT, ODS, ODP):
        if declared.startswith(opendocument):
            return opendocument
    return next((found for member, found in _OFFICE_MAIN.items() if member in names), ZIP)


def _declared_type(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument file says of itself (ODF 1.3 part 2, section 3.3)."""
    with archive.open("mimetype") as stream:
        return stream.read(100).decode("ascii", "replace")


def _damaged_zip_type(data: bytes) -> str:
    """The type of an archive without its directory, as of a file cut off on the way: by the folders in it."""
    return next(
        (found for member, found in _OFFICE_MAIN.items() if member.partition("/")[0].encode() + b"/" in data),
        ZIP,
    )


def _ole_type(data: bytes) -> str:
    """The type of an old office file, by the name of its main stream (UTF-16 in the directory)."""
    for stream, found in _OLE_STREAMS.items():
        if f"{stream}\0".encode("utf-16-le") in data:
            return found
    return OLE


def _text_type(data: bytes, name: str) -> str:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    for pattern, found in _MARKUP:
        if pattern.match(head):
            return found
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return UNKNOWN
    return _BY_NAME.get(PurePath(name).suffix.lower(), TEXT)
