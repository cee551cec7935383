"""A whole document: head, body, day and signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from prakat.publications.reading.body import Block, body_of
from prakat.publications.reading.head import Head, local_agency, read_head
from prakat.publications.reading.lines import Line, one_space, split
from prakat.publications.reading.plain import shorten, summary_of
from prakat.thai.dates import find_dates

LONGEST_TITLE = 250
"""A page's title holds 255 characters; a longer one is shortened with … and stands whole in the body."""

_ISSUED = re.compile(r"ณ\s*วันที่")


@dataclass(frozen=True)
class Reading:
    """What an official document says of itself. Fields are empty where it says nothing.

    `header` are the stretches of the source (start, end) that are not in the body: lines that became fields,
    rules of dots and page numbers. All the rest is in the body, each word once and in order.
    """

    kind: str = ""
    title: str = ""
    agency: str = ""
    number: str = ""
    signed: date | None = None
    signatures: list[dict[str, object]] = field(default_factory=list)
    summary: str = ""
    body: list[Block] = field(default_factory=list)
    header: list[tuple[int, int]] = field(default_factory=list)


def read_official(text: str) -> Reading:
    """Read a document whose Thai is already repaired (`prakat.thai.normalise.repair`). Never fails."""
    lines, layout = split(text)
    head = read_head(lines)
    title = one_space(" ".join(head.title))
    if len(title) > LONGEST_TITLE:
        head.give_back_title()
    body = body_of(head.lines)
    return Reading(
        kind=head.kind,
        title=shorten(title, LONGEST_TITLE),
        agency=one_space(head.agency or _agency(head)),
        number=head.number,
        signed=_issued(lines) or head.signed,
        signatures=[block["value"] for block in body if block["type"] == "signature"],
        summary=summary_of(body, title),
        body=body,
        header=sorted([*layout, *((line.start, line.end) for line in head.taken)]),
    )


def _agency(head: Head) -> str:
    return local_agency([*(line.text for line in head.taken), *(line.text for line in head.lines)])


def _issued(lines: Sequence[Line]) -> date | None:
    """The day after the first ณ วันที่, which may have slipped to the next line."""
    for index, line in enumerate(lines):
        found = _ISSUED.search(line.text)
        if found:
            following = lines[index + 1].text if index + 1 < len(lines) else ""
            dates = find_dates(f"{line.text[found.end() :]} {following}"[:120])
            return dates[0][2] if dates else None
    return None
