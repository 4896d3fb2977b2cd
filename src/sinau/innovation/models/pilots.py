"""Pilots, their results, launches and stops; and when the gate closed in between."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea


class Pilot(models.Model):
    """A trial that passed the gate: who started it, from when until when, and what the gate said."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="pilots")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()
    # What the gate found on that day, and by which version of the criteria.
    findings = models.JSONField()
    criteria = models.CharField(max_length=64)
    is_open = models.BooleanField(default=True, editable=False)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"],
                condition=models.Q(is_open=True),
                name="one_open_pilot_an_idea",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")),
                name="a_pilot_ends_after_it_starts",
            ),
        ]
        verbose_name = _("uji coba")
        verbose_name_plural = _("uji coba")

    def __str__(self) -> str:
        return str(self.idea)

    def get_absolute_url(self) -> str:
        return reverse("innovation:pilot", args=[self.pk])


class Outcome(models.TextChoices):
    MET = "met", _("Tercapai")
    PARTLY = "partly", _("Tercapai sebagian")
    MISSED = "missed", _("Tidak tercapai")


class Evaluation(models.Model):
    """The end of a pilot: what was measured against the target, and what was learnt."""

    pilot = models.OneToOneField(Pilot, on_delete=models.PROTECT, related_name="evaluation")
    outcome = models.CharField(_("hasil"), max_length=10, choices=Outcome.choices)
    measured = models.CharField(_("angka yang terukur"), max_length=200)
    lesson = models.TextField(_("pelajaran"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.measured


class Launch(models.Model):
    """That a use went live after its pilot, through the second gate."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="launches")
    pilot = models.OneToOneField(Pilot, on_delete=models.PROTECT, related_name="launch")
    launched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    launched_at = models.DateTimeField()
    findings = models.JSONField()
    criteria = models.CharField(max_length=64)

    class Meta:
        ordering = ["-launched_at", "-pk"]

    def __str__(self) -> str:
        return str(self.idea)


class Stop(models.Model):
    """That a use or a pilot was switched off, when and why."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="stops")
    stage = models.CharField(max_length=10)
    reason = models.TextField(_("alasan"))
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    stopped_at = models.DateTimeField()

    class Meta:
        ordering = ["-stopped_at", "-pk"]

    def __str__(self) -> str:
        return self.reason


class UseReview(models.Model):
    """That somebody looked whether the public entry and the use itself are still right."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="use_reviews")
    note = models.TextField(_("yang dilihat"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField()

    class Meta:
        ordering = ["-reviewed_at", "-pk"]

    def __str__(self) -> str:
        return self.note


class GateClosure(models.Model):
    """That the gate closed under something already running, why, and when it opened again."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="gate_closures")
    reasons = models.JSONField(default=list)
    closed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ["-closed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"],
                condition=models.Q(opened_at=None),
                name="a_gate_is_closed_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.idea)
