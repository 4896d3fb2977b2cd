"""The nouns of personnel services: the catalogue, and a request for leave with all that happened to it."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.kernel.words import date_span_id
from sinau.people.access import within
from sinau.people.models import Person, Role

# Letters and digits nobody confuses when reading them out.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
# Who may read the requests of an agency's people.
READERS = (Role.OFFICER, Role.HEAD, Role.AUDITOR)


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, person: Person) -> ServiceQuerySet:
        """The catalogue is for everybody who works here."""
        return self


class Service(models.Model):
    """One personnel service the city carries out in Sinau, as its service standard describes it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("nama"), max_length=150)
    short = models.CharField(_("ringkas"), max_length=300)
    description = models.TextField(_("uraian"))
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    duration_working_days = models.PositiveSmallIntegerField(_("jangka waktu, hari kerja"))
    duration_note = models.CharField(max_length=200, blank=True)
    cost = models.CharField(_("biaya"), max_length=200)
    product = models.CharField(_("produk"), max_length=200)
    # who, requirements, steps, rules, notes, complaints, legal_basis: lists as the standard has them.
    content = models.JSONField(default=dict)
    # A knowledge article by its address; personnel keeps what it was told and knows no more.
    article = models.CharField(max_length=120, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("layanan")
        verbose_name_plural = _("layanan")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("personnel:service", args=[self.slug])


class LeaveRecord(models.Model):
    """How many of a year's own twelve days somebody left unused, as their office has it on file."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leave_records"
    )
    year = models.PositiveSmallIntegerField()
    unused = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="one_leave_record_per_year"),
            models.CheckConstraint(
                condition=Q(unused__lte=12), name="a_leave_record_holds_a_years_own_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year}: {self.unused}"


class LeaveDraftQuerySet(models.QuerySet["LeaveDraft"]):
    def begun_by(self, person: Person) -> LeaveDraft | None:
        """This person's draft, once at least the dates are in it."""
        return self.filter(person=person, start_on__isnull=False).first()


class LeaveDraft(models.Model):
    """What somebody has filled in so far; sending it makes a request and removes it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leave_draft"
    )
    # Goes into the request, so that pressing the button twice sends once.
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    start_on = models.DateField(_("mulai"), null=True, blank=True)
    end_on = models.DateField(_("sampai dengan"), null=True, blank=True)
    reason = models.CharField(_("alasan cuti"), max_length=300, blank=True)
    address = models.CharField(_("alamat selama cuti"), max_length=300, blank=True)
    phone = models.CharField(_("nomor yang dapat dihubungi"), max_length=30, blank=True)
    replacement = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    replacement_answered = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = LeaveDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"draf cuti {self.person_id}"

    @property
    def missing_step(self) -> str:
        """The first question that has no answer yet; "periksa" when all have."""
        if not (self.start_on and self.end_on):
            return "tanggal"
        if not self.reason:
            return "alasan"
        if not (self.address and self.phone):
            return "alamat"
        return "periksa" if self.replacement_answered else "pengganti"


class LeaveState(models.TextChoices):
    """Where a request stands; written together with the row that says who brought it there."""

    SENT = "sent", _("Menunggu pertimbangan atasan")
    ADVISED = "advised", _("Menunggu keputusan")
    RETURNED = "returned", _("Dikembalikan")
    GRANTED = "granted", _("Disetujui")
    REFUSED = "refused", _("Tidak disetujui")
    WITHDRAWN = "withdrawn", _("Ditarik")
    CANCELLED = "cancelled", _("Dibatalkan")


TONES = {
    LeaveState.SENT: "wait",
    LeaveState.ADVISED: "wait",
    LeaveState.RETURNED: "info",
    LeaveState.GRANTED: "good",
    LeaveState.REFUSED: "bad",
    LeaveState.WITHDRAWN: "",
    LeaveState.CANCELLED: "",
}
OPEN = (LeaveState.SENT, LeaveState.ADVISED)
# These hold days of the balance.
HOLDING = (*OPEN, LeaveState.GRANTED)


class LeaveRequestQuerySet(models.QuerySet["LeaveRequest"]):
    def visible_to(self, person: Person) -> LeaveRequestQuerySet:
        """One's own, those one has to act on, and those of the people one answers for."""
        return self.filter(
            Q(person=person)
            | Q(supervisor=person)
            | Q(official=person)
            | within("agency", person, *READERS)
        )

    def waiting_for(self, person: Person) -> LeaveRequestQuerySet:
        """Those on which this person has to act now."""
        return self.filter(
            Q(state=LeaveState.SENT, supervisor=person)
            | Q(state=LeaveState.ADVISED, official=person)
        ).exclude(person=person)

    def of_year(self, year: int) -> LeaveRequestQuerySet:
        """Those whose days are taken from that year."""
        return self.filter(start_on__year=year)


class LeaveRequest(models.Model):
    """A request for annual leave as it was sent; what happened to it stands in rows of its own."""

    number = models.CharField(max_length=30, unique=True)
    key = models.UUIDField(unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leave_requests"
    )
    # Where the person worked and who had to act, at the moment of sending.
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    start_on = models.DateField(_("mulai"))
    end_on = models.DateField(_("sampai dengan"))
    days = models.PositiveSmallIntegerField(_("hari kerja"))
    reason = models.CharField(_("alasan cuti"), max_length=300)
    address = models.CharField(_("alamat selama cuti"), max_length=300)
    phone = models.CharField(_("nomor yang dapat dihubungi"), max_length=30)
    replacement = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The balance as it was computed when the request was sent, for whoever decides and audits.
    balance = models.JSONField()
    state = models.CharField(max_length=10, choices=LeaveState.choices, default=LeaveState.SENT)
    sent_at = models.DateTimeField()
    due_on = models.DateField(_("paling lambat"))
    updated_at = models.DateTimeField(auto_now=True)

    objects = LeaveRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "agency"], name="leave_by_state"),
            models.Index(fields=["person", "start_on"], name="leave_of_a_person"),
        ]
        verbose_name = _("permintaan cuti")
        verbose_name_plural = _("permintaan cuti")

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("personnel:leave", args=[self.pk])

    @property
    def when(self) -> str:
        """Its days in words: "7–9 Desember 2026"."""
        return date_span_id(self.start_on, self.end_on)

    @property
    def facts(self) -> list[str]:
        """What a list says below the dates: where, which, and whether it is late."""
        is_late = self.is_open and self.due_on < today()
        late = _("melewati jangka waktu") if is_late else ""
        return [self.agency.short_name, self.number, str(late)]

    @property
    def changed_at(self) -> datetime:
        """When somebody last did something to it."""
        names = ("advice", "given_back", "decision", "withdrawal", "cancellation")
        steps: list[Step] = [step for name in names if (step := getattr(self, name, None))]
        return max([self.sent_at, *(step.at for step in steps)])

    @property
    def return_note(self) -> str:
        """What the supervisor or the official asked to have changed."""
        step = getattr(self, "given_back", None) or getattr(self, "advice", None)
        return step.note if step else ""

    @property
    def tone(self) -> str:
        """The sentiment of its state."""
        return TONES[LeaveState(self.state)]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act on it."""
        return self.state in OPEN

    @cached_property
    def subject(self) -> str:
        """Its stream in the journal."""
        return f"personnel.leave:{self.pk}"

    def phone_is_for(self, person: Person) -> bool:
        """Whether this person may have to call: those who act, and officers over the agency."""
        return person.pk in (
            self.person_id,
            self.supervisor_id,
            self.official_id,
        ) or person.has_role(Role.OFFICER, over=self.agency)

    def waits_for(self, person: Person) -> str:
        """What this person has to do now: "advice", "decision" or nothing."""
        if person.pk == self.person_id:
            return ""
        if self.state == LeaveState.SENT and self.supervisor_id == person.pk:
            return "advice"
        return (
            "decision" if self.state == LeaveState.ADVISED and self.official_id == person.pk else ""
        )


class Step(models.Model):
    """Mixed into what somebody did to a request: who and when."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Advice(Step):
    """The direct supervisor passed the request on, or gave it back with a note."""

    request = models.OneToOneField(LeaveRequest, on_delete=models.PROTECT, related_name="advice")
    passes_on = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.request} · {self.by}"


