"""Versions of the framework risks are assessed under."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.risk import scales
from sinau.risk.scales import Scale

RULES = Path(__file__).parents[1] / "rules"


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def in_force(self, day: date) -> FrameworkQuerySet:
        """Frameworks that apply on that day, the newest first."""
        return self.filter(
            Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day
        ).order_by("-effective_from", "-pk")


class Framework(models.Model):
    """One version of matrix, criteria, categories and appetite; never changed once assessed under.

    Another content is another row, told apart by its fingerprint.
    """

    key = models.SlugField(max_length=60)
    title = models.CharField(_("nama"), max_length=150)
    regulation = models.CharField(_("peraturan"), max_length=150)
    effective_from = models.DateField(_("berlaku mulai"))
    effective_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    verified = models.BooleanField(_("terverifikasi"), default=False)
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_from", "-pk"]
        verbose_name = _("kerangka risiko")
        verbose_name_plural = _("kerangka risiko")

    def __str__(self) -> str:
        return f"{self.title} ({self.regulation})"

    def get_absolute_url(self) -> str:
        return reverse("risk:framework", args=[self.pk])

    @cached_property
    def scale(self) -> Scale:
        """The content, understood."""
        return scales.read(self.content)

    @property
    def version(self) -> str:
        """A short name for the version: the first letters of the fingerprint."""
        return self.fingerprint[:8]
