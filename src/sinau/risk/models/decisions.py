"""Decisions about a risk: it was reviewed, accepted above the appetite, closed or opened again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.risk.models.risks import Assessment, Risk


class Verdict(models.TextChoices):
    AGREED = "agreed", _("Setuju")
    RETURNED = "returned", _("Kembalikan")


class Review(models.Model):
    """That a risk officer looked at a risk as it stood, and agreed or sent it back with a note."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="reviews")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("hasil tinjauan"), max_length=10, choices=Verdict.choices)
    note = models.TextField(_("catatan"), blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField()

    class Meta:
        ordering = ["-reviewed_at", "-pk"]

    def __str__(self) -> str:
        return self.get_verdict_display()


class Acceptance(models.Model):
    """That a head carries a risk above the appetite, why, and until which day."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="acceptances")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("alasan"))
    valid_to = models.DateField(_("berlaku sampai"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["-accepted_at", "-pk"]

    def __str__(self) -> str:
        return self.reason

    def covers(self, score: int) -> bool:
        """Whether it still holds today for a risk of this magnitude."""
        return self.valid_to >= today() and score <= self.assessment.score


class Closure(models.Model):
    """That a risk need not be watched any more; opening it again fills the other half."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="closures")
    reason = models.TextField(_("alasan"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField()
    reopened_reason = models.TextField(_("alasan dibuka kembali"), blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-closed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk"],
                condition=models.Q(reopened_at=None),
                name="a_risk_is_closed_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.reason
