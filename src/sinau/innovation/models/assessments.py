"""The impact assessment of a plan, signatures under it, and exceptions from the gate."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea
from sinau.innovation.models.plans import Plan


class ImpactAssessment(models.Model):
    """The answers to the questions about a plan's impact, as far as they are given; one for a plan."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="assessment")
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("penilaian dampak")
        verbose_name_plural = _("penilaian dampak")

    def __str__(self) -> str:
        return str(self.plan)


class ImpactScore(models.Model):
    """That an assessment was finished: the answers, the arithmetic and the plan as they were then."""

    assessment = models.ForeignKey(
        ImpactAssessment, on_delete=models.CASCADE, related_name="scores"
    )
    answers = models.JSONField()
    raw = models.PositiveSmallIntegerField()
    raw_most = models.PositiveSmallIntegerField()
    mitigation = models.PositiveSmallIntegerField()
    mitigation_most = models.PositiveSmallIntegerField()
    current = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    # Of the plan it was made for, and of the questions and levels it was made by.
    plan_seal = models.CharField(max_length=64)
    rules = models.CharField(max_length=64)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField()

    class Meta:
        ordering = ["-finished_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.assessment} · {self.level}"

    @property
    def has_discount(self) -> bool:
        """Whether the measures took something off."""
        return self.current != self.raw


class SignatureQuerySet(models.QuerySet["Signature"]):
    def standing(self) -> SignatureQuerySet:
        """Those nobody withdrew."""
        return self.filter(withdrawn_at=None)


class Signature(models.Model):
    """That somebody put their name under plan, assessment and risks as these were written then.

    `seal` is the hash of all that was signed: another content needs another signature. `home` is the
    agency of whoever signed, on that day.
    """

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="signatures")
    gate = models.CharField(max_length=10)
    seat = models.CharField(max_length=20)
    seal = models.CharField(max_length=64)
    note = models.TextField(_("catatan"), blank=True)
    home = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = models.TextField(_("alasan penarikan"), blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "gate", "seat", "seal"],
                condition=Q(withdrawn_at=None),
                name="a_seat_is_signed_once",
            ),
            models.UniqueConstraint(
                fields=["idea", "gate", "signed_by", "seal"],
                condition=Q(withdrawn_at=None),
                name="a_person_signs_one_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signed_by} · {self.seat}"


class ExceptionQuerySet(models.QuerySet["GateException"]):
    def running(self, day: date) -> ExceptionQuerySet:
        """Those that have not ended and were not withdrawn."""
        return self.filter(withdrawn_at=None, ends_on__gte=day)


class GateException(models.Model):
    """That one criterion is to be passed over until a day, with the reason; two agencies must agree."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="gate_exceptions")
    criterion = models.CharField(max_length=40)
    reason = models.TextField(_("alasan"))
    ends_on = models.DateField(_("berlaku sampai"))
    seal = models.CharField(max_length=64)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = ExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "criterion", "seal", "ends_on"],
                condition=Q(withdrawn_at=None),
                name="one_exception_for_a_content",
            )
        ]

    def __str__(self) -> str:
        return self.criterion


class ExceptionAgreement(models.Model):
    """That somebody agrees to an exception, with what speaks against it; an agency agrees once."""

    exception = models.ForeignKey(
        GateException, on_delete=models.CASCADE, related_name="agreements"
    )
    home = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    dissent = models.TextField(_("keberatan"), blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField()

    class Meta:
        ordering = ["agreed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["exception", "home"], name="an_agency_agrees_once"),
            models.UniqueConstraint(fields=["exception", "agreed_by"], name="a_person_agrees_once"),
        ]

    def __str__(self) -> str:
        return f"{self.exception} · {self.home}"


class Passage(models.Model):
    """That a use passed a later gate, to be monitored or to be retired, and what the gate found."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="passages")
    gate = models.CharField(max_length=10)
    note = models.TextField(_("keterangan"))
    findings = models.JSONField()
    criteria = models.CharField(max_length=64)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    passed_at = models.DateTimeField()

    class Meta:
        ordering = ["-passed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.idea} · {self.gate}"
