"""Certificates: what was promised, in words frozen on the day, and whether it still holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.university.models.learning import Completion


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of(self, person: Person) -> Self:
        """One's own."""
        return self.filter(person=person)

    def visible_to(self, person: Person) -> Self:
        """One's own, and those issued by agencies in this officer's charge."""
        return self.filter(Q(person=person) | within("issuer", person, Role.OFFICER))

    def kept_by(self, person: Person) -> Self:
        """Those this officer may revoke: issued by agencies in their charge."""
        return self.filter(within("issuer", person, Role.OFFICER))


class Certificate(models.Model):
    """The paper for one completion. Anybody who has its code may check it.

    Name and activity are as on the day of issue. `jp` and `ledger_hash` come from the JP ledger,
    a moment later; `reversed_at` says that the ledger has undone the entry since.
    """

    completion = models.OneToOneField(
        Completion, on_delete=models.PROTECT, related_name="certificate"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    issuer = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Its bit in the lists of what was revoked: which list, and where in it, are drawn by lot.
    status_at = models.BigIntegerField(unique=True, editable=False)
    code = models.CharField(max_length=14, unique=True, db_collation="C")
    number = models.CharField(max_length=60)
    name = models.CharField(max_length=250)
    workplace = models.CharField(max_length=200, blank=True)
    activity = models.CharField(max_length=200)
    organiser = models.CharField(max_length=200)
    signer = models.CharField(max_length=250)
    signer_role = models.CharField(max_length=150, blank=True)
    ended_on = models.DateField()
    issued_on = models.DateField()
    stated_jp = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    minutes = models.PositiveIntegerField()
    jp = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    ledger_entry = models.BigIntegerField(null=True)
    ledger_hash = models.CharField(max_length=64, blank=True)
    reversed_at = models.DateTimeField(null=True)
    reversal_reason = models.CharField(max_length=300, blank=True)
    # The words of the agency's template on the day of issue; empty means Sinau's own.
    words = models.JSONField(default=dict)
    file = models.FileField(upload_to="certificates/", blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("university:certificate", args=[self.code])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.certificate:{self.pk}"

    @property
    def is_revoked(self) -> bool:
        """Whether it does not hold any more."""
        return Revocation.objects.filter(certificate=self).exists()

    @property
    def public_url(self) -> str:
        """The address printed on the paper and in its code."""
        return f"{settings.PUBLIC_URL}{self.get_absolute_url()}"

    @property
    def badge_url(self) -> str:
        """The address of the picture of this achievement."""
        return f"{settings.PUBLIC_URL}{reverse('university:badge_picture', args=[self.code])}"

    @property
    def hours(self) -> Decimal | None:
        """What it is worth in JP: what the programme states, else what the ledger credited."""
        return self.stated_jp if self.stated_jp is not None else self.jp


class CheckWindow(models.Model):
    """How often certificates were looked for in vain from a network address in a quarter of an hour.

    The address is kept as a hash, and a row for a day.
    """

    address = models.CharField(max_length=64)
    begins_at = models.DateTimeField()
    used = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address", "begins_at"], name="a_window_per_address_and_quarter"
            )
        ]
        indexes = [models.Index(fields=["begins_at"], name="check_window_by_age")]

    def __str__(self) -> str:
        return f"{self.begins_at:%Y-%m-%d %H:%M} · {self.used}"


class CertificateSeries(models.Model):
    """The last number an agency has given in a year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="one_series_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.year}: {self.last}"


class Revocation(models.Model):
    """That a certificate does not hold any more: since when, by whom, and why."""

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="revocation"
    )
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.certificate} · {self.revoked_at:%Y-%m-%d}"
