"""The public site as one process serves it: manifest and asked-for bytes in memory. Needs no Django."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from pathlib import Path

from prakat.website.answers import Answer, Headers, accepted_forms, answer, best_form
from prakat.website.manifest import Entry, Manifest
from prakat.website.paths import to_wsgi

logger = logging.getLogger(__name__)

LARGEST_IN_MEMORY = 8 * 1024 * 1024
"""Bytes of the largest body that is kept in memory: most documents. Larger ones are streamed, which keeps a thread
for as long as the reader takes."""

CACHE_BYTES = 128 * 1024 * 1024
POLL_SECONDS = 0.1
# Kinds of Accept-Encoding headers remembered; there are a dozen in the world.
_HEADERS_REMEMBERED = 256

Stamp = tuple[int, int, int]
Ready = dict[str, Answer]


class Site:
    """Answers from the manifest in force. What was loaded stays when files vanish or a manifest is bad."""

    def __init__(self, manifest: Manifest, common: Headers, *, cache_bytes: int = CACHE_BYTES) -> None:
        self.pages: dict[str, Entry] = {}
        self.loaded = False
        self.ready: dict[str, Ready] = {}
        """Answers at hand: by Accept-Encoding header as it came, then by PATH_INFO."""
        self._manifest = manifest
        self._common = common
        self._room = cache_bytes
        self._kept: OrderedDict[tuple[str, str], Answer] = OrderedDict()
        self._shards: dict[str, tuple[str, dict[str, Entry]]] = {}
        self._by_forms: dict[frozenset[str], Ready] = {}
        self._stamp: Stamp | None = None
        self._bad: Stamp | None = None
        self._lock = threading.Lock()

    def watch(self) -> None:
        """Look for a new manifest from now on, in a thread that ends with the process."""
        threading.Thread(target=self._poll, name="site manifest", daemon=True).start()

    def refresh(self) -> bool:
        """Load the manifest if it is another than the one in memory; whether it was."""
        stamp = _stamp(self._manifest.file)
        if stamp is None or stamp in {self._stamp, self._bad}:
            return False
        try:
            self._load()
        except (OSError, ValueError, TypeError):
            logger.exception("the new manifest cannot be used; the site stays as it is")
            self._bad = stamp
            return False
        self._stamp, self._bad, self.loaded = stamp, None, True
        return True

    def answer(self, path: str, entry: Entry, accept_encoding: str) -> Answer:
        """The answer at ``path`` in the best form the client takes. Raises OSError when they are gone."""
        ready = self.ready.get(accept_encoding)
        if ready is None:
            ready = self._ready_for(accept_encoding)
        found = ready.get(to_wsgi(path))
        if found is not None:
            return found
        form = best_form(entry, accepted_forms(accept_encoding))
        made = answer(entry, form, self._manifest.store.read(entry.body, form), self._common)
        self._keep(path, entry, form, made, ready)
        return made

    def file(self, entry: Entry) -> Path:
        return self._manifest.store.path(entry.body)

    def _poll(self) -> None:
        rest = threading.Event()
        while not rest.wait(POLL_SECONDS):
            self.refresh()

    def _load(self) -> None:
        root = self._manifest.root()
        if root is None:
            return
        shards = {
            name: self._shards[name]
            if self._shards.get(name, ("", {}))[0] == digest
            else (digest, self._manifest.shard(digest))
            for name, digest in root.shards.items()
        }
        fresh = [
            name
            for name in shards.keys() | self._shards.keys()
            if shards.get(name) is not self._shards.get(name)
        ]
        pages = dict(self.pages)
        for name in fresh:
            for path in self._shards.get(name, ("", {}))[1]:
                del pages[path]
            pages |= shards.get(name, ("", {}))[1]
        self._swap(pages, shards, fresh)

    def _swap(
        self, pages: dict[str, Entry], shards: dict[str, tuple[str, dict[str, Entry]]], fresh: list[str]
    ) -> None:
        with self._lock:
            old, self.pages = self.pages, pages
            touched = {path for name in fresh for path in self._shards.get(name, ("", {}))[1]}
            self._shards = shards
            for path in touched:
                if pages.get(path) != old[path]:
                    self._forget(path)

    def _ready_for(self, accept_encoding: str) -> Ready:
        """Headers that take the same forms share their answers."""
        with self._lock:
            if len(self.ready) >= _HEADERS_REMEMBERED:
                self.ready.clear()
            ready = self._by_forms.setdefault(accepted_forms(accept_encoding), {})
            self.ready[accept_encoding] = ready
            return ready

    def _keep(self, path: str, entry: Entry, form: str, made: Answer, ready: Ready) -> None:
        with self._lock:
            # Between reading and now the page may have changed: then this answer is not for keeping.
            if self.pages.get(path) is not entry:
                return
            key = (path, form)
            if key not in self._kept:
                self._kept[key] = made
                self._room -= len(made.body[0])
            ready[to_wsgi(path)] = self._kept[key]
            while self._room < 0:
                self._drop(next(iter(self._kept)))

    def _forget(self, path: str) -> None:
        for form in ("", "br", "gz"):
            if (path, form) in self._kept:
                self._drop((path, form))

    def _drop(self, key: tuple[str, str]) -> None:
        dropped = self._kept.pop(key)
        self._room += len(dropped.body[0])
        name = to_wsgi(key[0])
        for ready in self._by_forms.values():
            if ready.get(name) is dropped:
                del ready[name]


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size
