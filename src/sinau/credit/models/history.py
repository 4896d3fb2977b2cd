"""Training histories brought in from SIASN: the run of a workbook and what each of its rows means."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.credit.models.ledger import Entry
from sinau.people.access import within
from sinau.people.models import Person, Role


class HistoryState(models.TextChoices):
    """Read from who did what to the run; never stored."""

    WAITING = "waiting", _("Menunggu diterapkan")
    COMMITTED = "committed", _("Diterapkan")
    UNDONE = "undone", _("Dibatalkan")
    REMOVED = "removed", _("Dibuang")


class HistoryRunQuerySet(models.QuerySet["HistoryRun"]):
    def visible_to(self, person: Person) -> HistoryRunQuerySet:
        """Runs uploaded from an agency the officer keeps, and one's own."""
        if not person.has_role(Role.OFFICER):
            return self.none()
        return self.filter(
            models.Q(uploaded_by=person) | within("uploaded_by__agency", person, Role.OFFICER)
        )


class HistoryRun(models.Model):
    """One workbook of training histories on its way into the ledger, and back if need be."""

    file_name = models.CharField(max_length=200)
    # SHA-256 of the file: the same file sent twice is one run.
    digest = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    skipped = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
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
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    objects = HistoryRunQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("impor riwayat SIASN")
        verbose_name_plural = _("impor riwayat SIASN")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("credit:history", args=[self.pk])

    @property
    def subject(self) -> str:
        """Its stream in the journal."""
        return f"credit.history:{self.pk}"

    @property
    def state(self) -> HistoryState:
        """Where the run stands."""
        if self.undone_at:
            return HistoryState.UNDONE
        if self.committed_at:
            return HistoryState.COMMITTED
        return HistoryState.REMOVED if self.removed_at else HistoryState.WAITING

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be put right and applied."""
        return self.state == HistoryState.WAITING

    @property
    def is_committed(self) -> bool:
        """Whether its rows stand in the ledger now."""
        return self.state == HistoryState.COMMITTED


class HistoryKind(models.TextChoices):
    PROBLEM = "problem", _("Bermasalah")
    NEW = "new", _("Baris baru")
    KNOWN = "known", _("Sudah tercatat")


class HistoryRow(models.Model):
    """What one line of the workbook means: a new entry, one the ledger has, or something to mend."""

    run = models.ForeignKey(HistoryRun, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=HistoryKind.choices)
    nip = models.CharField(max_length=18, blank=True, db_collation="C")
    name = models.CharField(max_length=200, blank=True)
    # The cells as they were written, and what is wrong with them: [[column key, code, params], …].
    cells: models.JSONField[Any, Any] = models.JSONField(default=dict)
    problems: models.JSONField[Any, Any] = models.JSONField(default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    form = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=100, blank=True)
    organiser = models.CharField(max_length=200, blank=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    jp = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    # The entry it became, and of a known one the entry that already counts it.
    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, null=True, related_name="history_row"
    )
    known_as = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["line", "pk"]
        indexes = [models.Index(fields=["run", "kind", "line"], name="history_row_by_kind")]
        constraints = [
            models.UniqueConstraint(fields=["run", "line"], name="one_history_row_per_line")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} #{self.line} {self.title}"

    @property
    def evidence(self) -> str:
        """The evidence under which its entry stands in the ledger."""
        return f"credit.history:{self.run_id}-{self.line}"
