"""The parts of an edition's body, each with the template that shows it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from prakat.website.pages import addresses

_CLOSING = re.compile(r"\s*<p>\s*(จึง(ประกาศ|เรียน|มีคำสั่ง)|(ประกาศ|สั่ง|ให้ไว้) ณ)")
_NUMBER = re.compile(r"[-+]?[0-9๐-๙][0-9๐-๙,]*(\.[0-9๐-๙]+)?%?\Z")


@dataclass(frozen=True)
class Block:
    template: str
    value: Any
    closing: bool = False
    href: str = ""
    head: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(frozen=True)
class Cell:
    """A cell of a table with the head of its column, which stands before it on a narrow screen."""

    text: str
    label: str
    number: bool


class UnknownBlock(ValueError):
    """The edition has a part that this version cannot show; leaving it out would show a different document."""


def blocks(body: Iterable[dict[str, Any]]) -> list[Block]:
    return [_block(part["type"], part["value"]) for part in body]


def pictures(body: Iterable[dict[str, Any]]) -> list[str]:
    """The SHA-256 of every picture that the body shows."""
    found: list[str] = []
    for part in body:
        if part["type"] == "image":
            found.append(part["value"]["sha256"])
        elif part["type"] == "people":
            found += [person["photo"] for person in part["value"] if person.get("photo")]
    return found


def _block(kind: str, value: Any) -> Block:
    shape = SHAPES.get(kind)
    if shape is None:
        raise UnknownBlock(kind)
    return shape(kind, value)


def _template(kind: str) -> str:
    return f"website/blocks/{kind}.html"


def _plain(kind: str, value: Any) -> Block:
    return Block(_template(kind), value)


def _text(kind: str, value: str) -> Block:
    return Block(_template(kind), value, closing=bool(_CLOSING.match(value)))


def _table(kind: str, value: dict[str, Any]) -> Block:
    head = value["head"]
    numeric = [_is_numeric(row[at] for row in value["rows"] if at < len(row)) for at in range(len(head))]
    rows = [
        [Cell(text, label, number) for text, label, number in zip(row, head, numeric, strict=False)]
        for row in value["rows"]
    ]
    columns = [Cell(text, "", number) for text, number in zip(head, numeric, strict=True)]
    return Block(_template(kind), value, head=columns, rows=rows)


def _is_numeric(cells: Iterable[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_NUMBER.match(cell) for cell in filled)


def _people(kind: str, value: list[dict[str, Any]]) -> Block:
    shown = [
        {**person, "photo_href": addresses.picture(person["photo"]) if person.get("photo") else ""}
        for person in value
    ]
    return Block(_template(kind), shown)


def _nested(kind: str, value: list[dict[str, Any]]) -> Block:
    return Block(_template(kind), [_with_items(item) for item in value])


def _chart(kind: str, value: list[dict[str, Any]]) -> Block:
    """Each tree as the boxes above its first fork, one under the other, and the units below that fork."""
    return Block(_template(kind), [_tree(_with_items(item)) for item in value])


def _tree(box: dict[str, Any]) -> dict[str, Any]:
    above = [box]
    while len(above[-1]["items"]) == 1:
        above.append(above[-1]["items"][0])
    return {"above": above, "units": above[-1]["items"]}


def _with_items(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "items": [_with_items(below) for below in item.get("items") or []]}


def _image(kind: str, value: dict[str, Any]) -> Block:
    return Block(_template(kind), value, href=addresses.picture(value["sha256"]))


SHAPES: dict[str, Callable[[str, Any], Block]] = {
    "heading": _plain,
    "part": _plain,
    "text": _text,
    "clauses": _nested,
    "signature": _plain,
    "table": _table,
    "people": _people,
    "chart": _chart,
    "steps": _plain,
    "faq": _plain,
    "image": _image,
    "project": _plain,
}
