"""Text of HTML pages, in one pass whose time grows with the length only.

The parser of the standard library takes 40 seconds for 60 kB of `<a `; this one looks at each character once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from prakat.guard.formats.contents import Text
from prakat.guard.formats.plain import decode

_TOKEN = re.compile(
    r"""(?P<comment><!--)|<[!?][^<>]*>"""
    r"""|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>"""
    r"""|</?[a-zA-Z][^<>]*>"""
)
_HIDDEN = {"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object"}
_PARAGRAPHS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "section", "article",
    "header", "footer", "nav", "main", "aside", "address", "form", "fieldset", "blockquote", "pre",
    "figure", "hr", "body",
}  # fmt: skip
_LINES = {"br", "li", "tr", "dt", "dd", "figcaption", "caption", "option"}
_CELLS = {"td", "th"}
_PARAGRAPH, _LINE, _CELL = "\n\n", "\n", "\t"


def text_of(markup: str) -> str:
    """What a reader sees: paragraphs apart by a blank line, table rows in lines with tabs between cells."""
    lines = [_line(line) for line in "".join(_pieces(markup)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _line(line: str) -> str:
    return "\t".join(cell.strip(" ") for cell in line.split("\t")).strip()


def _pieces(markup: str) -> Iterator[str]:
    position = 0
    while found := _TOKEN.search(markup, position):
        yield _words(markup[position : found.start()])
        position = found.end()
        name = (found["name"] or "").lower()
        if found["comment"]:
            position = _after(markup, "-->", position)
        elif name in _HIDDEN and not found["end"]:
            position = _after(markup, f"</{name}>", position)
        else:
            yield _break(name, closing=bool(found["end"]))
    yield _words(markup[position:])


def _words(markup: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", html.unescape(markup))


def _break(name: str, *, closing: bool) -> str:
    if name in _PARAGRAPHS:
        return _PARAGRAPH
    if name in _LINES:
        return "" if closing and name != "tr" else _LINE
    return _CELL if name in _CELLS and closing else ""


def _after(markup: str, end: str, position: int) -> int:
    """Where `end` is over, whatever its case and spaces; the end of the page where it does not come."""
    found = re.compile(rf"{end[:-1]}\s*>", re.IGNORECASE).search(markup, position)
    return found.end() if found else len(markup)


def read(data: bytes, text: Text) -> None:
    """The page's text without scripts, styles and head."""
    text.add(text_of(decode(data)))
