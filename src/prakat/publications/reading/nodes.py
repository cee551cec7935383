"""What the body is made of while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PARAGRAPH, HEADING, PART, CLAUSES, TABLE, SIGNATURE = (
    "paragraph",
    "heading",
    "part",
    "clauses",
    "table",
    "signature",
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, its lines joined."""

    text: str
    apart: bool = False
    lines: int = 1


@dataclass
class Node:
    """A block to be: its kind, and a paragraph or the block's value."""

    kind: str
    paragraph: Paragraph = field(default_factory=lambda: Paragraph(""))
    value: Any = None

    @property
    def text(self) -> str:
        return self.paragraph.text
