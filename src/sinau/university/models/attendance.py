"""Who was in the room, and how we know."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.university.models.classes import Registration, Session


class AttendanceMethod(models.TextChoices):
    SCAN = "scan", _("Pindai kode")
    DIGITS = "digits", _("Enam angka")
    MANUAL = "manual", _("Dicatat petugas")


class Attendance(models.Model):
    """That a participant was in a session: when, how, and how many minutes late.

    `device` is a random mark kept in the browser, so that one phone for several people shows.
    A manual mark names the officer and a reason. `sent_at` is set where the scan waited in the
    phone for a signal and arrived later than it was made.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="attendances"
    )
    at = models.DateTimeField()
    method = models.CharField(max_length=6, choices=AttendanceMethod.choices)
    minutes_late = models.PositiveSmallIntegerField(default=0)
    device = models.CharField(max_length=16, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "registration"], name="one_attendance_per_session"
            ),
            models.CheckConstraint(
                condition=~models.Q(method=AttendanceMethod.MANUAL)
                | (models.Q(marked_by__isnull=False) & ~models.Q(reason="")),
                name="a_manual_mark_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} · {self.session_id}"


class DigitTry(models.Model):
    """That somebody typed six digits that were wrong; too many in a short time are refused."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="digit_try")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.at:%H:%M:%S}"
