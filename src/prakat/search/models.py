"""The search index: copies of what is public, made from the record and thrown away at will.

Beside these tables each database has its own trigram index of ``folded_title`` and ``folded`` (second
migration).
"""

from __future__ import annotations

from django.db import models


class SearchDocument(models.Model):
    """One public publication as a list of results shows it."""

    publication = models.UUIDField(unique=True)
    path = models.CharField(max_length=300)
    slug = models.CharField(max_length=255)
    title = models.CharField(max_length=500)
    folded_title = models.CharField(max_length=600)
    kind = models.CharField(max_length=20)
    unit = models.CharField(max_length=60)
    section = models.CharField(max_length=40)
    published = models.DateTimeField()
    signed = models.DateField(null=True)

    def __str__(self) -> str:
        return self.path


class SearchPassage(models.Model):
    """A stretch of a publication's text or of one of its files.

    ``text`` is segments, one a line, as a snippet quotes them; ``folded`` is the folded title on its
    first line, then the same segments folded, line for line. ``source`` is the SHA-256 of the file, or
    empty for the page.
    """

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    source = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    folded = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="search_passage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.position}"


class FileText(models.Model):
    """The text of an attached file, read once for each content."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    text = models.TextField()
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.sha256[:12]
