"""Classes one comes to: a room, a day, a number of seats."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import WIB, now
from sinau.people.access import audience_for, within
from sinau.people.models import Agency, AudienceFields, Person, Role
from sinau.university.attendance.windows import Window
from sinau.university.kinds import BIMTEK, kind_of
from sinau.university.models.rooms import Room


class ClassQuerySet(models.QuerySet["TrainingClass"]):
    def visible_to(self, person: Person) -> Self:
        """Published ones made for the person, those they are registered for, and those they keep."""
        from sinau.university.models.publishing import Publication

        is_open = Exists(Publication.objects.open().filter(training_class=OuterRef("pk")))
        mine = Exists(Registration.objects.filter(training_class=OuterRef("pk"), person=person))
        return self.filter(
            (is_open & audience_for(person, Role.OFFICER, Role.HEAD))
            | mine
            | within("agency", person, Role.OFFICER)
        )

    def published(self) -> Self:
        """Classes that are announced."""
        from sinau.university.models.publishing import Publication

        return self.filter(Exists(Publication.objects.open().filter(training_class=OuterRef("pk"))))

    def coming(self) -> Self:
        """Those not over yet, the nearest first."""
        return self.filter(ends_at__gte=now(), closing=None).order_by("starts_at")

    def kept_by(self, person: Person) -> Self:
        """Classes this officer may write, open the room of and close."""
        return self.filter(within("agency", person, Role.OFFICER))


class TrainingClass(AudienceFields):
    """A bimtek: people come together, and being there is what counts.

    `starts_at` and `ends_at` are those of the first and last session; the counts are kept by
    the actions. A person who has attended every session has completed the class.
    """

    kind = models.CharField(_("jenis"), max_length=20, default=BIMTEK)
    title = models.CharField(_("judul"), max_length=150)
    summary = models.TextField(_("ringkasan"), max_length=600)
    place = models.CharField(_("tempat"), max_length=200)
    competence = models.CharField(_("kompetensi"), max_length=100, blank=True)
    materials = models.TextField(_("bahan dan pembicara"), blank=True)
    quota = models.PositiveSmallIntegerField(_("kuota"), default=40)
    quota_per_agency = models.PositiveSmallIntegerField(
        _("kuota per perangkat daerah"), null=True, blank=True
    )
    needs_permission = models.BooleanField(_("perlu izin atasan"), default=False)
    opens_at = models.DateTimeField(_("pendaftaran dibuka"), null=True, blank=True)
    shuts_at = models.DateTimeField(_("pendaftaran ditutup"), null=True, blank=True)
    cancel_until = models.DateTimeField(_("batas pembatalan"), null=True, blank=True)
    stated_jp = models.DecimalField(_("JP"), max_digits=5, decimal_places=2, null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("penanggung jawab"),
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    seat_count = models.PositiveIntegerField(default=0, editable=False)
    waiting_count = models.PositiveIntegerField(default=0, editable=False)
    asking_count = models.PositiveIntegerField(default=0, editable=False)

    objects = ClassQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stated_jp=None) | Q(stated_jp__gt=0), name="a_class_states_some_jp"
            )
        ]
        verbose_name = _("kelas")
        verbose_name_plural = _("kelas")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("university:class", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.class:{self.pk}"

    @property
    def kind_label(self) -> str:
        """What this kind of class is called."""
        return kind_of(self.kind).short

    @property
    def form(self) -> str:
        """The form of learning in the words of the JP rules."""
        return kind_of(self.kind).form

    @property
    def takes_registrations(self) -> bool:
        """Whether one may register oneself now, as far as the clock goes."""
        moment = now()
        return (
            not self.has_begun
            and (self.opens_at is None or self.opens_at <= moment)
            and (self.shuts_at is None or self.shuts_at > moment)
        )

    @property
    def may_still_cancel(self) -> bool:
        """Whether one may give the seat back oneself."""
        return not self.has_begun and (self.cancel_until is None or self.cancel_until > now())

    @property
    def seats_left(self) -> int:
        """How many seats of the whole class are free."""
        return max(0, self.quota - self.seat_count)

    @property
    def has_begun(self) -> bool:
        """Whether the first session has started."""
        return self.starts_at is not None and self.starts_at <= now()

    @property
    def is_over(self) -> bool:
        """Whether the last session has ended."""
        return self.ends_at is not None and self.ends_at <= now()


class Session(models.Model):
    """A part of a class in which one has to be in the room."""

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.CASCADE, related_name="sessions"
    )
    title = models.CharField(_("nama sesi"), max_length=150)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    agenda = models.TextField(_("acara"), blank=True)
    room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("ruang"),
    )
    link = models.URLField(_("tautan pertemuan"), max_length=500, blank=True)
    clash_reason = models.CharField(_("alasan tetap disimpan"), max_length=300, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    moved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="a_session_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> str:
        """The room of the session, else the place of the class."""
        return f"{self.room.name}, {self.room.address}" if self.room else self.training_class.place

    @property
    def anchor(self) -> str:
        """What its headings begin with where a page shows several sessions."""
        return f"sesi-{self.pk}-"

    @property
    def window(self) -> Window:
        """When a scan counts."""
        return Window(starts_at=self.starts_at, ends_at=self.ends_at)

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.ends_at - self.starts_at) / dt.timedelta(minutes=1))

    @property
    def day(self) -> dt.date:
        """The day on the city's calendar."""
        return self.starts_at.astimezone(WIB).date()


