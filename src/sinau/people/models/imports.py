"""An import of the national workbook: the run, and what it means for each row."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.people.models.agencies import Agency
from sinau.people.models.grants import Role
from sinau.people.models.persons import Person


class RunState(models.TextChoices):
    """Read from who did what to the run; never stored."""

    WAITING = "waiting", _("Menunggu diterapkan")
    COMMITTED = "committed", _("Diterapkan")
    UNDONE = "undone", _("Dibatalkan")
    REMOVED = "removed", _("Dibuang")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, person: Person) -> ImportRunQuerySet:
        """Runs uploaded from an agency the officer keeps, and one's own."""
        from sinau.people.access import within

        if not person.has_role(Role.OFFICER):
            return self.none()
        return self.filter(
            models.Q(uploaded_by=person) | within("uploaded_by__agency", person, Role.OFFICER)
        )


class ImportRun(models.Model):
    """One workbook of employees on its way into the city's records, and back if need be."""

    file_name = models.CharField(max_length=200)
    file_bytes = models.PositiveIntegerField()
    # SHA-256 of the file: the same file sent twice is one run.
    digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=100, blank=True)
    header_row = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    # Units of the file the officer has named: {"UNOR text": agency id}.
    units = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    complete_for = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)
    committed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    committed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("impor pegawai")
        verbose_name_plural = _("impor pegawai")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("people:import", args=[self.pk])

    @property
    def state(self) -> RunState:
        """Where the run stands."""
        if self.undone_at:
            return RunState.UNDONE
        if self.committed_at:
            return RunState.COMMITTED
        return RunState.REMOVED if self.removed_at else RunState.WAITING

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be put right and committed."""
        return self.state == RunState.WAITING

    @property
    def is_committed(self) -> bool:
        """Whether its rows are in the records now."""
        return self.state == RunState.COMMITTED


class RowKind(models.TextChoices):
    PROBLEM = "problem", _("Bermasalah")
    NEW = "new", _("Baru")
    MOVED = "moved", _("Pindah")
    CHANGED = "changed", _("Berubah")
    LEFT = "left", _("Tidak ada di berkas")
    SAME = "same", _("Tetap")


class ImportRow(models.Model):
    """What one line of the workbook (or the lack of one) means for one employee."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    # The line in the file; none for somebody the file does not mention.
    number = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=8, choices=RowKind.choices)
    nip = models.CharField(max_length=18, blank=True, db_collation="C")
    name = models.CharField(max_length=200, blank=True)
    cells: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # field -> [old, new] as plain values; personal data stand apart and are shown by name only.
    changes: models.JSONField[Any, Any] = models.JSONField(default=dict)
    personal: models.JSONField[Any, Any] = models.JSONField(default=dict)
    problems: models.JSONField[Any, Any] = models.JSONField(default=list)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["run", "kind", "number"], name="import_row_by_kind")]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_import_row_per_line")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} #{self.number} {self.name}"
