"""Learning from somebody, or somewhere else: coaching, mentoring, magang, and learning alone."""

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

PERSON = settings.AUTH_USER_MODEL


class CycleKind(models.TextChoices):
    """The forms of learning by doing; the values are the forms of the JP rules."""

    COACHING = "coaching", _("Coaching")
    MENTORING = "mentoring", _("Mentoring")
    ON_THE_JOB = "onthejob", _("Bimbingan di tempat kerja")
    INTERNSHIP = "internship", _("Magang")
    SECONDMENT = "secondment", _("Detasering")
    BENCHMARKING = "benchmarking", _("Patok banding")
    SELF_STUDY = "selfstudy", _("Belajar mandiri")


# Where somebody else goes the way with the learner and confirms what was done. In self-study the
# supervisor confirms.
GUIDED = (
    CycleKind.COACHING,
    CycleKind.MENTORING,
    CycleKind.ON_THE_JOB,
    CycleKind.INTERNSHIP,
    CycleKind.SECONDMENT,
    CycleKind.BENCHMARKING,
)


class StepKind(models.TextChoices):
    """What can happen to a cycle, in the order in which it does."""

    PROPOSED = "proposed", _("Diajukan")
    AGREED = "agreed", _("Disanggupi pendamping")
    DECLINED = "declined", _("Ditolak pendamping")
    APPROVED = "approved", _("Disetujui atasan")
    RETURNED = "returned", _("Dikembalikan atasan")
    REPORTED = "reported", _("Dilaporkan selesai")
    COMPLETED = "completed", _("Selesai")
    STOPPED = "stopped", _("Dihentikan")


CLOSED = (StepKind.DECLINED, StepKind.COMPLETED, StepKind.STOPPED)


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, person: Person) -> Self:
        """Those one takes part in, and those of people whose learning one heads or keeps."""
        return self.filter(
            Q(learner=person)
            | Q(guide=person)
            | Q(approver=person)
            | within("agency", person, Role.OFFICER, Role.HEAD, Role.AUDITOR)
        )

    def of(self, person: Person) -> Self:
        """One's own, as the learner."""
        return self.filter(learner=person)

    def guided_by(self, person: Person) -> Self:
        """Those one accompanies."""
        return self.filter(guide=person)

    def waiting_for(self, person: Person) -> Self:
        """Those in which this person has the next step."""
        return self.filter(
            Q(state=StepKind.PROPOSED, guide=person)
            | Q(state=StepKind.AGREED, approver=person)
            | Q(state=StepKind.RETURNED, learner=person)
            | Q(state=StepKind.REPORTED, guide=person)
            | Q(state=StepKind.REPORTED, guide=None, approver=person)
        )

    def open(self) -> Self:
        """Those that have not ended."""
        return self.exclude(state__in=CLOSED)


class Cycle(models.Model):
    """A way of learning by doing that one person plans, goes and proves: who with, where, how long.

    `guide` accompanies (coach, mentor, host); nobody does in self-study. `approver` is the
    supervisor on the day it was proposed. `agency` is where the learner worked then. The minutes
    are those of confirmed log entries, kept by the actions.
    """

    kind = models.CharField(_("bentuk"), max_length=15, choices=CycleKind.choices)
    title = models.CharField(_("judul"), max_length=150)
    purpose = models.TextField(_("tujuan"), max_length=1000)
    learner = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="cycles", verbose_name=_("peserta")
    )
    guide = models.ForeignKey(
        PERSON,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cycles_guided",
        verbose_name=_("pendamping"),
    )
    approver = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    planned_minutes = models.PositiveIntegerField(_("rencana lama (menit)"), default=0)
    minutes = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(max_length=10, choices=StepKind.choices, editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="a_cycle_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(guide=None) | ~Q(guide=models.F("learner")),
                name="nobody_is_their_own_guide",
            ),
        ]
        verbose_name = _("praktik")
        verbose_name_plural = _("praktik")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practice:cycle", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"practice.cycle:{self.pk}"

    @property
    def evidence(self) -> str:
        """The name under which it is credited, unique for ever."""
        return self.subject

    @property
    def is_under_way(self) -> bool:
        """Whether entries may be written and confirmed."""
        return self.state == StepKind.APPROVED

    @property
    def is_closed(self) -> bool:
        """Whether it has ended, well or not."""
        return self.state in CLOSED

    @property
    def confirmer_id(self) -> int | None:
        """Who confirms what the learner did: the guide, in self-study the supervisor."""
        return self.guide_id or self.approver_id

    @property
    def hours(self) -> Decimal:
        """Confirmed hours, to one place."""
        return (Decimal(self.minutes) / 60).quantize(Decimal("0.1"))


class Goal(models.Model):
    """What the learner wants to be able to do at the end, and how one will see it."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("sasaran"), max_length=300)
    measure = models.CharField(_("terlihat dari"), max_length=300, blank=True)
    reached_at = models.DateTimeField(null=True)
    reached_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "position"], name="one_goal_per_position")
        ]

    def __str__(self) -> str:
        return self.text


class LogEntry(models.Model):
    """One meeting or day of work: written by one of the two, and true once the other confirms it."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="log")
    on = models.DateField(_("tanggal"))
    minutes = models.PositiveSmallIntegerField(_("lama (menit)"))
    done = models.TextField(_("yang dikerjakan"), max_length=2000)
    learnt = models.TextField(_("yang dipelajari"), max_length=2000, blank=True)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    key = models.UUIDField(unique=True)
    confirmed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    remark = models.CharField(_("catatan"), max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=720),
                name="an_entry_lasts_half_a_day_at_most",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("written_by")),
                name="the_other_one_confirms",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id} · {self.on}"


class Evidence(models.Model):
    """A paper or picture that shows what was done."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(max_length=150)
    file = models.FileField(upload_to="practice/evidence/")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "sha256"], name="a_paper_stands_once")
        ]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """What happened to a cycle: who, when, and why."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.cycle_id} · {self.kind}"
