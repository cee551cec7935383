"""The path of a publication: procedures made of steps, cases on their way, and the decisions taken.

The measure, annex 2.2, wants the procedure, its steps, their time limits and the responsible positions stated;
these rows are what ``/procedures/`` prints and what every case follows.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prakat.org.models import Appointment, Position, Unit, User
from prakat.publications.models import Edition


class Procedure(models.Model):
    """One version of a procedure. A case follows the version it began under; a change is a new version."""

    code = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    in_force_from = models.DateTimeField(_("in force from"))

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="procedure_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Step(models.Model):
    """A station: who answers for it and within how much working time."""

    class Station(models.TextChoices):
        DRAFT = "draft", _("Drafting by the unit")
        REVIEW = "review", _("Review by the head of the unit")
        CHECK = "check", _("Check by the central information unit")
        APPROVE = "approve", _("Approval by the palad")

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    station = models.CharField(max_length=10, choices=Station.choices)
    title = models.CharField(_("title"), max_length=200)
    detail = models.TextField(_("what is done"), blank=True)
    limit_minutes = models.PositiveIntegerField(_("time limit in minutes of working time"))

    class Meta:
        ordering = ["procedure", "order"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "order"], name="step_order_once"),
            models.CheckConstraint(name="step_has_time_limit", condition=Q(limit_minutes__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title


class Case(models.Model):
    """One edition on its way through a procedure."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for a decision")
        RETURNED = "returned", _("Returned")
        PUBLISHED = "published", _("Published")

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="case")
    publication = models.UUIDField(db_index=True)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    drafter = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=Q(state="open"), name="case_open_once_a_publication"
            ),
            models.CheckConstraint(
                name="case_closed_with_time",
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.state}"


class Decision(models.Model):
    """What one position decided at one step. ``position`` is in whose name; ``appointment`` shows the capacity."""

    class Outcome(models.TextChoices):
        APPROVE = "approve", _("Approved")
        RETURN = "return", _("Returned")

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    step = models.ForeignKey(Step, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    checklist = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="decision_once_a_step"),
            models.CheckConstraint(
                name="decision_return_with_reason", condition=Q(outcome="approve") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.outcome}"
