"""The national directory of local authorities: an agency's identity from its 7-digit DLA code.

Names repeat (658 full names occur more than once), codes do not: only the code identifies.
Data: Department of Local Administration, see ``data/README.md``.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Authority:
    """One local authority as the Department of Local Administration lists it."""

    dla_code: str
    kind: str
    name: str
    full_name: str
    district: str
    province_code: str
    province: str
    lat: str
    lon: str


class UnknownAuthorityError(LookupError):
    """No local authority has this DLA code."""


def lookup(dla_code: str) -> Authority:
    """The authority with this 7-digit code; raises UnknownAuthorityError."""
    try:
        return _by_code()[dla_code]
    except KeyError:
        raise UnknownAuthorityError(dla_code) from None


def named(full_name: str) -> list[Authority]:
    """All authorities of this full name, in order of code: a name alone may mean several."""
    return [authority for authority in _by_code().values() if authority.full_name == full_name]


@cache
def _by_code() -> dict[str, Authority]:
    packed = resources.files("prakat.org").joinpath("data/local-authorities.csv.gz").read_bytes()
    rows = csv.DictReader(gzip.decompress(packed).decode("utf-8").splitlines())
    return {row["dla_code"]: Authority(**row) for row in rows}
