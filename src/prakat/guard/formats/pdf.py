"""Text of PDF files, by PDFium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from prakat.guard.formats.contents import MAX_PAGES, FullError, Reason, Text, UnreadableError

_PDFIUM = Lock()
"""PDFium keeps global state: two threads inside it at once bring the process down."""

_SARA_AM = "\u0e33"
_THAI_LETTER = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44]")
_LINE_END = re.compile(r"\r\n?")


def read(data: bytes, text: Text) -> None:
    """The text layer page by page; `pages` is the number of pages of the file."""
    with _PDFIUM:
        document = _open(data)
        try:
            text.pages = len(document)
            for page in _pages(document):
                text.add(page + "\n")
        finally:
            document.close()
    if text.pages > MAX_PAGES:
        raise FullError


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise UnreadableError(Reason.ENCRYPTED if locked else Reason.DAMAGED) from error


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Each page's text; a page that cannot be loaded is passed over as empty."""
    for index in range(min(len(document), MAX_PAGES)):
        try:
            page = document[index]
            layer = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield ""
            continue
        try:
            yield _page_text(layer)
        finally:
            layer.close()
            page.close()


def _page_text(layer: pypdfium2.PdfTextPage) -> str:
    """The page's text without the spaces that PDFium sees behind the wide glyph of sara am."""
    content: str = layer.get_text_range()
    if _SARA_AM + " " in content and len(content) == layer.count_chars():
        content = "".join(
            letter for index, letter in enumerate(content) if not _is_seeming_space(layer, content, index)
        )
    return _LINE_END.sub("\n", content)


def _is_seeming_space(layer: pypdfium2.PdfTextPage, content: str, index: int) -> bool:
    return (
        content[index] == " "
        and content[index - 1 : index] == _SARA_AM
        and _THAI_LETTER.match(content, index + 1) is not None
        and raw.FPDFText_IsGenerated(layer, index) == 1
    )
