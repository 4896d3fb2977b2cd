"""What the health page reads: counters that are kept, and the last requests that were refused."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.records.models.clients import Client


class Span(models.TextChoices):
    MINUTE = "minute", _("menit")
    DAY = "day", _("hari")


class StatementCount(models.Model):
    """How many statements one authority sent in a minute or on a day (of the city's clock)."""

    authority = models.BigIntegerField()
    span = models.CharField(max_length=6, choices=Span.choices)
    begins = models.DateTimeField()
    statements = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["span", "begins", "authority"], name="one_count_per_authority_and_span"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.begins} {self.statements}"


class CountMark(models.Model):
    """Up to where statements have been counted; one row."""

    through = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.through)


class RefusalQuerySet(models.QuerySet["Refusal"]):
    def since(self, at: datetime) -> RefusalQuerySet:
        """Those that happened after this moment, newest first."""
        return self.filter(at__gt=at).order_by("-pk")


class Refusal(models.Model):
    """A request that was refused and why, for whoever connects a system; only the last are kept.

    Nothing of what was sent is kept. `times` counts the same refusal of the same caller within a
    minute or so.
    """

    at = models.DateTimeField()
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, related_name="refusals")
    method = models.CharField(max_length=10, blank=True)
    path = models.CharField(max_length=200, blank=True)
    status = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=500)
    field = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=100, blank=True)
    times = models.PositiveIntegerField(default=1)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("permintaan yang ditolak")
        verbose_name_plural = _("permintaan yang ditolak")

    def __str__(self) -> str:
        return f"{self.status} {self.field}"
