"""Requests that a person's statements no longer say who it was, and what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Agency, Person, Role

# Who may ask for and decide on pseudonymisation; an auditor reads it.
GUARDIANS = (Role.ADMINISTRATOR, Role.OFFICER)


class PseudonymRequestQuerySet(models.QuerySet["PseudonymRequest"]):
    def visible_to(self, person: Person) -> PseudonymRequestQuerySet:
        """For those who guard the records of the whole city, and its auditors."""
        return self if person.answers_for_city(*GUARDIANS, Role.AUDITOR) else self.none()


class PseudonymRequest(models.Model):
    """That somebody asked, on a legal basis, to make a person unknown in the statements.

    A second person approves or refuses. What was done cannot be undone, so no old identifier is
    kept anywhere.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="pseudonym_requests",
        verbose_name=_("pegawai"),
    )
    basis = models.CharField(_("dasar hukum"), max_length=200)
    reason = models.CharField(_("alasan"), max_length=300)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    statements = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)

    objects = PseudonymRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(refused_at=None, done_at=None),
                name="one_open_pseudonym_request",
            )
        ]
        verbose_name = _("permintaan penyamaran")
        verbose_name_plural = _("permintaan penyamaran")

    def __str__(self) -> str:
        return f"{self.person} · {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("records:pseudonym", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"records.pseudonym:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.approved_at is None and self.refused_at is None


class Pseudonym(models.Model):
    """An identifier that nobody has: it stands for somebody of this agency, so that sums stay whole."""

    identifier = models.TextField(unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.identifier
