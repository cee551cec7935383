"""Holidays on which government offices close: the seed of an agency's editable holiday table."""

from __future__ import annotations

import csv
from datetime import date
from importlib import resources

SEPARATOR = "; "

# In the source, but offices work: children's day is an observance (and a Saturday); labour day is a
# holiday of private employees under the Labour Protection Act, not of government offices, and so is the
# day in its stead.
NOT_OFFICE_HOLIDAYS = frozenset({"วันเด็กแห่งชาติ", "วันแรงงานแห่งชาติ", "ชดเชยวันแรงงานแห่งชาติ"})


def load_seed() -> dict[date, str]:
    """Office holidays 2563–2573 by day, with their Thai names; several names of a day are joined by `; `.

    Holidays that fall on a weekend are kept: they have a name to show, and change no count of working days.
    Years that are not yet decided by the cabinet lack วันพืชมงคล and special holidays (see data/README.md).
    """
    source = resources.files("prakat.thai") / "data" / "holidays.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    named = {date.fromisoformat(row["date"]): _office_names(row["name_th"]) for row in rows}
    return {day: name for day, name in named.items() if name}


def _office_names(names: str) -> str:
    return SEPARATOR.join(name for name in names.split(SEPARATOR) if name not in NOT_OFFICE_HOLIDAYS)
