"""The register of transparency: every duty, who answers for it, its state and its evidence; late ones first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.website.build.page import Rendered
from prakat.website.pages import duties, register, shell

PATH = "/transparency/"
NEEDS = frozenset({"duties", "day", "latest", "agency"})


def context(lines: Sequence[register.Line], *, today: date, newest_year: int | None) -> dict[str, Any]:
    return {
        "gauge": register.gauge(lines),
        "parts": register.parts(lines),
        "units": register.by_unit(lines),
        "today": today,
        "newest_year": newest_year,
    }


class Transparency:
    """``/transparency/``"""

    name = "transparency"

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock

    def paths(self) -> Iterable[str]:
        return [PATH]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        return ()

    def render(self, path: str) -> Rendered | None:
        if path != PATH:
            return None
        now = self.clock()
        page = shell.Page(
            template="transparency",
            title=_("Register of transparency"),
            path=path,
            group="transparency",
            context=context(
                duties.lines(now=now), today=timezone.localdate(now), newest_year=duties.newest_year(now)
            ),
        )
        return Rendered(path, shell.document(page), needs=NEEDS)
