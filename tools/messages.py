"""Messages without gettext's system tools: ``compile`` makes the .mo files, ``update`` finds messages.

``update`` adds new messages to each room's Thai catalogue (empty, for a person to write) and drops dead ones.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "prakat"
KEYWORDS: dict[str, Any] = {
    name: spec
    for base, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (base, f"{base}_lazy", f"{base}_noop")
} | {"_": None}

HEADER = r"""# Thai messages of this room of Prakat.
msgid ""
msgstr ""
"Language: th\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""


def rooms() -> list[Path]:
    return sorted(path for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__")


def catalogue_path(room: Path) -> Path:
    return room / "locale" / "th" / "LC_MESSAGES" / "django.po"


def load(path: Path) -> Catalog:
    """A room's Thai catalogue; an empty one where the room has none."""
    if not path.exists():
        return Catalog(locale="th")
    with path.open("rb") as source:
        return read_po(source, locale="th")


def compile_all() -> None:
    for po in SOURCE.rglob("*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale="th"))


def found_in(room: Path) -> Catalog:
    """Every message of a room's Python files and templates."""
    catalogue = Catalog(locale="th", charset="utf-8")
    for path, line, message, context in _messages(room):
        catalogue.add(message, locations=[(str(path.relative_to(SOURCE)), line)], context=context)
    return catalogue


def _messages(room: Path) -> Iterator[tuple[Path, int, object, str | None]]:
    for path in sorted(room.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt", ".xml"} or "migrations" in path.parts:
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        for line, message, _comments, context in extract("python", _source(path), KEYWORDS):
            yield path, line, message, context


def _source(path: Path) -> io.BytesIO:
    from django.utils.translation.template import templatize

    text = path.read_text("utf-8")
    return io.BytesIO((text if path.suffix == ".py" else _pythonic(templatize(text))).encode())


def _pythonic(templated: str) -> str:
    """Django leaves a template's other text as runs of X and S, which is not quite Python: keep the calls only."""
    lines = []
    for line in templated.splitlines():
        start = min(
            (at for name in ("gettext(", "ngettext(", "pgettext(") if (at := line.find(name)) >= 0),
            default=-1,
        )
        lines.append(line[start:] if start >= 0 else "")
    return "\n".join(lines)


def missing() -> Iterator[str]:
    """Messages without Thai, and Thai without a message, one line each."""
    for room in rooms():
        wanted, path = found_in(room), catalogue_path(room)
        have = load(path)
        for message in wanted:
            if message.id and not _translated(have, message):
                yield f"{room.name}: no Thai for {message.id!r}"
        for message in have:
            if message.id and wanted.get(_key(message.id), message.context) is None:
                yield f"{room.name}: nothing says {message.id!r} any more"


def _key(message_id: object) -> str:
    return message_id[0] if isinstance(message_id, tuple) else str(message_id)


def _translated(have: Catalog, message: Any) -> bool:
    found = have.get(_key(message.id), message.context)
    if found is None or found.fuzzy:
        return False
    strings = found.string if isinstance(found.string, tuple) else (found.string,)
    return any(strings) and all(strings[:1])


def save(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        target.write(HEADER.encode())
        write_po(target, catalogue, width=110, sort_output=True, omit_header=True, no_location=True)


def update() -> None:
    for room in rooms():
        wanted, path = found_in(room), catalogue_path(room)
        if not len(wanted):
            continue
        have = load(path)
        have.update(wanted, no_fuzzy_matching=True)
        have.obsolete.clear()
        save(have, path)
    for line in missing():
        print(line)


if __name__ == "__main__":
    {"compile": compile_all, "update": update}[sys.argv[1]]()
