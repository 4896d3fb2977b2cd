"""Figures of service an agency keeps month by month."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, Person, Role


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", _("Makin tinggi makin baik")
    DOWN = "down", _("Makin rendah makin baik")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, person: Person) -> Self:
        """Those of agencies this person officers, heads or audits."""
        return self.filter(within("agency", person, Role.OFFICER, Role.HEAD, Role.AUDITOR))

    def kept_by(self, person: Person) -> Self:
        """Those this officer may write."""
        return self.filter(within("agency", person, Role.OFFICER))


class Indicator(models.Model):
    """One figure by which an agency measures a service, for example days until a permit is given."""

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("perangkat daerah")
    )
    name = models.CharField(_("nama indikator"), max_length=150)
    unit = models.CharField(_("satuan"), max_length=40, blank=True)
    better = models.CharField(
        _("arah"), max_length=4, choices=Direction.choices, default=Direction.UP
    )
    source = models.CharField(_("sumber angka"), max_length=200)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    value_count = models.PositiveIntegerField(default=0)
    last_month = models.DateField(null=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="one_indicator_of_a_name")
        ]
        verbose_name = _("indikator layanan")
        verbose_name_plural = _("indikator layanan")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evaluation:indicator", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"evaluation.indicator:{self.pk}"


class IndicatorValue(models.Model):
    """What the figure was in a month; `month` is the first day of it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    month = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=3)

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "month"], name="one_value_per_month")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}: {self.value}"
