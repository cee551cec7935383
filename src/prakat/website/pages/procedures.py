"""How information is published: each step with what is done, its answering position and its time limit.

The measure, annex 2.2, asks for exactly this to be public.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prakat.org.models import Position
from prakat.procedure import queries
from prakat.procedure.models import Procedure, Step
from prakat.website.build.page import Rendered
from prakat.website.pages import duties, shell, transparency

PATH = "/procedures/"
NEEDS = frozenset({"procedures", "agency", "duties"})
WORKING_DAY = 480
WIDEST = 160


@dataclass(frozen=True)
class StepView:
    title: str
    detail: str
    who: str
    minutes: int
    width: int

    @property
    def time(self) -> str:
        return working_time(self.minutes)


@dataclass(frozen=True)
class ProcedureView:
    code: str
    title: str
    since: date
    steps: tuple[StepView, ...]

    @property
    def total(self) -> str:
        return working_time(sum(step.minutes for step in self.steps))


def working_time(minutes: int) -> str:
    """Working minutes in words: a working day has eight hours."""
    days, rest = divmod(minutes, WORKING_DAY)
    hours, left = divmod(rest, 60)
    parts = [
        ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days} if days else "",
        ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d minute", "%(n)d minutes", left) % {"n": left} if left else "",
    ]
    return " ".join(part for part in parts if part)


def view(procedure: Procedure, steps: Iterable[Step], posts: dict[str, str]) -> ProcedureView:
    """``posts``: title of the answering position by role."""
    found = list(steps)
    longest = max((step.limit_minutes for step in found), default=1)
    return ProcedureView(
        procedure.code,
        procedure.title,
        timezone.localdate(procedure.in_force_from),
        tuple(
            StepView(
                step.title,
                step.detail,
                who(step, posts),
                step.limit_minutes,
                max(8, round(WIDEST * step.limit_minutes / longest)),
            )
            for step in found
        ),
    )


def who(step: Step, posts: dict[str, str]) -> str:
    """The position that answers for a step; drafts and reviews are each unit's own."""
    if step.station == Step.Station.DRAFT:
        return _("The officer of the unit whose matter it is")
    if step.station == Step.Station.REVIEW:
        return _("The head of that unit")
    role = queries.DECIDED[Step.Station(step.station)]
    return posts.get(role) or str(Position.Role(role).label)


def posts() -> dict[str, str]:
    """Titles of the positions that stand once in an agency, by role."""
    return dict(Position.objects.order_by("-order").values_list("role", "title"))


def context(procedures: Iterable[ProcedureView], *, newest_year: int | None) -> dict[str, Any]:
    return {"procedures": list(procedures), "newest_year": newest_year}


class Procedures:
    """``/procedures/``"""

    name = "procedures"

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock

    def paths(self) -> Iterable[str]:
        return [PATH]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        return ()

    def render(self, path: str) -> Rendered | None:
        if path != PATH:
            return None
        now, titles = self.clock(), posts()
        found = [view(row, row.steps.all(), titles) for row in queries.procedures_in_force(now)]
        page = shell.Page(
            template="procedures",
            title=_("How information is published"),
            path=path,
            group="transparency",
            crumbs=[shell.Crumb(_("Register of transparency"), transparency.PATH)],
            context=context(found, newest_year=duties.newest_year(now)),
        )
        return Rendered(path, shell.document(page), needs=NEEDS)
