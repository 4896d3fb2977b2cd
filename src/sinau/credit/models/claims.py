"""Claims on the ledger: training outside Sinau, or a row to be put right; its certificate, each step."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.credit.models.ledger import READERS, Entry
from sinau.people.access import within
from sinau.people.models import Person, Role


class ClaimState(models.TextChoices):
    """Where a claim stands; written together with the step that says who brought it there."""

    DRAFT = "draft", _("Draf")
    SENT = "sent", _("Menunggu verifikasi")
    RETURNED = "returned", _("Dikembalikan")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Tidak disetujui")
    APPEALED = "appealed", _("Banding diperiksa")
    UPHELD = "upheld", _("Banding tidak diterima")
    WITHDRAWN = "withdrawn", _("Ditarik")
    DISPROVED = "disproved", _("Dibatalkan")


TONES = {
    ClaimState.DRAFT: "",
    ClaimState.SENT: "wait",
    ClaimState.RETURNED: "info",
    ClaimState.APPROVED: "good",
    ClaimState.REFUSED: "bad",
    ClaimState.APPEALED: "wait",
    ClaimState.UPHELD: "bad",
    ClaimState.WITHDRAWN: "",
    ClaimState.DISPROVED: "bad",
}
# The person still writes these.
MENDABLE = (ClaimState.DRAFT, ClaimState.RETURNED)
# Somebody in an office has to act on these.
WAITING = (ClaimState.SENT, ClaimState.APPEALED)
# A second claim of the same learning is refused while one of these stands.
STANDING = (
    ClaimState.SENT,
    ClaimState.APPROVED,
    ClaimState.REFUSED,
    ClaimState.APPEALED,
    ClaimState.UPHELD,
)


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, person: Person) -> ClaimQuerySet:
        """One's own; and once sent, those of the people one answers for."""
        theirs = within("person__agency", person, *READERS) & ~Q(state=ClaimState.DRAFT)
        return self.filter(Q(person=person) | theirs)

    def checked_by(self, officer: Person) -> ClaimQuerySet:
        """Those an officer verifies: sent by people of their agencies, never their own."""
        theirs = self.filter(within("person__agency", officer, Role.OFFICER))
        return theirs.exclude(person=officer).exclude(state=ClaimState.DRAFT)

    def waiting_for(self, official: Person) -> ClaimQuerySet:
        """Those this person can decide now: first decisions of an officer, appeals at the city."""
        first = within("person__agency", official, Role.OFFICER) & Q(state=ClaimState.SENT)
        appeal = Q(pk__in=[])
        if is_of_the_city(official):
            appeal = Q(state=ClaimState.APPEALED) & ~Q(decided_by=official)
        return self.filter(first | appeal).exclude(person=official)


def is_of_the_city(official: Person) -> bool:
    """Whether they are an officer or head over the whole city, who decide appeals."""
    return official.answers_for_city(Role.OFFICER, Role.HEAD)


