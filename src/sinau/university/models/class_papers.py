"""What is kept beside a class: material, minutes, signed lists, reopenings, lists of added people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Agency
from sinau.university.models.classes import Session, TrainingClass


class MaterialMoment(models.TextChoices):
    BEFORE = "before", _("Sebelum kelas")
    AFTER = "after", _("Sesudah kelas")


class ClassMaterial(models.Model):
    """A file or a link for the participants of a class, to read before or after it."""

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.CASCADE, related_name="papers"
    )
    title = models.CharField(_("judul"), max_length=150)
    moment = models.CharField(_("kapan dibaca"), max_length=6, choices=MaterialMoment.choices)
    file = models.FileField(_("berkas"), upload_to="class-materials/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    link = models.URLField(_("tautan"), max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["moment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(file="") ^ ~Q(link=""), name="material_is_a_file_or_a_link"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """What was said and decided in a session, as the officer wrote it down."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("jalannya sesi"))
    decisions = models.TextField(_("keputusan dan tindak lanjut"), blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.session} · {self.written_at:%Y-%m-%d}"


class AgencyQuota(models.Model):
    """Seats kept for one agency until a day; then those nobody took are free for all."""

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.CASCADE, related_name="reserved"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(_("kursi"))
    release_on = models.DateField(_("dilepas pada"))
    released_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "agency"], name="one_reservation_per_agency"
            ),
            models.CheckConstraint(condition=Q(seats__gt=0), name="a_reservation_keeps_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.seats}"


class AttendanceSheet(models.Model):
    """The signed list of a session, photographed or scanned: the evidence of what was ticked."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sheets")
    file = models.FileField(_("pindaian daftar"), upload_to="attendance-sheets/%Y/%m/")
    file_name = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return self.file_name


class ClassReopening(models.Model):
    """That a closed class was opened again for a correction: by whom, why, and what stood before."""

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, related_name="reopenings"
    )
    reopened_at = models.DateTimeField()
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    closed_at = models.DateTimeField()
    completed = models.PositiveIntegerField()
    incomplete = models.PositiveIntegerField()

    class Meta:
        ordering = ["-reopened_at"]

    def __str__(self) -> str:
        return f"{self.training_class} · {self.reopened_at:%Y-%m-%d}"
