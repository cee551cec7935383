"""Verbs of the procedure: submit, decide, withdraw. Each is one transaction and leaves a trace in the audit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prakat.audit import actions as audit
from prakat.org import queries as org
from prakat.org import rules as permissions
from prakat.org.models import User
from prakat.procedure import queries, rules
from prakat.procedure.models import Case, Decision, Procedure, Step
from prakat.publications import actions as publications
from prakat.publications.models import PublicationPage, Standing
from prakat.record import actions as record

WORKING_DAY = 8 * 60
STANDARD_STEPS: tuple[tuple[Step.Station, str, str, int], ...] = (
    (
        Step.Station.DRAFT,
        "หน่วยงานเจ้าของเรื่องจัดทำร่าง",
        "จัดทำข้อมูลพร้อมเอกสาร ระบุเรื่อง งวด และหน้าที่ที่ตอบ",
        3 * WORKING_DAY,
    ),
    (Step.Station.REVIEW, "หัวหน้าสำนัก/กองตรวจร่าง", "ตรวจเนื้อหากับต้นเรื่อง", WORKING_DAY),
    (
        Step.Station.CHECK,
        "ศูนย์เทคโนโลยีสารสนเทศและงานสื่อสารองค์กรตรวจ",
        "ตรวจว่าถูกต้อง ครบถ้วน ชัดเจน เป็นปัจจุบัน และไม่มีข้อมูลตามมาตรา ๑๔ และ ๑๕",
        WORKING_DAY // 2,
    ),
    (Step.Station.APPROVE, "ปลัดอนุมัติ", "อนุมัติแล้วระบบเผยแพร่และลงบันทึกสาธารณะทันที", WORKING_DAY),
)


class NotAllowed(PermissionError):
    """The person holds no position that may do this."""


class NotReady(ValueError):
    """Something stands in the way; the message says what to do."""


@transaction.atomic
def adopt_procedure(
    *, code: str, title: str, steps: Sequence[tuple[Step.Station, str, str, int]], by: str, now: datetime
) -> Procedure:
    """Put a new version of a procedure in force; cases under way keep the one they began under."""
    last = Procedure.objects.filter(code=code).order_by("-version").first()
    version = last.version + 1 if last else 1
    procedure = Procedure.objects.create(code=code, version=version, title=title, in_force_from=now)
    for order, (station, name, detail, minutes) in enumerate(steps):
        procedure.steps.create(order=order, station=station, title=name, detail=detail, limit_minutes=minutes)
    public = [
        {"station": station, "title": name, "minutes": minutes} for station, name, _detail, minutes in steps
    ]
    record.append("procedure.changed", code, {"version": version, "steps": public}, now=now)
    audit.note(by, "procedure.adopt", code, {"version": version}, now=now)
    return procedure


@transaction.atomic
def submit(page: PublicationPage, *, by: User, now: datetime, change_note: str = "") -> Case:
    """1. Check that the person drafts for the unit. 2. Freeze an edition. 3. Open its case at the first step.

    Raises :class:`NotAllowed`, or :class:`NotReady` when a case is open already or nobody can decide.
    """
    today = timezone.localdate(now)
    if not permissions.may(by, permissions.Permission.DRAFT, on=today, unit=page.unit):
        raise NotAllowed(_("Only officers of %(unit)s can send this.") % {"unit": page.unit})
    if Case.objects.filter(publication=page.uuid, state=Case.State.OPEN).exists():
        raise NotReady(_("It has been sent already and waits for a decision."))
    edition = publications.freeze_edition(
        page, position=_position_code(by, today), change_note=change_note, now=now, by=by
    )
    procedure = queries.procedure_for(page.kind, now)
    case = _open(edition, page, procedure, by=by, now=now)
    if not queries.answers_ahead(case, now)[0].holders:
        raise NotReady(_("Nobody holds a position that can decide this. Appoint someone first."))
    audit.note(by.username, "case.submit", str(page.uuid), {"edition": edition.number}, now=now)
    return case


def _open(edition: Any, page: PublicationPage, procedure: Procedure, *, by: User, now: datetime) -> Case:
    first = queries.deciding_steps(procedure)[0]
    try:
        with transaction.atomic():
            return Case.objects.create(
                edition=edition,
                publication=page.uuid,
                procedure=procedure,
                step=first,
                unit=page.unit,
                drafter=by,
                opened_at=now,
                entered_at=now,
            )
    except IntegrityError:
        raise NotReady(_("It has been sent already and waits for a decision.")) from None


def _position_code(user: User, on: date) -> str:
    held = org.positions_of(user, on)
    return held[0].code if held else ""


@transaction.atomic
def decide(
    case: Case,
    *,
    by: User,
    outcome: Decision.Outcome,
    now: datetime,
    reason: str = "",
    checklist: Sequence[str] = (),
    via: str = "desk",
) -> Case:
    """1. Find the steps this person decides together. 2. Record each. 3. Move on, return, or publish.

    Raises :class:`NotAllowed` when the case is not theirs, and :class:`NotReady` without what the outcome needs.
    """
    answers = queries.decidable(case, by, now)
    if not answers:
        raise NotAllowed(_("This is not yours to decide now."))
    reason = reason.strip()
    if outcome == Decision.Outcome.RETURN:
        answers = answers[:1]
    _check(answers, outcome, reason, checklist)
    _move(case, answers, outcome, now=now)
    for answer in answers:
        _record(case, answer, by=by, outcome=outcome, reason=reason, checklist=checklist, now=now)
    detail = {"outcome": outcome, "steps": [answer.step.station for answer in answers], "via": via}
    audit.note(by.username, "case.decide", str(case.publication), detail, now=now)
    case.refresh_from_db()
    if case.state == Case.State.PUBLISHED:
        publications.make_public(case.edition, now=now)
    return case


def _check(
    answers: Sequence[rules.Answer], outcome: Decision.Outcome, reason: str, checklist: Sequence[str]
) -> None:
    if outcome == Decision.Outcome.RETURN and not reason:
        raise NotReady(_("Say what has to be mended: the reason goes back with the draft."))
    if outcome == Decision.Outcome.APPROVE and rules.missing_checks(answers, checklist):
        raise NotReady(_("Confirm all four: correct, complete, clear, current."))


def _move(case: Case, answers: Sequence[rules.Answer], outcome: Decision.Outcome, *, now: datetime) -> None:
    """Compare and set: of two people who decide at once, one is told that it was decided."""
    following = [
        step for step in queries.deciding_steps(case.procedure) if step.order > answers[-1].step.order
    ]
    if outcome == Decision.Outcome.RETURN:
        change: dict[str, Any] = {"state": Case.State.RETURNED, "closed_at": now}
    elif following:
        change = {"step": following[0], "entered_at": now}
    else:
        change = {"state": Case.State.PUBLISHED, "closed_at": now, "step": answers[-1].step}
    here = Case.objects.filter(pk=case.pk, state=Case.State.OPEN, step=answers[0].step)
    if here.update(**change) != 1:
        raise NotReady(_("Someone has decided this in the meantime."))


def _record(
    case: Case,
    answer: rules.Answer,
    *,
    by: User,
    outcome: Decision.Outcome,
    reason: str,
    checklist: Sequence[str],
    now: datetime,
) -> None:
    checked = list(checklist) if answer.step.station == Step.Station.CHECK else []
    Decision.objects.create(
        case=case,
        step=answer.step,
        position=answer.position,
        appointment=next(holder for holder in answer.holders if holder.user_id == by.pk),
        by=by,
        outcome=outcome,
        reason=reason,
        checklist=checked,
        at=now,
    )


@transaction.atomic
def withdraw(standing: Standing, *, by: User, reason: str, now: datetime) -> Standing:
    """Take a publication back, by a position that may; the address stays and says why."""
    today = timezone.localdate(now)
    if not permissions.may(by, permissions.Permission.WITHDRAW, on=today):
        raise NotAllowed(_("Only the palad or the nayok can withdraw a publication."))
    withdrawn = publications.withdraw(standing, reason=reason, position=_position_code(by, today), now=now)
    audit.note(
        by.username, "publication.withdraw", str(standing.publication), {"path": standing.path}, now=now
    )
    return withdrawn
