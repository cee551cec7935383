"""One year of the ITA assessment, one row an item. The address of a row (``#O12``) never changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.publications.models import Edition
from prakat.website.build.page import Rendered
from prakat.website.pages import addresses, duties, editions, register, shell, transparency

NEEDS = frozenset({"day", "agency"})
_PATH = re.compile(r"/transparency/ita/(25[0-9]{2})/\Z")


def context(found: duties.ItaPage, *, year: int, years: Sequence[int]) -> dict[str, Any]:
    """Rows in the order of the handbook, under its group headings."""
    grouped = groupby(found.lines, key=lambda line: line.group)
    return {
        "year": year,
        "years": sorted(years, reverse=True),
        "gauge": register.gauge(found.lines),
        "list_of": found.list_of,
        "unsure": sum(1 for line in found.lines if line.unsure),
        "parts": [register.Part(title, tuple(rows)) for title, rows in grouped],
    }


class ItaYears:
    """``/transparency/ita/<Buddhist year>/``. An act builds only the years that ask for its matters."""

    name = "ita"

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock
        self._duties: tuple[object, ...] = ()

    def paths(self) -> Iterable[str]:
        return [addresses.ita_year(year) for year in duties.ita_years(self.clock())]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        before, self._duties = self._duties, duties.changed_at()
        publications = editions.numbers_in(changes, "publication")
        if before != self._duties or ("duties" in changes and not publications):
            return self.paths()
        years = duties.ita_years_asking(keys_of(publications), self.clock()) if publications else []
        return [addresses.ita_year(year) for year in years]

    def render(self, path: str) -> Rendered | None:
        match, now = _PATH.match(path), self.clock()
        found = duties.ita_page(int(match[1]), now=now) if match else None
        if match is None or found is None:
            return None
        year = int(match[1])
        page = shell.Page(
            template="ita",
            title=_("Open data integrity and transparency (OIT), fiscal year %(year)s") % {"year": year},
            path=path,
            group="transparency",
            crumbs=[shell.Crumb(_("Register of transparency"), transparency.PATH)],
            context=context(found, year=year, years=duties.ita_years(now)),
        )
        return Rendered(path, shell.document(page), needs=NEEDS)


def keys_of(publications: Collection[str]) -> set[str]:
    """The matters that any edition of these publications answers or answered."""
    rows = Edition.objects.filter(publication__in=publications, content__isnull=False)
    return {key for keys in rows.values_list("content__keys", flat=True) for key in keys or ()}
