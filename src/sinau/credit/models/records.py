"""What the index asks and no other app keeps: performance predicates and discipline, with a source."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.credit.models.ledger import READERS
from sinau.people.access import within
from sinau.people.models import Person, Role


class RecordKind(models.TextChoices):
    PERFORMANCE = "performance", _("Predikat kinerja")
    DISCIPLINE = "discipline", _("Hukuman disiplin")


class Predicate(models.TextChoices):
    """Performance predicates (PermenPANRB 6/2022)."""

    VERY_GOOD = "very_good", _("Sangat baik")
    GOOD = "good", _("Baik")
    NEEDS_IMPROVEMENT = "needs_improvement", _("Butuh perbaikan")
    POOR = "poor", _("Kurang")
    VERY_POOR = "very_poor", _("Sangat kurang")


class Discipline(models.TextChoices):
    NONE = "none", _("Tidak pernah dijatuhi hukuman")
    LIGHT = "light", _("Hukuman ringan")
    MEDIUM = "medium", _("Hukuman sedang")
    SEVERE = "severe", _("Hukuman berat")


class RecordRun(models.Model):
    """A workbook of predicates and discipline: its lines judged, then applied, perhaps taken back."""

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    # Each line: number, nip, name, person, values, source, problems; only ever shown by this run.
    lines: models.JSONField[Any, Any] = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    committed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("credit:record_run", args=[self.pk])

    @property
    def subject(self) -> str:
        """Its stream in the journal."""
        return f"credit.records:{self.pk}"

    @property
    def good(self) -> int:
        """Lines that can be applied."""
        return sum(not line["problems"] for line in self.lines)

    @property
    def bad(self) -> int:
        """Lines that must be put right in the file."""
        return len(self.lines) - self.good


class StaffRecordQuerySet(models.QuerySet["StaffRecord"]):
    def visible_to(self, person: Person) -> StaffRecordQuerySet:
        """One's own, and those of the people one answers for."""
        return self.filter(Q(person=person) | within("person__agency", person, *READERS))

    def kept_by(self, officer: Person) -> StaffRecordQuerySet:
        """Those an officer keeps: of the people of their agencies, never their own."""
        return self.filter(within("person__agency", officer, Role.OFFICER)).exclude(person=officer)

    def in_force(self) -> StaffRecordQuerySet:
        """Not of an import that was taken back; of each kind and year the newest counts."""
        return self.filter(run__undone_at=None).order_by("person_id", "kind", "year", "pk")


class StaffRecord(models.Model):
    """That an officer wrote down a predicate or a punishment, for which year and on what basis.

    Rows are only added: a later one of the same kind and year takes the place of a former one.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="index_records"
    )
    kind = models.CharField(max_length=12, choices=RecordKind.choices)
    year = models.PositiveSmallIntegerField(_("tahun"))
    value = models.CharField(max_length=20)
    source = models.CharField(_("dasar"), max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    run = models.ForeignKey(RecordRun, on_delete=models.PROTECT, null=True, related_name="records")

    objects = StaffRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        indexes = [models.Index(fields=["person", "kind", "year"], name="records_of_a_person")]
        verbose_name = _("data indeks profesionalitas")
        verbose_name_plural = _("data indeks profesionalitas")

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.year}"

    @property
    def value_label(self) -> str:
        """The value in words."""
        return label_of(self.kind, self.value)


def label_of(kind: str, value: str) -> str:
    """A value of a record in words."""
    labels: dict[str, Any] = dict(
        Predicate.choices if kind == RecordKind.PERFORMANCE else Discipline.choices
    )
    return str(labels.get(value, value))
