"""The build: changes in, new bytes out. Pages that a change touches are rendered, then all go out at once.

A page that cannot be rendered keeps the bytes it had; the others go out, and the build says which failed.
Anything else that fails (the store, the database) leaves the whole site as it was.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings

from prakat.record import queries as record
from prakat.website.build import needs, page
from prakat.website.build.page import PageSource, Rendered
from prakat.website.build.software import fingerprint
from prakat.website.manifest import Entry, Manifest
from prakat.website.paths import normalise
from prakat.website.seal import BadSeal, site_seal
from prakat.website.store import Store, is_text

logger = logging.getLogger(__name__)

CHUNK = 200
"""Pages rendered before their needs are written: bounds what is held in memory."""

# Brotli 8 makes pages as small as 9 in an eighth of the time; what is cached for ever is worth the best.
PAGE_QUALITY = 8
IMMUTABLE_QUALITY = 11

Plan = Mapping[str, PageSource | None]
Progress = Callable[[int, int], None]


class BuildFailed(Exception):
    """Some pages could not be rendered and keep their old bytes. ``failures`` says which, and why."""

    def __init__(self, failures: Mapping[str, Exception]) -> None:
        self.failures = dict(failures)
        path, error = next(iter(failures.items()))
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        super().__init__(f"{path}: {type(error).__name__}: {error}{more}")


@dataclass(frozen=True)
class Built:
    """What a build did, in pages."""

    rendered: int = 0
    changed: int = 0
    removed: int = 0


def site() -> Manifest:
    """The manifest of this installation."""
    data = Path(settings.DATA_DIR)
    return Manifest(data / "site", Store(data / "store"), site_seal(data, settings.SITE_URL))


def build(
    changes: Collection[str],
    *,
    now: datetime,
    record_size: int | None = None,
    using: Sequence[PageSource] | None = None,
) -> Built:
    """Bring every page up to date that ``changes`` touch. Raises BuildFailed after publishing the others."""
    with _one_at_a_time():
        return _carry_out(_touched(changes, _sources(using)), now=now, record_size=record_size)


def build_all(
    *, now: datetime, using: Sequence[PageSource] | None = None, progress: Progress | None = None
) -> Built:
    """Render every page there is; what no source names any more is no longer served.

    ``progress(done, total)`` is told of every page. Raises BuildFailed after publishing the others.
    """
    with _one_at_a_time():
        size = record.size()
        plan: dict[str, PageSource | None] = dict.fromkeys(_served())
        for source in _sources(using):
            plan |= {normalise(path): source for path in source.paths()}
        return _carry_out(plan, now=now, record_size=size, software=fingerprint(), progress=progress)


def catch_up(
    *, now: datetime, using: Sequence[PageSource] | None = None, progress: Progress | None = None
) -> Built | None:
    """Build everything where there is no site yet, where it was built by other software, or where its
    signature is not ours. None when nothing was to be done."""
    try:
        root = site().root()
    except BadSeal:
        logger.exception("the site's manifest is not ours and is built anew")
        site().file.unlink()
        root = None
    if root is not None and root.software == fingerprint():
        return None
    return build_all(now=now, using=using, progress=progress)


def _sources(using: Sequence[PageSource] | None) -> Sequence[PageSource]:
    return page.sources() if using is None else using


def _served() -> Iterable[str]:
    return sorted(site().entries())


def _touched(changes: Collection[str], sources: Sequence[PageSource]) -> Plan:
    """What the sources name, and what was built from something that changed."""
    by_name = {source.name: source for source in sources}
    plan: dict[str, PageSource | None] = {
        path: by_name.get(name) for path, name in needs.pages_needing(changes)
    }
    for source in sources:
        plan |= {normalise(path): source for path in source.touched(changes)}
    return plan


def _carry_out(
    plan: Plan,
    *,
    now: datetime,
    record_size: int | None,
    software: str = "",
    progress: Progress | None = None,
) -> Built:
    """1. Render and store page after page. 2. Remember what each needs. 3. Swap. 4. Say what failed."""
    manifest = site()
    batch = _Batch(manifest, plan)
    for chunk in _chunks(plan.items()):
        rendered = batch.render(chunk, progress)
        needs.remember(rendered, sources=plan, now=now)
    manifest.swap(batch.changes, now=now, record_size=record_size, software=software)
    if batch.failures:
        needs.remember_failures(batch.failures, sources=plan, now=now)
        raise BuildFailed(batch.failures)
    return batch.built()


class _Batch:
    """The pages of one build: what they were, what they become, which failed."""

    def __init__(self, manifest: Manifest, plan: Plan) -> None:
        self.changes: dict[str, Entry | None] = {}
        self.failures: dict[str, Exception] = {}
        self._store = manifest.store
        self._old = manifest.entries_at(plan)
        self._total = len(plan)
        self._done = 0

    def render(self, chunk: Plan, progress: Progress | None) -> dict[str, Rendered | None]:
        """What each page of ``chunk`` is now; those that fail are left out and noted."""
        rendered: dict[str, Rendered | None] = {}
        for path, source in chunk.items():
            try:
                rendered[path] = _render(path, source)
            except Exception as error:
                logger.exception("the page %s could not be built", path)
                self.failures[path] = error
            else:
                self._take(path, rendered[path])
            self._done += 1
            if progress:
                progress(self._done, self._total)
        return rendered

    def built(self) -> Built:
        gone = sum(1 for entry in self.changes.values() if entry is None)
        return Built(self._total, len(self.changes) - gone, gone)

    def _take(self, path: str, rendered: Rendered | None) -> None:
        old = self._old.get(path)
        new = self._keep(rendered, old) if rendered else None
        if new != old:
            self.changes[path] = new

    def _keep(self, rendered: Rendered, old: Entry | None) -> Entry:
        """Store the bytes; compress them only where they are not what is served already."""
        digest = rendered.blob or self._store.put(rendered.body)
        forms = self._forms(rendered, digest, old)
        return Entry(
            status=rendered.status,
            type=rendered.media_type,
            body=digest,
            size=self._store.size(digest),
            br="br" in forms,
            gz="gz" in forms,
            cache=rendered.cache,
            headers=tuple(sorted(rendered.headers)),
        )

    def _forms(self, rendered: Rendered, digest: str, old: Entry | None) -> frozenset[str]:
        if rendered.blob or not is_text(rendered.media_type):
            return frozenset()
        known = frozenset(name for name in ("br", "gz") if old and old.body == digest and getattr(old, name))
        if known and all(self._store.path(digest, name).exists() for name in known):
            return known
        quality = IMMUTABLE_QUALITY if rendered.cache == "immutable" else PAGE_QUALITY
        return self._store.compress(digest, rendered.body, quality=quality)


def _render(path: str, source: PageSource | None) -> Rendered | None:
    rendered = source.render(path) if source else None
    if rendered is not None and normalise(rendered.path) != path:
        raise ValueError(f"{source and source.name} rendered {rendered.path} when asked for {path}")
    return rendered


def _chunks(items: Iterable[tuple[str, PageSource | None]]) -> Iterator[Plan]:
    rest = iter(items)
    while chunk := dict(islice(rest, CHUNK)):
        yield chunk


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """One build on this machine at a time; the lock ends with the process that holds it."""
    folder = Path(settings.DATA_DIR) / "site"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
