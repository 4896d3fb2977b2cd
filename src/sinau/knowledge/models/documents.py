"""Files people hand in, and what came of each attempt to read one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import AudienceFields, Role

if TYPE_CHECKING:
    from sinau.people.models import Person


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, person: Person) -> DocumentQuerySet:
        """One's own, and those of agencies over which one keeps knowledge or audits."""
        kept = within("agency", person, Role.CURATOR, Role.OFFICER, Role.AUDITOR)
        return self.filter(Q(uploaded_by=person) | kept)

    def managed_by(self, person: Person) -> DocumentQuerySet:
        """Those this person may confirm, publish or put aside."""
        return self.filter(within("agency", person, Role.CURATOR, Role.OFFICER))

    def waiting(self) -> DocumentQuerySet:
        """Neither published nor put aside."""
        return self.filter(regulation=None, put_aside_at=None)


class Document(AudienceFields):
    """A file somebody handed in so that a regulation can be read from it; kept as it came."""

    file = models.FileField(_("berkas"), upload_to="knowledge/documents/%Y/%m/")
    name = models.CharField(_("nama berkas"), max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    # The newest attempt, so that lists need no subquery.
    reading = models.ForeignKey(
        "knowledge.Reading", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    put_aside_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    put_aside_at = models.DateTimeField(null=True)
    put_aside_why = models.CharField(max_length=300, blank=True)
    # What a person said of a regulation here that has nearly the same text.
    twin = models.ForeignKey(
        "knowledge.Regulation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    twin_choice = models.CharField(max_length=10, blank=True)
    twin_chosen_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    twin_chosen_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("knowledge:document", args=[self.pk])

    @property
    def subject(self) -> str:
        """Its stream in the journal."""
        return f"knowledge.document:{self.pk}"


class Outcome(models.TextChoices):
    WAITING = "waiting", _("Menunggu dibaca")
    BUSY = "busy", _("Sedang dibaca")
    READ = "read", _("Terbaca, menunggu diperiksa")
    NEEDS_OCR = "needs_ocr", _("Perlu OCR")
    SCANNING = "scanning", _("Dibaca dari gambar")
    FAILED = "failed", _("Tidak terbaca")


class Reading(models.Model):
    """One attempt to read a document: how far it came, what it found, what a person must check."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="readings")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    report = models.JSONField(default=dict)
    # The last sign of life: a reading that shows none for minutes has lost its worker.
    moved_at = models.DateTimeField(null=True)
    # What the text is like, to find others that say nearly the same (`likeness`).
    signature = models.JSONField(default=list)
    # The passages as read, until a person publishes them as a regulation.
    passages = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.document} · {self.get_outcome_display()}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of this attempt."""
        return self.outcome not in (Outcome.WAITING, Outcome.BUSY, Outcome.SCANNING)


class ScannedPage(models.Model):
    """One page of a document as read from its picture: kept at once, so that nothing is read twice."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="scans")
    number = models.PositiveIntegerField()
    # The lines as the reader gives them; empty where nothing was found.
    lines = models.JSONField(default=list)
    sure = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="one_scan_per_page")
        ]

    def __str__(self) -> str:
        return f"{self.reading_id} · {self.number}"


class TwinChoice(models.TextChoices):
    SAME = "same", _("Naskah yang sama")
    EDITION = "edition", _("Naskah baru peraturan yang sama")
    SEPARATE = "separate", _("Peraturan lain")