_MAY = Q(asked_at=None) | Q(permitted_at__isnull=False)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> Self:
        """Those not cancelled."""
        return self.filter(cancelled_at=None)

    def seated(self) -> Self:
        """Those who have a seat."""
        return self.standing().exclude(seated_at=None)

    def waiting(self) -> Self:
        """Those on the waiting list, in the order in which they came; whoever lacks permission is not."""
        waiting = self.standing().filter(seated_at=None)
        return waiting.filter(_MAY).order_by("registered_at", "pk")

    def asking(self) -> Self:
        """Those whose supervisor has not answered yet."""
        return self.standing().exclude(asked_at=None).filter(permitted_at=None)

    def answered_by(self, person: Person) -> Self:
        """Those this person may permit: asked of them, or of people of an agency they head."""
        return self.filter(Q(asked_of=person) | within("agency", person, Role.HEAD)).exclude(
            person=person
        )

    def kept_by(self, person: Person) -> Self:
        """Those of classes in this officer's charge."""
        return self.filter(within("training_class__agency", person, Role.OFFICER))


class Registration(models.Model):
    """That a person wants to come: with a seat since `seated_at`, or waiting for one.

    `agency` is where the person worked on that day; its quota is counted there.
    """

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, related_name="registrations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="registrations"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(null=True)
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    permitted_at = models.DateTimeField(null=True)
    permitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    batch = models.ForeignKey(
        "university.RosterBatch", on_delete=models.PROTECT, null=True, related_name="registrations"
    )
    seated_at = models.DateTimeField(null=True)
    invited_at = models.DateTimeField(null=True)
    no_show_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancel_reason = models.CharField(max_length=300, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "person"],
                condition=Q(cancelled_at=None),
                name="one_standing_registration",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.training_class}"

    @property
    def is_waiting(self) -> bool:
        """Whether the person has no seat yet."""
        return self.seated_at is None and self.cancelled_at is None and not self.is_asking

    @property
    def is_asking(self) -> bool:
        """Whether a supervisor still has to permit it."""
        return self.asked_at is not None and self.permitted_at is None and self.cancelled_at is None


class RosterBatch(models.Model):
    """A list of people added at once; undone as a whole as long as nobody of it was in the room."""

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, related_name="batches"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    count = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return f"{self.training_class} · {self.count}"


class ClassClosing(models.Model):
    """That a class was closed: its attendance is final, and who attended all has completed it."""

    training_class = models.OneToOneField(
        TrainingClass, on_delete=models.PROTECT, related_name="closing"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField()
    completed = models.PositiveIntegerField()
    incomplete = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.training_class} · {self.closed_at:%Y-%m-%d}"
