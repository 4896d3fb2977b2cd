"""The context of a risk owning unit, its own criteria, its monitoring, and who signed its forms."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.risk.models.registers import Register
from sinau.risk.models.risks import Assessment, Nature, Risk


class Context(models.Model):
    """What a risk owning unit does and for which period it looks at risks (form 2.0)."""

    register = models.OneToOneField(Register, on_delete=models.CASCADE, related_name="context")
    duties = models.TextField(_("tugas"), blank=True)
    functions = models.TextField(_("fungsi"), blank=True)
    scope = models.TextField(_("ruang lingkup"), blank=True)
    period_from = models.DateField(_("periode mulai"))
    period_to = models.DateField(_("periode sampai"))
    structure = models.TextField(_("struktur pelaksana"), blank=True)
    categories = ArrayField(
        models.CharField(max_length=100), verbose_name=_("kategori yang dipakai"), default=list
    )
    areas = ArrayField(
        models.CharField(max_length=100), verbose_name=_("area dampak yang dipakai"), default=list
    )
    service_kinds = ArrayField(
        models.CharField(max_length=20), verbose_name=_("jenis layanan AI"), default=list
    )
    review_months = models.PositiveSmallIntegerField(_("ditinjau setiap"), default=6)
    review_due = models.DateField(_("tinjauan berikutnya"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("konteks")
        verbose_name_plural = _("konteks")

    def __str__(self) -> str:
        return str(self.register)


class LineKind(models.TextChoices):
    """Which list of the context a line stands in."""

    OBJECTIVE = "objective", _("Sasaran SPBE")
    STAKEHOLDER = "stakeholder", _("Pemangku kepentingan")
    MANDATE = "mandate", _("Peraturan")


class ContextLine(models.Model):
    """One line of the context: an objective with indicator and target, somebody concerned and how,
    or a regulation and what it asks."""

    context = models.ForeignKey(Context, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=12, choices=LineKind.choices)
    text = models.CharField(max_length=300)
    detail = models.CharField(max_length=300, blank=True)
    target = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class LikelihoodCriterion(models.Model):
    """What the steps of likelihood mean to this unit, for one category or ("") for all."""

    context = models.ForeignKey(Context, on_delete=models.CASCADE, related_name="likelihoods")
    category = models.CharField(max_length=100, blank=True)
    steps = ArrayField(models.CharField(max_length=200))

    class Meta:
        ordering = ["category"]
        constraints = [
            models.UniqueConstraint(
                fields=["context", "category"], name="one_likelihood_criterion_a_category"
            )
        ]

    def __str__(self) -> str:
        return self.category


class ImpactCriterion(models.Model):
    """What the steps of impact mean to this unit, for one area and one kind of risk."""

    context = models.ForeignKey(Context, on_delete=models.CASCADE, related_name="impacts")
    area = models.CharField(max_length=100)
    nature = models.CharField(max_length=8, choices=Nature.choices, default=Nature.NEGATIVE)
    steps = ArrayField(models.CharField(max_length=200))

    class Meta:
        ordering = ["area", "nature"]
        constraints = [
            models.UniqueConstraint(
                fields=["context", "area", "nature"], name="one_impact_criterion_an_area_and_kind"
            )
        ]

    def __str__(self) -> str:
        return self.area


class Monitoring(models.Model):
    """What was seen of a risk in a quarter (form 5.0); a correction is a further row."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="monitorings")
    year = models.PositiveSmallIntegerField(_("tahun"))
    quarter = models.PositiveSmallIntegerField(_("triwulan"))
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    description = models.TextField(_("keadaan sekarang"))
    recommendation = models.TextField(_("rekomendasi"), blank=True)
    next_plan = models.TextField(_("rencana selanjutnya"), blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "-quarter", "-pk"]
        indexes = [models.Index(fields=["year", "quarter"], name="risk_monitoring_quarter")]
        verbose_name = _("pemantauan")
        verbose_name_plural = _("pemantauan")

    def __str__(self) -> str:
        return f"{self.risk} · {self.year}/{self.quarter}"


class CycleReview(models.Model):
    """That a register was looked over as a whole on its day, and what is to change."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="cycle_reviews")
    due = models.DateField()
    note = models.TextField(_("hasil tinjauan"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField()

    class Meta:
        ordering = ["-reviewed_at"]

    def __str__(self) -> str:
        return f"{self.register} · {self.due}"


class FormSignature(models.Model):
    """That the risk owner agreed to a form as it stood, or sent it back; bound to its content."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="signatures")
    form = models.CharField(max_length=3)
    # A quarter, for the report of one: "2026-4".
    period = models.CharField(max_length=8, blank=True)
    fingerprint = models.CharField(max_length=64)
    agreed = models.BooleanField()
    note = models.TextField(_("catatan"), blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.form} · {self.register}"


class Reminder(models.Model):
    """That somebody was reminded of one thing, so that nobody is reminded of it twice."""

    key = models.CharField(max_length=100, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
