"""Needs of people and agencies, and the facts behind them (AKPK)."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, Person
from sinau.planning.models.assessing import READERS, known_to
from sinau.planning.models.competencies import Competency
from sinau.planning.models.plans import PlanItem


class SignalKind(models.TextChoices):
    """Where a fact behind a need comes from."""

    QUIZ = "quiz", _("Soal kuis yang belum dijawab benar")
    QUESTION = "question", _("Pertanyaan tanpa jawaban")
    DELAY = "delay", _("Layanan terlambat")
    AUDIT = "audit", _("Temuan pemeriksaan")
    SERVICE = "service", _("Sasaran kinerja belum tercapai")


class SignalQuerySet(models.QuerySet["Signal"]):
    def visible_to(self, person: Person) -> Self:
        """About oneself or those one supervises; about an agency to who reads its staff data."""
        theirs = Q(person=person) | Q(person__supervisor=person)
        return self.filter(theirs | within("agency", person, *READERS))


class Signal(models.Model):
    """A fact that points at something people do not master yet, heard or entered with its source.

    `person` is empty where it concerns an agency; who asked a question is nobody's business here.
    """

    kind = models.CharField(_("jenis"), max_length=10, choices=SignalKind.choices)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("perangkat daerah")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    competency = models.ForeignKey(
        Competency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signals",
        verbose_name=_("kompetensi"),
    )
    words = models.CharField(_("faktanya"), max_length=300)
    source = models.CharField(_("sumber"), max_length=200)
    happened_on = models.DateField(_("tanggal"))
    evidence = models.CharField(max_length=80, unique=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = SignalQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("fakta")
        verbose_name_plural = _("fakta")

    def __str__(self) -> str:
        return self.words


class NeedState(models.TextChoices):
    PROPOSED = "proposed", _("Menunggu atasan")
    CONFIRMED = "confirmed", _("Dibenarkan atasan")
    RETURNED = "returned", _("Dikembalikan")
    PLANNED = "planned", _("Masuk rencana")
    MET = "met", _("Terpenuhi")


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, person: Person) -> Self:
        """One's own, of those one supervises, and of people whose staff data one reads."""
        return self.filter(known_to(person) | within("agency", person, *READERS))

    def counted(self) -> Self:
        """Those a supervisor stands behind."""
        return self.filter(state__in=[NeedState.CONFIRMED, NeedState.PLANNED])


class Need(models.Model):
    """That a person has to learn something in a year, from a level to a level.

    `agency` is where the person worked on that day. `points` is the priority by the city's formula.
    """

    year = models.PositiveSmallIntegerField(_("tahun"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="needs"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="needs")
    from_level = models.PositiveSmallIntegerField()
    to_level = models.PositiveSmallIntegerField()
    words = models.CharField(_("alasan"), max_length=500, blank=True)
    points = models.PositiveSmallIntegerField(default=0)
    fact_count = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=NeedState.choices, default=NeedState.PROPOSED, editable=False
    )
    proposed_at = models.DateTimeField()
    item = models.ForeignKey(PlanItem, on_delete=models.SET_NULL, null=True, related_name="needs")

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-points", "competency", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "person", "competency"], name="a_need_is_named_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(to_level__gt=models.F("from_level")), name="a_need_leads_upwards"
            ),
        ]
        indexes = [models.Index(fields=["year", "agency", "competency"], name="need_by_agency")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.competency_id} · {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("planning:need", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.need:{self.pk}"

    @property
    def tone(self) -> str:
        """The tone of its state."""
        tones = {"confirmed": "good", "planned": "good", "met": "earned", "returned": "bad"}
        return tones.get(self.state, "wait")


class NeedStep(models.Model):
    """That a need came to a state, by whom, when and with which words."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=NeedState.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.need_id} · {self.state}"


class AnalysisState(models.TextChoices):
    SUBMITTED = "submitted", _("Diajukan ke koordinator")
    ACCEPTED = "accepted", _("Diterima koordinator")
    RETURNED = "returned", _("Dikembalikan ke perangkat daerah")


class AgencyAnalysisQuerySet(models.QuerySet["AgencyAnalysis"]):
    def visible_to(self, person: Person) -> Self:
        """Those of agencies whose staff data one reads."""
        return self.filter(within("agency", person, *READERS))


class AgencyAnalysis(models.Model):
    """The needs analysis (AKPK) of one agency for one year, on its way to the coordinator."""

    year = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AnalysisState.choices, editable=False)
    people = models.PositiveIntegerField(default=0)
    needs = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    objects = AgencyAnalysisQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "agency__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "agency"], name="one_analysis_per_agency_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.year}"

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.analysis:{self.pk}"


class AnalysisStep(models.Model):
    """That the analysis of an agency came to a state, by whom, when and with which words."""

    analysis = models.ForeignKey(AgencyAnalysis, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=AnalysisState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.analysis_id} · {self.state}"
