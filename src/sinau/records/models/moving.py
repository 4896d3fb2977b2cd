"""How far an import of statements from a file has come."""

from __future__ import annotations

from django.db import models


class ImportRun(models.Model):
    """A file of statements that is or was read in; `lines` of it are dealt with for good."""

    # SHA-256 over name-independent beginnings of the file and its size: the same file goes on.
    fingerprint = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    lines = models.PositiveBigIntegerField(default=0)
    offset = models.PositiveBigIntegerField(default=0)
    kept = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class RefusedLine(models.Model):
    """A line of the file that is no statement we may keep, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refusals")
    line = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=400)

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"
