"""What one person owes, as lines of their desk: time left, what, why, what waiting costs, what to press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prakat.desk import duties, words
from prakat.org import queries as org
from prakat.org.models import Position, User
from prakat.procedure import queries as procedure
from prakat.procedure import rules
from prakat.procedure.models import Case, Decision, Step
from prakat.publications.models import Edition, PublicationPage
from prakat.thai.worktime import WorkCalendar

DRAFTING_LIMIT = 3 * 8 * 60
WEEK = timedelta(days=7)


class Urgency(IntEnum):
    OVERDUE = 0
    TODAY = 1
    WEEK = 2
    LATER = 3
    ABSENT = 4
    """What must be public at all times and is not: no day to be late by, and not hidden either."""


HEADINGS: dict[Urgency, str | Promise] = {
    Urgency.OVERDUE: gettext_lazy("Overdue now"),
    Urgency.TODAY: gettext_lazy("Today"),
    Urgency.WEEK: gettext_lazy("This week"),
    Urgency.LATER: gettext_lazy("Later"),
    Urgency.ABSENT: gettext_lazy("Not on the website yet"),
}


LATE = (Urgency.OVERDUE, Urgency.ABSENT)


@dataclass(frozen=True)
class Act:
    """A button that opens the screen where the thing is done."""

    label: str
    href: str
    style: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Item:
    """One thing owed. ``due`` is the day to do it by, None when it is owed at all times.

    ``then`` says what happens while it waits.
    """

    due: date | None
    left: words.Left
    title: str
    href: str
    why: tuple[str, ...]
    then: str
    acts: tuple[Act, ...]

    def urgency(self, today: date) -> Urgency:
        if self.due is None:
            return Urgency.ABSENT
        if self.left.tone == "late":
            return Urgency.OVERDUE
        if self.due <= today:
            return Urgency.TODAY
        return Urgency.WEEK if self.due <= today + WEEK else Urgency.LATER


@dataclass(frozen=True)
class Group:
    heading: str | Promise
    tone: str
    items: list[Item]


@dataclass(frozen=True)
class Elsewhere:
    """Something this person sent that waits on others."""

    title: str
    href: str
    waits: str


@dataclass(frozen=True)
class Desk:
    groups: list[Group]
    elsewhere: list[Elsewhere]
    published: int
    today: int
    """How many are overdue or to be done today."""
    rest: int
    """How many obligations are not listed, because there are more than one can read."""

    @property
    def empty(self) -> bool:
        return not self.groups


def desk_of(user: User, now: datetime) -> Desk:
    """Everything this person owes now, and quietly what they wait for."""
    today = timezone.localdate(now)
    calendar = org.calendar()
    owes = duties.owed_by(user, now)
    rest = max(0, len(owes) - duties.MOST)
    items = [
        *(_returned(decision, now, calendar) for decision in procedure.returned_to(user)),
        *(_decision(waiting, now, calendar) for waiting in procedure.waiting_for(user, now)),
        *(_draft(page, now, calendar) for page in unfinished_drafts(user)),
        *(_obligation(owed, today) for owed in owes[: duties.MOST]),
    ]
    groups = _grouped(items, today)
    return Desk(
        groups=groups,
        elsewhere=waiting_elsewhere(user, now),
        published=_published_lately(user, now),
        rest=rest,
        today=sum(1 for item in items if item.urgency(today) <= Urgency.TODAY),
    )


def decisions_of(user: User, now: datetime) -> list[Group]:
    """Only what waits for this person's decision."""
    calendar = org.calendar()
    items = [_decision(waiting, now, calendar) for waiting in procedure.waiting_for(user, now)]
    return _grouped(items, timezone.localdate(now))


def _grouped(items: Iterable[Item], today: date) -> list[Group]:
    sorted_items = sorted(items, key=lambda item: item.due or today)
    groups = []
    for urgency, heading in HEADINGS.items():
        rows = [item for item in sorted_items if item.urgency(today) == urgency]
        if rows:
            groups.append(Group(heading, "late" if urgency in LATE else "", rows))
    return groups


def _published_lately(user: User, now: datetime) -> int:
    """What this person drafted or decided on and that became public in the last week."""
    rows = Case.objects.filter(state=Case.State.PUBLISHED, closed_at__gte=now - WEEK)
    return rows.filter(Q(drafter=user) | Q(decisions__by=user)).distinct().count()


def unfinished_drafts(user: User) -> list[PublicationPage]:
    """Drafts this person saved last and that nobody has submitted since; returned ones are listed as such."""
    submitted = Edition.objects.filter(revision__isnull=False).values("revision")
    busy = [row.case.publication for row in procedure.returned_to(user)]
    rows = PublicationPage.objects.filter(latest_revision__user=user)
    rows = rows.exclude(Q(latest_revision__in=submitted) | Q(uuid__in=busy))
    return list(rows.select_related("unit").order_by("latest_revision_created_at"))


