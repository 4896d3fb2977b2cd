"""What a certificate looks like at an agency, the frozen paper itself, and printing many at once."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.university.models.certificates import Certificate
from sinau.university.models.classes import TrainingClass


class Layout(models.TextChoices):
    """How a certificate is set."""

    CLASSIC = "classic", _("Bingkai kawung, rata tengah")
    MODERN = "modern", _("Pita hijau di kiri, rata kiri")


class TemplateQuerySet(models.QuerySet["CertificateTemplate"]):
    def kept_by(self, person: Person) -> Self:
        """Those this officer may write."""
        return self.filter(within("agency", person, Role.OFFICER))

    def above(self, agency: Agency) -> CertificateTemplate | None:
        """The template an agency prints with: its own, else that of the nearest agency above it."""
        parts = agency.path.strip("/").split("/")
        paths = ["/" + "/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
        return self.filter(agency__path__in=paths).order_by(-Length("agency__path")).first()


class CertificateTemplate(models.Model):
    """The words, the signer and the logo with which an agency prints its certificates from now on.

    What was issued keeps the words of its day. An empty field means what Sinau says by itself.
    """

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    layout = models.CharField(
        _("tata letak"), max_length=10, choices=Layout.choices, default=Layout.CLASSIC
    )
    title = models.CharField(_("judul"), max_length=60, blank=True)
    given_to = models.CharField(_("kata sebelum nama"), max_length=80, blank=True)
    reason = models.CharField(_("kata sebelum kegiatan"), max_length=120, blank=True)
    note = models.CharField(_("catatan di bawah kegiatan"), max_length=200, blank=True)
    signer_name = models.CharField(_("nama penanda tangan"), max_length=150, blank=True)
    signer_role = models.CharField(_("jabatan penanda tangan"), max_length=150, blank=True)
    logo = models.FileField(_("logo"), upload_to="certificates/logos/", blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["agency__path"]
        verbose_name = _("templat sertifikat")
        verbose_name_plural = _("templat sertifikat")

    def __str__(self) -> str:
        return f"{self.agency}"

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.template:{self.agency_id}"

    def words(self) -> dict[str, str]:
        """What a certificate issued today keeps of it."""
        return {
            "layout": self.layout,
            "title": self.title,
            "given_to": self.given_to,
            "reason": self.reason,
            "note": self.note,
            "logo": self.logo.name or "",
        }


class FrozenPaper(models.Model):
    """The certificate as it was printed and signed, once: neither file nor credential ever change.

    `sha256` is that of the file. `credential` is the Open Badge with its proof, `token` the same as
    VC-JWT. `named` holds the name in plain words and exists only where its learner asked for it.
    """

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="paper")
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    signer = models.CharField(max_length=250)
    credential = models.JSONField()
    token = models.TextField()
    named = models.JSONField(null=True)
    named_token = models.TextField(blank=True)
    frozen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.certificate} · {self.sha256[:12]}"


class IssueRunQuerySet(models.QuerySet["IssueRun"]):
    def kept_by(self, person: Person) -> Self:
        """Those of classes in this officer's charge."""
        return self.filter(within("training_class__agency", person, Role.OFFICER))

    def unfinished(self) -> Self:
        """Those that still have something to print."""
        return self.filter(ended_at=None)


class IssueRun(models.Model):
    """That the certificates of a class are printed by the worker: how many, and how far it is.

    Whoever dies in the middle leaves what was printed; the rest is printed by whoever goes on.
    """

    training_class = models.OneToOneField(
        TrainingClass, on_delete=models.PROTECT, related_name="issue_run"
    )
    total = models.PositiveIntegerField(default=0)
    printed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = IssueRunQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.training_class} · {self.printed}/{self.total}"

    def get_absolute_url(self) -> str:
        return reverse("university:issue_run", args=[self.training_class_id])
