"""Who may see and do what on the desk. A list is filtered by the rule that guards each of its pages."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from prakat.org import queries as org
from prakat.org.models import Position, Unit, User
from prakat.org.rules import BOUND_TO_UNIT, GRANTS, Permission, may
from prakat.procedure import queries as procedure
from prakat.procedure.models import Case
from prakat.publications.models import PublicationPage, Standing


def units_drafted_for(user: User, on: date) -> QuerySet[Unit]:
    """The units whose drafts are this person's work: their own, or all for a post that serves every unit."""
    posts = [post for post in org.positions_of(user, on) if Permission.DRAFT in GRANTS[post.role]]
    if any(post.role not in BOUND_TO_UNIT for post in posts):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in={post.unit_id for post in posts})


def drafts_visible(user: User, on: date) -> QuerySet[PublicationPage]:
    rows: QuerySet[PublicationPage] = PublicationPage.objects.filter(unit__in=units_drafted_for(user, on))
    return rows


def may_see_case(user: User, case: Case, now: datetime) -> bool:
    """Whoever sent it, drafts for its unit, has decided on it, or will have to before it is public."""
    if case.drafter_id == user.pk or case.decisions.filter(by=user).exists():
        return True
    if may(user, Permission.DRAFT, on=timezone.localdate(now), unit=case.unit):
        return True
    if case.state != Case.State.OPEN:
        return False
    return any(answer.appointment_of(user.pk) for answer in procedure.answers_ahead(case, now))


def standings_visible(user: User, on: date) -> QuerySet[Standing]:
    """What is or was public and belongs to the person's units; everything for who may withdraw it."""
    rows = Standing.objects.select_related("edition")
    if may_withdraw(user, on):
        return rows
    return rows.filter(unit__in=units_drafted_for(user, on).values("code"))


def may_correct(user: User, standing: Standing, on: date) -> bool:
    """Correct what is public by a new edition."""
    if standing.state != Standing.State.PUBLIC:
        return False
    return units_drafted_for(user, on).filter(code=standing.unit).exists()


def may_withdraw(user: User, on: date) -> bool:
    return may(user, Permission.WITHDRAW, on=on)


def home_unit(user: User, on: date) -> Unit | None:
    """The unit this person works in, for filling in: a clerk's or head's own before any other."""
    posts = org.positions_of(user, on)
    own = [post for post in posts if post.role in BOUND_TO_UNIT]
    return next((post.unit for post in [*own, *posts] if post.unit), None)


def is_staff_of_office(posts: list[Position]) -> bool:
    """Whether there is any work for this person here: powers end with the last appointment."""
    return bool(posts)
