"""What the build remembers: which change makes which page out of date. A full build makes it anew."""

from __future__ import annotations

from django.db import models


class BuiltPage(models.Model):
    """A path that was built, by which source."""

    path = models.CharField(max_length=1024, primary_key=True)
    source = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    built_at = models.DateTimeField()

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path


class PageNeed(models.Model):
    """The page at ``path`` shows what change key ``key`` stands for."""

    path = models.CharField(max_length=1024)
    key = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "key"], name="website_need_once")]

    def __str__(self) -> str:
        return f"{self.path} needs {self.key}"


class ClockState(models.Model):
    """What pages that move with the clock showed when they were last built."""

    name = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
