"""The record's rows. No table here refers to another; entries are closed by triggers (migration 0002)."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One public act. ``body`` is the leaf of the Merkle tree; the other columns repeat what it says.

    The database refuses to change or remove an entry, and takes none but the next ``seq``.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["seq"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["subject", "seq"], name="record_entry_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject}"

    @property
    def data(self) -> dict[str, Any]:
        """What the act said about itself."""
        data: dict[str, Any] = json.loads(self.body)["data"]
        return data


class Cursor(models.Model):
    """How far one consumer has come, who is at work for it until when, and why it stands still if it does."""

    consumer = models.CharField(max_length=64, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    lease_holder = models.CharField(max_length=200, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["consumer"]
        constraints = [
            models.CheckConstraint(
                name="record_cursor_lease",
                condition=Q(lease_holder="", lease_until=None) | (~Q(lease_holder="") & ~Q(lease_until=None)),
            ),
            models.CheckConstraint(
                name="record_cursor_failure",
                condition=Q(attempts=0, retry_at=None, error="")
                | (Q(attempts__gt=0) & ~Q(retry_at=None) & ~Q(error="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consumer} at {self.position}"


class Schedule(models.Model):
    """When a repeated job last began, and how that run failed if it did."""

    name = models.CharField(max_length=64, primary_key=True)
    last_run = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
