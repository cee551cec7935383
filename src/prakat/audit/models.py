"""The staff trail: who did what to what, in a chain where each row holds the hash of the one before.

It refers to no other table, so it outlives what it tells of; triggers (migration 0002) keep it as it is.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models


class Row(models.Model):
    """One act of a person or of the system. ``detail`` is canonical JSON; hashes are SHA-256 in hex.

    The database refuses to change or remove a row, and takes none but the next of the chain.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    detail = models.TextField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["subject", "seq"], name="audit_row_subject"),
            models.Index(fields=["actor", "seq"], name="audit_row_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.actor} {self.verb} {self.subject}"

    @property
    def data(self) -> dict[str, Any]:
        """``detail``, read."""
        data: dict[str, Any] = json.loads(self.detail)
        return data
