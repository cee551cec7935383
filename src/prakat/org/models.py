"""Who the agency is: itself, its units, the positions in them, and who holds each position when.

Authority hangs on positions, never on persons: what decides asks ``queries`` for a position on a day.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who signs in. Authority never hangs on a user but on the positions they hold."""

    title = models.CharField(_("title before the name"), max_length=40, blank=True)

    @property
    def full_name(self) -> str:
        """Title, first and last name as Thai papers print them: the title joined to the first name."""
        return f"{self.title}{self.first_name} {self.last_name}".strip()

    def __str__(self) -> str:
        return self.full_name or self.username


class Agency(models.Model):
    """The one local government that runs this site; its identity comes from its DLA code."""

    class Kind(models.TextChoices):
        SAO = "subdistrict_admin_org", _("Subdistrict administrative organisation")
        SUBDISTRICT_MUNICIPALITY = "subdistrict_municipality", _("Subdistrict municipality")
        TOWN_MUNICIPALITY = "town_municipality", _("Town municipality")
        CITY_MUNICIPALITY = "city_municipality", _("City municipality")
        PAO = "provincial_admin_org", _("Provincial administrative organisation")
        SPECIAL = "special_admin_area", _("Special local government")

    only = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    dla_code = models.CharField(_("DLA code"), max_length=7, validators=[RegexValidator(r"^[0-9]{7}$")])
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    full_name = models.CharField(_("full name"), max_length=200)
    short = models.CharField(_("short name"), max_length=120)
    district = models.CharField(_("district"), max_length=120)
    province_code = models.CharField(_("province code"), max_length=2)
    province = models.CharField(_("province"), max_length=120)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    website = models.CharField(_("website address"), max_length=200, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    phones = models.JSONField(
        _("telephones"), default=list, blank=True, help_text=_("A list of label and number.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    accent = models.CharField(
        _("accent colour"), max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )

    class Meta:
        verbose_name = _("agency")
        constraints = [models.CheckConstraint(condition=Q(only=1), name="org_one_agency")]

    def __str__(self) -> str:
        return self.full_name


class Unit(models.Model):
    """A part of the agency (สำนัก, กอง, หน่วย): owns duties and drafts."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("Office")
        DIVISION = "division", _("Division")
        UNIT = "unit", _("Unit")
        SECTION = "section", _("Section")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DIVISION)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("unit")
        constraints = [models.CheckConstraint(condition=~Q(parent=F("pk")), name="org_unit_not_own_parent")]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """A post that carries authority. ``reports_to`` is who receives its work while nobody holds it."""

    class Role(models.TextChoices):
        NAYOK = "nayok", _("Chief executive")
        PALAD = "palad", _("Palad")
        DEPUTY = "deputy", _("Deputy")
        HEAD = "head", _("Head of unit")
        INFO_OFFICER = "info-officer", _("Central information officer")
        CLERK = "clerk", _("Clerk")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="positions")
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reports")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("position")
        constraints = [
            models.CheckConstraint(condition=~Q(reports_to=F("pk")), name="org_position_not_own_chief"),
            models.CheckConstraint(
                condition=~Q(role__in=["head", "clerk"]) | Q(unit__isnull=False),
                name="org_head_and_clerk_have_unit",
            ),
            models.UniqueConstraint(
                fields=["role"], condition=Q(role__in=["nayok", "palad"]), name="org_one_nayok_one_palad"
            ),
            models.UniqueConstraint(fields=["unit"], condition=Q(role="head"), name="org_one_head_per_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Capacity(models.TextChoices):
    """In which capacity a person holds a position; the Thai words are in ``wording``."""

    SUBSTANTIVE = "substantive", _("Holds the position")
    ACTING_DUTIES = "acting_duties", _("Performs the duties")
    ACTING_FOR = "acting_for", _("Acts in place of the holder")
    DELEGATED = "delegated", _("Acts by delegation")
    PLACED = "placed", _("Placed in the vacant position")


FROM_ANOTHER_POST = (Capacity.ACTING_DUTIES, Capacity.ACTING_FOR, Capacity.DELEGATED)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: dt.date) -> AppointmentQuerySet:
        """Appointments in force on that day, of people who may still sign in."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day, user__is_active=True)


class Appointment(models.Model):
    """Who holds a position, from when to when (both days included), and in which capacity.

    ``own_position`` is the post a person acts from: their signature names both.
    """

    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments")
    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    capacity = models.CharField(_("capacity"), max_length=13, choices=Capacity, default=Capacity.SUBSTANTIVE)
    own_position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="acting_appointments"
    )
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "pk"]
        verbose_name = _("appointment")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="org_appointment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(capacity="substantive") | Q(own_position__isnull=True),
                name="org_substantive_has_no_own_position",
            ),
            models.CheckConstraint(
                condition=~Q(capacity__in=["acting_duties", "acting_for", "delegated"])
                | Q(own_position__isnull=False),
                name="org_acting_names_own_position",
            ),
            models.CheckConstraint(
                condition=~Q(own_position=F("position")), name="org_acting_for_another_position"
            ),
            models.UniqueConstraint(
                fields=["position", "user", "capacity", "starts"], name="org_appointment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.position}"


class Holiday(models.Model):
    """A day off for the office. ``observed`` false keeps a day in the table without closing the office."""

    date = models.DateField(_("date"), primary_key=True)
    name = models.CharField(_("name"), max_length=160)
    observed = models.BooleanField(_("office closed"), default=True)

    class Meta:
        ordering = ["date"]
        verbose_name = _("holiday")

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.name}"
