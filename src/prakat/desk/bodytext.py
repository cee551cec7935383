"""The body of a draft as plain lines, for a clerk who corrects words on the desk and not in the editor.

Only a body made of running text can go there and back; tables, charts and pictures are edited in the editor.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

Plain = dict[str, Any]
AS_TEXT = frozenset({"heading", "text", "clauses", "signature", "part"})
_BREAK = re.compile(r"<br\s*/?>|</(?:p|li|h3|h4|blockquote)>")
_TAG = re.compile(r"<[^>]*>")
_MANY = re.compile(r"\n{3,}")


def editable(body: Iterable[Plain]) -> bool:
    return all(block["type"] in AS_TEXT for block in body)


def text_of(body: Iterable[Plain]) -> str:
    """The words of a body, a paragraph or clause a line, blocks an empty line apart."""
    blocks = (_lines(block["type"], block["value"]) for block in body if block["type"] in AS_TEXT)
    return _MANY.sub("\n\n", "\n\n".join(blocks)).strip()


def _lines(kind: str, value: Any) -> str:
    if kind == "clauses":
        return "\n".join(_clause(clause) for clause in value)
    if kind == "signature":
        return "\n".join([f"({value['name']})", *value["lines"]])
    return _words(value) if kind == "text" else str(value)


def _clause(clause: Plain) -> str:
    own = f"{clause['n']} {_words(clause['html'])}".strip()
    return "\n".join([own, *(_clause(item) for item in clause.get("items", []))])


def _words(markup: str) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", markup))).strip()


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever browsers do to the ends of lines."""
    return _settled(one) == _settled(other)


def _settled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
