"""Publications: the page a clerk edits, the edition that is decided about, and where it stands in public.

The page is a workspace. What the public sees is always an :class:`Edition`, frozen when it was submitted, and
only the one that the record's latest entry names.
"""

from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, Revision

from prakat.org.models import Appointment, Unit
from prakat.publications import blocks
from prakat.publications.fields import BodyField
from prakat.publications.kinds import SECTIONS, Kind

SECTION_CHOICES = [(section.slug, section.title) for section in SECTIONS]
SHA256 = RegexValidator(r"\A[0-9a-f]{64}\Z")


class Blob(models.Model):
    """A file by its content; the bytes lie in the store under the same name."""

    sha256 = models.CharField(primary_key=True, max_length=64, validators=[SHA256])
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"


class SiteHome(Page):
    """The top of the page tree; it holds the sections."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["publications.SectionPage"]


class SectionPage(Page):
    """One section of the site in the page tree; its words come from :data:`kinds.SECTIONS`."""

    parent_page_types = ["publications.SiteHome"]
    subpage_types = ["publications.PublicationPage"]


class PublicationPage(Page):
    """The draft of a publication. Publishing it in Wagtail makes nothing public."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    number = models.CharField(_("number"), max_length=60, blank=True)
    signed = models.DateField(_("date signed"), null=True, blank=True)
    signatory = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signatory")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    summary = models.TextField(_("summary in plain words"), max_length=600, blank=True)
    publisher_note = models.TextField(_("publisher's note"), max_length=1000, blank=True)
    data_types = models.JSONField(_("data types"), default=list, blank=True)
    period_start = models.DateField(_("period from"), null=True, blank=True)
    period_end = models.DateField(_("period to"), null=True, blank=True)
    period_label = models.CharField(_("period in words"), max_length=100, blank=True)
    keys = models.JSONField(_("matters it answers"), default=list, blank=True)
    elements = models.JSONField(_("elements it answers"), default=list, blank=True)
    nothing_to_report = models.BooleanField(_("states that there is nothing to report"), default=False)
    body = BodyField(blocks.BodyBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["publications.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("number"), FieldPanel("signed"), FieldPanel("unit")],
            heading=_("About the document"),
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("Files"), panels=[FieldPanel("title")], max_num=50),
        FieldPanel("publisher_note"),
        FieldPanel("nothing_to_report"),
    ]
    promote_panels: list[object] = []
    settings_panels: list[object] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publication_period_is_a_pair",
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_end__gte=models.F("period_start")),
            ),
        ]

    @property
    def section(self) -> str:
        return str(self.get_parent().slug)


class Attachment(Orderable):
    """A file of a draft, under the name the clerk gave it."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="attachments")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=200)
    title = models.CharField(_("title of the file"), max_length=300, blank=True)


class Edition(models.Model):
    """A publication frozen when it was submitted: what is approved is what is published.

    ``content`` is self-contained; ``digest`` is the SHA-256 of its canonical JSON (RFC 8785). The database
    refuses changes, but for erasing the content of a withdrawn edition, which leaves the digest and the reason.
    """

    publication = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, db_index=True, validators=[SHA256])
    content = models.JSONField(null=True)
    change_note = models.TextField(blank=True)
    submitted_at = models.DateTimeField()
    submitted_position = models.CharField(max_length=60)
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    erased_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="edition_number_once"),
            models.CheckConstraint(
                name="edition_erased_with_reason",
                condition=Q(content__isnull=False, erased_reason="")
                | (Q(content__isnull=True) & ~Q(erased_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication} #{self.number}"


class Standing(models.Model):
    """Where a publication stands in public. Written only in the transaction that appends to the record."""

    class State(models.TextChoices):
        PUBLIC = "public", _("Public")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    publication = models.UUIDField(primary_key=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    entry_seq = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    path = models.CharField(max_length=300, unique=True)
    section = models.CharField(max_length=40, choices=SECTION_CHOICES)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    unit = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    signed = models.DateField(null=True)
    published_at = models.DateTimeField(help_text="when it was first public here, by the record")
    dated_at = models.DateTimeField(help_text="its place in lists: imported history keeps its own date")
    changed_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    imported = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-dated_at"], name="standing_newest"),
            models.Index(fields=["section", "dated_at", "publication"], name="standing_section"),
        ]
        constraints = [
            models.CheckConstraint(
                name="standing_withdrawn_with_reason", condition=Q(state="public") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Evidence(models.Model):
    """A publication answering a matter, from the moment it was public until it no longer was."""

    publication = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=60, db_index=True)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    nothing_to_report = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "key"], condition=Q(until__isnull=True), name="evidence_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.publication}"
