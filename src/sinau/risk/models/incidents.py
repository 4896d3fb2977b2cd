"""Incidents and near misses, and the notices the law asks for."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.risk.models.registers import Register
from sinau.risk.models.risks import Risk


class Found(models.TextChoices):
    """Who noticed."""

    CITIZEN = "citizen", _("Warga")
    STAFF = "staff", _("Pegawai")
    MONITOR = "monitor", _("Pemantauan")
    AUDIT = "audit", _("Pemeriksaan")


class Harm(models.TextChoices):
    """What kind of harm came of it."""

    NONE = "none", _("Tidak ada")
    SERVICE = "service", _("Layanan terganggu")
    WRONG = "wrong", _("Keterangan atau keputusan salah")
    PRIVACY = "privacy", _("Data pribadi terbuka")
    MONEY = "money", _("Kerugian uang")
    RIGHTS = "rights", _("Hak seseorang terlanggar")
    SAFETY = "safety", _("Keselamatan orang")


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, person: Person) -> IncidentQuerySet:
        """One's own reports, those of registers one sees, and those in reach of a role.

        Risk officers coordinate and auditors read, over the agency an incident belongs to.
        """
        return self.filter(
            Q(reported_by=person)
            | Q(register__in=Register.objects.visible_to(person))
            | within("agency", person, Role.RISK_OFFICER, Role.AUDITOR)
        )

    def handled_by(self, person: Person) -> IncidentQuerySet:
        """Those a person works on: the people of the register, and risk officers in their scope."""
        return self.filter(
            Q(register__in=Register.objects.writable_by(person))
            | within("agency", person, Role.RISK_OFFICER)
        )

    def untriaged(self) -> IncidentQuerySet:
        """Reports nobody has looked at."""
        return self.filter(triaged_at=None, closed_at=None)

    def open_now(self) -> IncidentQuerySet:
        """Those that are not closed."""
        return self.filter(closed_at=None)


class Incident(models.Model):
    """Something that went wrong with a service, or nearly did, told by somebody without blame.

    `risk` is the one that came true; `is_unnamed` says that nobody had named it before.
    """

    code = models.CharField(_("nomor"), max_length=20, unique=True)
    what = models.TextField(_("apa yang terjadi"))
    happened_at = models.DateTimeField(_("kapan"))
    service = models.CharField(_("layanan"), max_length=150)
    version = models.CharField(_("versi layanan"), max_length=60, blank=True)
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, null=True, related_name="incidents"
    )
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, null=True, related_name="incidents")
    is_unnamed = models.BooleanField(default=False)
    near_miss = models.BooleanField(_("hampir terjadi"), default=False)
    personal_data = models.BooleanField(_("menyangkut data pribadi"), default=False)
    found = models.CharField(
        _("ditemukan oleh"), max_length=10, choices=Found.choices, default=Found.STAFF
    )
    harm = models.CharField(_("akibat"), max_length=10, choices=Harm.choices, blank=True)
    people_harmed = models.PositiveIntegerField(_("orang yang terkena"), null=True)
    hours_lost = models.DecimalField(
        _("jam layanan hilang"), max_digits=8, decimal_places=1, null=True
    )
    loss = models.PositiveBigIntegerField(_("kerugian rupiah"), null=True)
    subdomain = models.CharField(_("subranah"), max_length=5, blank=True)
    entity = models.CharField(max_length=12, blank=True)
    intent = models.CharField(max_length=15, blank=True)
    timing = models.CharField(max_length=8, blank=True)
    cause = models.TextField(_("penyebab"), blank=True)
    failed_controls = ArrayField(
        models.CharField(max_length=300),
        verbose_name=_("pengendalian yang tidak bekerja"),
        default=list,
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    hides_name = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    triaged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    triaged_at = models.DateTimeField(null=True)
    lesson = models.TextField(_("pelajaran"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = _("insiden")
        verbose_name_plural = _("insiden")

    def __str__(self) -> str:
        return f"{self.code} {self.service}"

    def get_absolute_url(self) -> str:
        return reverse("risk:incident", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Whether it was, or is, answered after the time for that."""
        return (self.triaged_at or now()) > self.answer_by


class Receiver(models.TextChoices):
    """Whom the law wants told."""

    SUBJECT = "subject", _("Orang yang datanya terkena")
    AUTHORITY = "authority", _("Lembaga pelindungan data pribadi")
    PUBLIC = "public", _("Masyarakat")


class BreachNotice(models.Model):
    """A written notice of a failure to protect personal data: to whom, due when, sent when.

    One that proves not to be needed is lifted with a reason.
    """

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="notices")
    receiver = models.CharField(_("kepada"), max_length=10, choices=Receiver.choices)
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    what_data = models.TextField(_("data apa"), blank=True)
    how = models.TextField(_("kapan dan bagaimana"), blank=True)
    handling = models.TextField(_("penanganan dan pemulihan"), blank=True)
    channel = models.CharField(_("dikirim lewat"), max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_reason = models.TextField(blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "receiver"], name="one_notice_a_receiver_and_incident"
            )
        ]
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")

    def __str__(self) -> str:
        return f"{self.incident.code} · {self.get_receiver_display()}"

    @property
    def is_waiting(self) -> bool:
        """Neither sent nor lifted."""
        return self.sent_at is None and self.lifted_at is None

    @property
    def is_late(self) -> bool:
        """Sent too late, or not sent though the time is over."""
        return self.lifted_at is None and (self.sent_at or now()) > self.due_at

    def hours_left(self, moment: datetime) -> int:
        """Whole hours until it is due; below nought after it."""
        return int((self.due_at - moment).total_seconds() // 3600)