def title_of(case: Case) -> str:
    """The subject; of an edition whose content was erased only its number is left."""
    content = case.edition.content
    return str(content["title"]) if content else str(case.edition)


def _returned(decision: Decision, now: datetime, calendar: WorkCalendar) -> Item:
    case = decision.case
    due = rules.step_due(decision.at, _drafting_limit(case), calendar)
    href = reverse("desk:draft", args=[case.publication])
    told = _("%(position)s returned it on %(moment)s: “%(reason)s”") % {
        "position": decision.position,
        "moment": words.moment(decision.at),
        "reason": decision.reason,
    }
    return Item(
        due=_day_for(due, now, calendar),
        left=words.until(due, now, calendar),
        title=title_of(case),
        href=href,
        why=(told,),
        then=_("It is not public until it is mended and sent again."),
        acts=(Act(_("Mend and send again"), href),),
    )


def _day_for(due: datetime, now: datetime, calendar: WorkCalendar) -> date:
    """The day on which to do it: today, when less than a working day is left."""
    soon = calendar.working_time_between(now, due) < words.WORKING_DAY
    return timezone.localdate(now if soon and due > now else due)


def _drafting_limit(case: Case) -> int:
    drafting = case.procedure.steps.filter(station=Step.Station.DRAFT).first()
    return drafting.limit_minutes if drafting else DRAFTING_LIMIT


def _decision(waiting: procedure.Waiting, now: datetime, calendar: WorkCalendar) -> Item:
    case = waiting.case
    href = reverse("desk:case", args=[case.pk])
    sent = _("Sent by %(unit)s on %(moment)s") % {"unit": case.unit, "moment": words.moment(case.opened_at)}
    verb = _("Decide: %(title)s") if _is_last(waiting) else _("Check: %(title)s")
    return Item(
        due=_day_for(waiting.due, now, calendar),
        left=words.until(waiting.due, now, calendar),
        title=verb % {"title": title_of(case)},
        href=href,
        why=(sent, _as_whom(waiting.answers)),
        then=_("The public does not see it until you decide."),
        acts=(Act(_("Open and check"), href), Act(_("Return"), f"{href}#why", "plain")),
    )


def _is_last(waiting: procedure.Waiting) -> bool:
    last = waiting.answers[-1].step
    return last.pk == procedure.deciding_steps(waiting.case.procedure)[-1].pk


def _as_whom(answers: Iterable[rules.Answer]) -> str:
    posts: list[Position] = list({answer.position.pk: answer.position for answer in answers}.values())
    return _("You decide as %(position)s") % {"position": _(" and ").join(str(post) for post in posts)}


def _draft(page: PublicationPage, now: datetime, calendar: WorkCalendar) -> Item:
    saved = page.latest_revision_created_at or now
    due = rules.step_due(saved, DRAFTING_LIMIT, calendar)
    href = reverse("desk:draft", args=[page.uuid])
    return Item(
        due=timezone.localdate(due),
        left=words.Left(_("Draft"), icon="pen"),
        title=page.draft_title or page.title,
        href=href,
        why=(_("Saved on %(moment)s") % {"moment": words.moment(saved)}, str(page.unit)),
        then="",
        acts=(Act(_("Go on writing"), href, "quiet"),),
    )


def _obligation(owed: duties.Owed, today: date) -> Item:
    left = words.by_day(owed.due, today) if owed.due else words.Left(_("Not there yet"), "late", "alert")
    late = left.tone == "late"
    then = (
        _("The public can see that it is overdue.")
        if late
        else _("After that day the public sees it as overdue.")
    )
    put = reverse("desk:publish") + owed.query
    acts = [Act(_("Put the file"), put, "" if late and owed.due else "quiet", "up")]
    if owed.due:
        acts.append(Act(_("There is none this time"), f"{put}&none=1", "plain"))
    return Item(
        due=owed.due,
        left=left,
        title=owed.title,
        href=put,
        why=owed.sources,
        then=then,
        acts=tuple(acts),
    )


def waiting_elsewhere(user: User, now: datetime) -> list[Elsewhere]:
    """What this person sent and others have to decide, with who and how long."""
    calendar, hierarchy = org.calendar(), org.hierarchy(timezone.localdate(now))
    rows = [case for case in procedure.open_cases() if case.drafter_id == user.pk]
    return [_elsewhere(case, now, calendar, hierarchy) for case in rows]


def _elsewhere(case: Case, now: datetime, calendar: WorkCalendar, hierarchy: org.Hierarchy) -> Elsewhere:
    due = rules.step_due(case.entered_at, case.step.limit_minutes, calendar)
    answer = procedure.answer_for(case.step, case.unit, case.drafter, hierarchy)
    waits = _("Waits for %(position)s, %(left)s") % {
        "position": answer.position,
        "left": words.until(due, now, calendar).text,
    }
    return Elsewhere(title_of(case), reverse("desk:case", args=[case.pk]), waits)
