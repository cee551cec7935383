"""The body of a document as blocks: headings, paragraphs, clauses, tables, signatures, annexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypedDict

from prakat.publications.reading import headings, tables
from prakat.publications.reading import nodes as kinds
from prakat.publications.reading.lines import Line, markup, one_space, split
from prakat.publications.reading.markers import BULLET, Marker, read_marker
from prakat.publications.reading.nodes import Node, Paragraph
from prakat.publications.reading.outline import Outline
from prakat.publications.reading.paragraphs import join_lines
from prakat.publications.reading.signatures import Signature, find_signatures


class Block(TypedDict):
    """A block as an edition holds it."""

    type: str
    value: Any


class _Body:
    """Takes paragraphs, clauses, tables and signatures in order and makes nodes of them."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._outline = Outline()
        self._waiting: list[Paragraph] = []

    def take(self, items: Sequence[Paragraph | Signature]) -> None:
        index = 0
        while index < len(items):
            rows = tables.table_rows(items, index)
            if rows:
                self._end_clauses()
                self.nodes.append(Node(kinds.TABLE, value=tables.table_value(rows)))
            else:
                self._take_one(items[index])
            index += len(rows) or 1
        self._end_clauses()

    def _take_one(self, item: Paragraph | Signature) -> None:
        if isinstance(item, Signature):
            self._end_clauses()
            value = {"name": item.name, "lines": list(item.lines)}
            self.nodes.append(Node(kinds.SIGNATURE, value=value))
            return
        marker = read_marker(item.text)
        if marker is not None and self._outline.accepts(marker):
            self._take_clause(marker, item)
        else:
            self._take_paragraph(item)

    def _take_clause(self, marker: Marker, item: Paragraph) -> None:
        if self._waiting and not self._outline.goes_on_with(marker):
            self._end_clauses()
        self._outline.waiting = [paragraph.text for paragraph in self._waiting]
        self._waiting = []
        rest = item.text[marker.length :].strip()
        inner = read_marker(rest)
        if inner is not None and inner.style != BULLET and inner.value == 1 and inner.rank > marker.rank:
            self._outline.add(marker, "")
            marker, rest = inner, rest[inner.length :].strip()
        self._outline.add(marker, rest)

    def _take_paragraph(self, item: Paragraph) -> None:
        if headings.is_section(item.text):
            self._end_clauses()
            self.nodes.append(Node(kinds.HEADING, item))
        elif self._outline and not headings.is_closing(item.text):
            self._waiting.append(item)
        else:
            self._end_clauses()
            self.nodes.append(Node(kinds.PARAGRAPH, item))

    def _end_clauses(self) -> None:
        """Close the list; paragraphs that waited for it to go on are paragraphs of their own."""
        if self._outline:
            self.nodes.append(Node(kinds.CLAUSES, value=self._outline.plain()))
            self._outline = Outline()
        self.nodes += [Node(kinds.PARAGRAPH, paragraph) for paragraph in self._waiting]
        self._waiting = []


def read_body(text: str) -> list[Block]:
    """The whole of a text as blocks, without looking for a head."""
    return body_of(split(text)[0])


def body_of(lines: Sequence[Line]) -> list[Block]:
    """The blocks of these lines, each word once and in order."""
    body = _Body()
    body.take(join_lines(find_signatures(lines)))
    headings.mark_headings(body.nodes)
    headings.mark_parts(body.nodes)
    return list(_blocks(body.nodes))


def _blocks(nodes: Sequence[Node]) -> Iterator[Block]:
    for kind, group in groupby(nodes, key=lambda node: node.kind):
        members = list(group)
        if kind == kinds.PARAGRAPH:
            yield {
                "type": "text",
                "value": "".join(f"<p>{markup(node.text)}</p>" for node in members),
            }
        elif kind == kinds.PART:
            yield {"type": "part", "value": one_space(" ".join(node.text for node in members))}
        else:
            values = _headings(members) if kind == kinds.HEADING else (node.value for node in members)
            for value in values:
                yield {"type": kind, "value": value}


def _headings(nodes: Sequence[Node]) -> Iterator[str]:
    """One for each, but หมวด ๑ and its title on the next line are one heading."""
    title = ""
    for node in nodes:
        if title and (node.paragraph.apart or not headings.is_bare_section(title)):
            yield title
            title = ""
        title = one_space(f"{title} {node.text}")
    yield title
