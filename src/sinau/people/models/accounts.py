"""What signing in keeps: tries that did not succeed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now


class AttemptKind(models.TextChoices):
    """What was tried."""

    PASSWORD = "password", _("Kata sandi")
    CODE = "code", _("Kode")
    RECOVERY = "recovery", _("Tautan pemulihan")


class Attempt(models.Model):
    """That somebody tried a door under this number and from this address, and was not let in.

    Who gets in takes the row away again. A number that is no NIP is not kept: people type
    their password into the wrong field.
    """

    kind = models.CharField(max_length=10, choices=AttemptKind.choices)
    nip = models.CharField(max_length=18, blank=True, db_collation="C")
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["kind", "nip", "-at"], name="attempt_by_nip"),
            models.Index(fields=["kind", "address", "-at"], name="attempt_by_address"),
            models.Index(fields=["at"], name="attempt_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.nip} · {self.at}"


class SentForm(models.Model):
    """That somebody sent a form, under a hash of who, where and what; `location` is where it led.

    Kept for minutes: whoever presses the button twice is led to what the first press made.
    """

    key = models.CharField(max_length=64, unique=True)
    location = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="sent_form_by_age")]

    def __str__(self) -> str:
        return f"{self.key[:8]} · {self.at}"
