"""Lists that come in as Excel: looked at, put in, taken back."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person


class SheetKind(models.TextChoices):
    REQUIREMENTS = "requirements", _("Tingkat yang dibutuhkan jabatan")
    PERFORMANCE = "performance", _("Kinerja tahunan")


class SheetRunQuerySet(models.QuerySet["SheetRun"]):
    def visible_to(self, person: Person) -> Self:
        """Who brought a list sees it; nobody else does."""
        return self.filter(uploaded_by=person)


class SheetRun(models.Model):
    """One workbook somebody brought: what its rows mean, whether it was put in, and taken back.

    `rows` keeps each row with its values and problem; `undo` what takes the change back.
    """

    kind = models.CharField(max_length=12, choices=SheetKind.choices)
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    undo = models.JSONField(default=dict)
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = SheetRunQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("planning:sheet", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.sheet:{self.pk}"
