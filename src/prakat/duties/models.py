"""Sources of duties in their editions, the duties in them, and who in this agency answers for each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prakat.duties import periods
from prakat.duties.catalogue import AnsweredBy, Family
from prakat.org.models import Position, Unit

FAMILIES = {
    Family.ITA: _("ITA assessment"),
    Family.ACT: _("Act"),
    Family.DECREE: _("Royal decree"),
    Family.MEASURE: _("The agency's own measure"),
    Family.STANDARD: _("Standard"),
}


class Catalogue(models.Model):
    """One source of duties in one edition. It never changes: a correction is an edition of its own."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    series = models.CharField(_("series"), max_length=40, db_index=True)
    family = models.CharField(_("kind of source"), max_length=10, choices=FAMILIES)
    title_th = models.CharField(_("Thai title"), max_length=300)
    title_en = models.CharField(_("English title"), max_length=300, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"), null=True, blank=True)
    starts = models.DateField(_("in force from"))
    confidence = models.CharField(_("how sure the source is"), max_length=300)
    about = models.JSONField(default=dict, blank=True)
    key_titles = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64)
    adopted_at = models.DateTimeField(_("adopted"))

    class Meta:
        ordering = ["series", "starts", "adopted_at", "pk"]
        verbose_name = _("catalogue of duties")
        constraints = [
            models.CheckConstraint(
                condition=Q(family="ita", fiscal_year__isnull=False)
                | (~Q(family="ita") & Q(fiscal_year__isnull=True)),
                name="duties_ita_has_fiscal_year",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The title in the language of the screen."""
        return _in_language(self.title_th, self.title_en)


class Duty(models.Model):
    """One thing that must be public, or (``is_duty`` false) an item kept to be shown and cited."""

    catalogue = models.ForeignKey(Catalogue, models.CASCADE, related_name="duties")
    code = models.CharField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField()
    is_duty = models.BooleanField(default=True)
    answered_by = models.CharField(max_length=3, choices=[(item.value, item.value) for item in AnsweredBy])
    title_th = models.TextField(_("Thai title"))
    title_en = models.TextField(_("English title"), blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    group = models.CharField(max_length=20, blank=True)
    group_th = models.CharField(max_length=300, blank=True)
    rule = models.JSONField(null=True, blank=True)
    default_owner = models.CharField(max_length=200, blank=True)
    channels = models.JSONField(default=list, blank=True)
    data_types = models.JSONField(default=list, blank=True)
    confidence = models.JSONField(default=dict, blank=True)
    about = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["catalogue", "order"]
        verbose_name = _("publishing duty")
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "code"], name="duties_code_once"),
            models.CheckConstraint(
                condition=Q(is_duty=True, rule__isnull=False) | Q(is_duty=False, rule__isnull=True),
                name="duties_rule_with_duty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.catalogue}/{self.code}"

    @property
    def ref(self) -> str:
        """How editions name it: ``ITA-2562-LAO/O42``."""
        return f"{self.catalogue.code}/{self.code}"

    @property
    def title(self) -> str:
        """The title in the language of the screen."""
        return _in_language(self.title_th, self.title_en)

    @property
    def due_rule(self) -> periods.DueRule:
        """The rule; asking an item that is no duty is an error."""
        if self.rule is None:
            raise ValueError(f"{self.code} is not a publishing duty")
        return periods.from_json(self.rule)

    @property
    def key_names(self) -> list[str]:
        """Its concept keys (prefetch ``keys`` before asking many)."""
        return [row.key for row in self.keys.all()]

    @property
    def unsure(self) -> bool:
        """Whether its title or elements should be checked before relying on them."""
        stated = (self.confidence.get("title"), self.confidence.get("elements"))
        return any(value and value != "verified-from-source" for value in stated)


class Element(models.Model):
    """A part that the duty demands to see."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="elements")
    code = models.CharField(max_length=20)
    text_th = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["duty", "order"]
        constraints = [models.UniqueConstraint(fields=["duty", "code"], name="duties_element_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The words in the language of the screen, or in the only one there is."""
        return _in_language(self.text_th, self.text_en)


class DutyKey(models.Model):
    """A concept key: the stable name of a matter, which joins catalogues and years."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["duty", "key"], name="duties_key_once")]

    def __str__(self) -> str:
        return self.key


class Assignment(models.Model):
    """Who answers for a matter (by concept key, so it outlives a year's list) or for one duty."""

    key = models.CharField(_("matter"), max_length=60, blank=True)
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, blank=True, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    approver = models.ForeignKey(
        Position, models.PROTECT, related_name="+", verbose_name=_("approving position")
    )
    lead_days = models.PositiveSmallIntegerField(_("working days of warning"), default=10)
    channels = models.JSONField(_("channels"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("assignment")
        constraints = [
            models.CheckConstraint(
                condition=(Q(key="") & Q(duty__isnull=False)) | (~Q(key="") & Q(duty__isnull=True)),
                name="duties_assigned_by_key_or_duty",
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="duties_key_assigned_once"),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(duty__isnull=False), name="duties_duty_assigned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key or self.duty}: {self.unit}"


class Exclusion(models.Model):
    """A decision that a duty does not apply here, with its reason and the position that decided."""

    duty = models.OneToOneField(Duty, models.PROTECT, related_name="exclusion")
    reason = models.TextField(_("reason"))
    position = models.ForeignKey(Position, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("not applicable")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="duties_exclusion_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.reason}"


def _in_language(thai: str, english: str) -> str:
    preferred, other = (thai, english) if (get_language() or "th").startswith("th") else (english, thai)
    return preferred or other