class Claim(models.Model):
    """That somebody says they learnt this outside Sinau; approved, it is a row of the ledger.

    One that `corrects` a row says how that row should read, or `removes` it; approved, the row is
    undone and what is right stands in its place.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jp_claims"
    )
    # Made with the first page of the form, so that pressing twice begins one claim.
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(
        max_length=10, choices=ClaimState.choices, default=ClaimState.DRAFT, db_index=True
    )
    form = models.CharField(_("bentuk"), max_length=40)
    international = models.BooleanField(_("tingkat internasional"), default=False)
    title = models.CharField(_("nama kegiatan"), max_length=300, blank=True)
    organiser = models.CharField(_("penyelenggara"), max_length=200, blank=True)
    number = models.CharField(_("nomor sertifikat"), max_length=100, blank=True)
    started_on = models.DateField(_("mulai"), null=True, blank=True)
    ended_on = models.DateField(_("selesai"), null=True, blank=True)
    stated_jp = models.DecimalField(
        _("JP pada sertifikat"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    minutes = models.PositiveIntegerField(_("lama belajar"), default=0)
    sessions = models.PositiveSmallIntegerField(_("banyaknya sesi"), default=1)
    # Number, organiser and dates (or the title) without case, spaces and punctuation.
    fingerprint = models.CharField(max_length=64, blank=True)
    # What an officer should look at, counted when it was sent.
    findings = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # Who decided first; an appeal goes to somebody else.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, related_name="claim")
    corrects = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    removes = models.BooleanField(default=False)
    # What the person says is wrong with the row.
    plea = models.CharField(max_length=600, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "fingerprint"],
                condition=Q(state__in=[str(state) for state in STANDING]),
                name="one_standing_claim_per_learning",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=models.F("started_on")),
                name="a_claim_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at"], name="claims_by_age")]
        verbose_name = _("klaim JP")
        verbose_name_plural = _("klaim JP")

    def __str__(self) -> str:
        title = self.title or str(_("Klaim tanpa judul"))
        return str(_("Koreksi: %(title)s") % {"title": title}) if self.is_correction else title

    def get_absolute_url(self) -> str:
        return reverse("credit:claim", args=[self.pk])

    @property
    def subject(self) -> str:
        """Its stream in the journal."""
        return f"credit.claim:{self.pk}"

    @property
    def evidence(self) -> str:
        """The evidence under which its entry stands in the ledger."""
        return f"credit.claim:{self.pk}"

    @property
    def reference(self) -> str:
        """The number people quote."""
        return f"KJP-{self.pk:06d}"

    @property
    def tone(self) -> str:
        """How its state looks."""
        return TONES[ClaimState(self.state)]

    @property
    def told_title(self) -> str:
        """Its name in the facts: Indonesian, whoever reads the page just now."""
        return f"Koreksi: {self.title}" if self.is_correction else self.title

    @property
    def is_correction(self) -> bool:
        """Whether it asks that a row of the ledger be put right."""
        return self.corrects_id is not None

    @property
    def is_mendable(self) -> bool:
        """Whether the person can still write it."""
        return self.state in MENDABLE

    @property
    def is_waiting(self) -> bool:
        """Whether somebody in an office has to act."""
        return self.state in WAITING

    @property
    def days(self) -> int:
        """Calendar days from the first to the last, both included."""
        if self.started_on is None or self.ended_on is None:
            return 0
        return (self.ended_on - self.started_on).days + 1

    @property
    def missing_step(self) -> str:
        """The first question that has no answer yet; "periksa" when all have."""
        if not (self.title and self.organiser):
            return "kegiatan"
        if not (self.started_on and self.ended_on):
            return "waktu"
        if not (self.is_correction or hasattr(self, "certificate")):
            return "bukti"
        return "periksa"


class StepKind(models.TextChoices):
    SENT = "sent", _("Diajukan")
    RETURNED = "returned", _("Dikembalikan")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Tidak disetujui")
    APPEALED = "appealed", _("Dibanding")
    UPHELD = "upheld", _("Banding tidak diterima")
    WITHDRAWN = "withdrawn", _("Ditarik")
    DISPROVED = "disproved", _("Dibatalkan")


class ClaimStep(models.Model):
    """That somebody brought a claim to its next state, when and why; rows are only added."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(kind="appealed"), name="one_appeal_per_claim"
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.get_kind_display()}"


def _place(certificate: Certificate, name: str) -> str:
    """A name nobody can guess; what the file was called stands in the row."""
    return f"credit/certificates/{uuid.uuid4()}{PurePath(name).suffix.lower()[:5]}"


class Certificate(models.Model):
    """The file that proves a claim, kept as it came after it was read apart."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="certificate")
    file = models.FileField(_("berkas"), upload_to=_place)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    sha256 = models.CharField(max_length=64, db_index=True)
    # Words of the document, to compare with what was typed; empty for a picture.
    text = models.TextField(blank=True)
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
