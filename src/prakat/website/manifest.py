"""What the public site is at this moment: a signed root over 256 lists, each naming pages by their content.

``site/manifest`` is a signed note (C2SP signed-note) over one line of JSON, ``{"shards": {"00": <sha256>, …},
"built_at": …, "record_size": …, "software": …}``. A path belongs to the shard named by the first byte of the
SHA-256 of the path. Shards and bodies lie in the store and never change; replacing the root is the one moment
at which the site changes. Needs no Django.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from prakat.website.build.page import Cache
from prakat.website.store import Store


class Seal(Protocol):
    """Signs the root and opens it again."""

    def sign(self, text: str) -> bytes:
        """The signed note over ``text``, which ends in a newline."""

    def open(self, note: bytes) -> str:
        """The text of a note that carries our signature. Raises ValueError otherwise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is served at one path."""

    status: int
    type: str
    body: str
    size: int
    br: bool = False
    gz: bool = False
    cache: Cache = "page"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Root:
    """The signed part: which shards make up the site, when it was built and from how much of the record."""

    shards: Mapping[str, str]
    built_at: str
    record_size: int
    software: str = ""


def shard_of(path: str) -> str:
    return sha256(path.encode()).hexdigest()[:2]


def write_shard(entries: Mapping[str, Entry]) -> bytes:
    rows = {path: _row(entry) for path, entry in entries.items()}
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_shard(data: bytes) -> dict[str, Entry]:
    return {path: _entry(row) for path, row in json.loads(data).items()}


def _row(entry: Entry) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in ("status", "type", "body", "size", "br", "gz", "cache")}
    return row | {"headers": dict(entry.headers)}


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**row | {"headers": tuple(row["headers"].items())})


class Manifest:
    """The manifest in ``folder`` with its shards and bodies in ``store``. One writer at a time."""

    def __init__(self, folder: Path, store: Store, seal: Seal) -> None:
        self.folder = folder
        self.file = folder / "manifest"
        self._retired = folder / "retired"
        self.store = store
        self._seal = seal

    def root(self) -> Root | None:
        """The root in force, None before the first build. Raises ValueError when it is not signed by us."""
        try:
            note = self.file.read_bytes()
        except FileNotFoundError:
            return None
        return self.parse(note)

    def parse(self, note: bytes) -> Root:
        return Root(**json.loads(self._seal.open(note)))

    def shard(self, digest: str) -> dict[str, Entry]:
        return read_shard(self.store.read(digest))

    def entries(self) -> dict[str, Entry]:
        """Every path that is served, with what is served there."""
        root = self.root()
        shards = root.shards.values() if root else ()
        return {path: entry for digest in shards for path, entry in self.shard(digest).items()}

    def entries_at(self, paths: Iterable[str]) -> dict[str, Entry]:
        """Those of ``paths`` that are served; reads only the shards they fall into."""
        root = self.root()
        by_shard = _by_shard(paths) if root else {}
        found: dict[str, Entry] = {}
        for name, wanted in by_shard.items():
            entries = self._shard_named(root, name)
            found |= {path: entries[path] for path in wanted if path in entries}
        return found

    def swap(
        self,
        changes: Mapping[str, Entry | None],
        *,
        now: datetime,
        record_size: int | None = None,
        software: str = "",
    ) -> Root:
        """Put ``changes`` in force at once (None: the path is no longer served).

        1. Write the shards that change. 2. Make all bytes last (one sync). 3. Replace the root.
        Killed anywhere before the end of step 3, the old site is still whole.
        """
        old = self.root()
        base = old or Root({}, "", 0)
        shards, retired = self._write_shards(base, changes)
        new = replace(
            base,
            shards=shards,
            record_size=base.record_size if record_size is None else record_size,
            software=software or base.software,
        )
        if new == old:
            self.store.sync()
            return new
        new = replace(new, built_at=now.isoformat(timespec="seconds"))
        self._retire(retired, now)
        self.store.sync()
        self._replace_root(new)
        return new

    def collect_garbage(self, *, older_than: timedelta, now: datetime, spared: Iterable[str] = ()) -> int:
        """Delete bodies and shards that nothing has named for ``older_than``; returns how many.

        ``spared`` are digests that others keep in the same store.
        """
        left = self.retired()
        due = {digest for digest, at in left.items() if at <= now - older_than}
        dead = due - self._live() - set(spared)
        self.store.remove(dead)
        kept = [{"at": at.isoformat(), "digest": digest} for digest, at in left.items() if digest not in due]
        _write_whole(self._retired, _lines(kept))
        return len(dead)

    def retired(self) -> dict[str, datetime]:
        """Every digest that has left the site and was not collected yet, with when it left last."""
        if not self._retired.exists():
            return {}
        rows = map(json.loads, self._retired.read_text().splitlines())
        return {row["digest"]: datetime.fromisoformat(row["at"]) for row in rows}

    def _write_shards(
        self, base: Root, changes: Mapping[str, Entry | None]
    ) -> tuple[dict[str, str], set[str]]:
        shards, retired = dict(base.shards), set[str]()
        for name, paths in _by_shard(changes).items():
            entries, before = self._shard_named(base, name), shards.pop(name, "")
            retired |= _apply(entries, {path: changes[path] for path in paths})
            if entries:
                shards[name] = self.store.put(write_shard(entries))
            retired |= {before} - {"", shards.get(name, "")}
        return dict(sorted(shards.items())), retired

    def _shard_named(self, root: Root | None, name: str) -> dict[str, Entry]:
        digest = root.shards.get(name) if root else None
        return self.shard(digest) if digest else {}

    def _replace_root(self, root: Root) -> None:
        text = json.dumps(asdict(root), separators=(",", ":"))
        _write_whole(self.file, self._seal.sign(text + "\n"))

    def _retire(self, digests: Iterable[str], now: datetime) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        rows = [{"at": now.isoformat(), "digest": digest} for digest in sorted(digests)]
        with self._retired.open("ab") as file:
            file.write(_lines(rows))

    def _live(self) -> set[str]:
        root = self.root()
        bodies = {entry.body for entry in self.entries().values()}
        return bodies | set(root.shards.values() if root else ())


def _apply(entries: dict[str, Entry], changes: Mapping[str, Entry | None]) -> set[str]:
    """Change ``entries`` in place; returns the bodies that were served at these paths and no longer are."""
    left = set[str]()
    for path, new in changes.items():
        old = entries.pop(path, None)
        if new is not None:
            entries[path] = new
        if old is not None and (new is None or new.body != old.body):
            left.add(old.body)
    return left


def _by_shard(paths: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        groups[shard_of(path)].append(path)
    return groups


def _lines(rows: Iterable[Mapping[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _write_whole(path: Path, data: bytes) -> None:
    """Replace the file at ``path`` at once; on return it survives a loss of power."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
