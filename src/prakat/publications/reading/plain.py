"""Blocks as plain text, for search, comparison and summaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from prakat.guard.formats.html import text_of
from prakat.thai.segment import words

LONGEST_SUMMARY = 200
_SHORTEST_SUMMARIES = (80, 40)
_LEAST_SHARE = 0.6
_LETTER_HEAD = ("เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย", "ที่ทำการ", "ส่วนราชการ")
_NOT_TEXT = {"sha256", "photo", "width", "height"}


def to_text(body: Iterable[Mapping[str, Any]]) -> str:
    """The text of an edition's blocks as a reader sees it, one line for each part, blocks apart by a blank line."""
    return "\n\n".join(filter(None, ("\n".join(_lines(block)) for block in body)))


def _lines(block: Mapping[str, Any]) -> Iterator[str]:
    kind, value = block["type"], block["value"]
    if kind == "text":
        yield text_of(value)
    elif kind == "clauses":
        yield from _clauses(value)
    elif kind == "signature":
        yield f"({value['name']})"
        yield from value["lines"]
    elif kind == "table":
        yield from filter(None, [value["caption"]])
        yield from ("\t".join(row) for row in [value["head"], *value["rows"]])
    else:
        yield from _strings(value)


def _clauses(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for item in items:
        yield f"{item['n']} {text_of(item['html'])}".strip()
        yield from _clauses(item["items"])


def _strings(value: Any) -> Iterator[str]:
    """Every text in a value, in its order, without digests and sizes of pictures."""
    if isinstance(value, str):
        yield from filter(None, [value])
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in _NOT_TEXT:
                yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def summary_of(body: Iterable[Mapping[str, Any]], title: str) -> str:
    """The beginning of the first paragraph worth the name, in at most LONGEST_SUMMARY characters."""
    candidates = [line for block in body for line in _summary_lines(block)]
    long_enough = (line for shortest in _SHORTEST_SUMMARIES for line in candidates if len(line) >= shortest)
    return shorten(next(long_enough, None) or title or " ".join(candidates))


def _summary_lines(block: Mapping[str, Any]) -> list[str]:
    if block["type"] not in {"text", "clauses"}:
        return []
    return [part for line in _lines(block) for part in line.split("\n") if not part.startswith(_LETTER_HEAD)]


def shorten(text: str, limit: int = LONGEST_SUMMARY) -> str:
    """`text` in one line of at most `limit` characters, cut between phrases, else between words, with …"""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    phrase_end = line.rfind(" ", int(limit * _LEAST_SHARE), limit)
    return (line[:phrase_end] if phrase_end > 0 else _whole_words(line, limit - 1)).rstrip() + "…"


def _whole_words(line: str, limit: int) -> str:
    taken = ""
    for word in words(line[: 2 * limit]):
        if len(taken) + len(word) > limit:
            break
        taken += word
    return taken or line[:limit]