class Return(Step):
    """The official gave the request back with a note, instead of deciding it as it is."""

    request = models.OneToOneField(
        LeaveRequest, on_delete=models.PROTECT, related_name="given_back"
    )

    def __str__(self) -> str:
        return f"{self.request} · {self.by}"


class Decision(Step):
    """The official granted or refused the request, with a reason when refused."""

    request = models.OneToOneField(LeaveRequest, on_delete=models.PROTECT, related_name="decision")
    grants = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.request} · {self.by}"


class Withdrawal(Step):
    """The person took the request back before it was decided."""

    request = models.OneToOneField(
        LeaveRequest, on_delete=models.PROTECT, related_name="withdrawal"
    )

    def __str__(self) -> str:
        return f"{self.request} · {self.by}"


class Cancellation(Step):
    """A granted leave was called off before it began; its days come back."""

    request = models.OneToOneField(
        LeaveRequest, on_delete=models.PROTECT, related_name="cancellation"
    )

    def __str__(self) -> str:
        return f"{self.request} · {self.by}"


def new_code() -> str:
    """A code nobody guesses: 12 letters of 31."""
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(12))


class Letter(models.Model):
    """The letter that grants a leave; anybody who holds it can check its code.

    `wording` is every word as it was issued: a later change of rank or job leaves the paper alone.
    """

    request = models.OneToOneField(LeaveRequest, on_delete=models.PROTECT, related_name="letter")
    number = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=12, unique=True, default=new_code)
    issued_at = models.DateTimeField()
    wording = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("personnel:letter_check", args=[self.code])

    @property
    def is_valid(self) -> bool:
        """Whether the leave it grants still stands."""
        return self.request.state == LeaveState.GRANTED


class NumberRun(models.Model):
    """The last number given in a series (requests, letters) in a year."""

    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="one_run_per_series_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
