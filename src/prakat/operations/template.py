"""A ready-migrated empty database, so that a first start takes a second and not Wagtail's twelve.

``make template`` makes it again; a test fails when it lags behind the migrations. A lagging one is still right:
``migrate`` brings it up to date.
"""

from __future__ import annotations

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

TEMPLATE = Path(__file__).parent / "data" / "template.sqlite3.xz"


def unpack(target: Path) -> bool:
    """Write the template to ``target`` unless something is there; True when it was written."""
    if target.exists() or not TEMPLATE.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    draft.write_bytes(lzma.decompress(TEMPLATE.read_bytes()))
    draft.replace(target)
    return True


def pack(source: Path) -> int:
    """Make the template from a freshly migrated database; returns its size in bytes."""
    compact = source.with_suffix(".compact")
    compact.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(compact),))
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(lzma.compress(compact.read_bytes(), preset=9))
    compact.unlink()
    return TEMPLATE.stat().st_size
