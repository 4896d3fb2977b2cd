"""Take a seat in a class, wait for one, give it back. The waiting list moves up by itself."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now
from sinau.kernel.refusals import Refused
from sinau.kernel.words import moment_id
from sinau.people.models import Person
from sinau.university.events import (
    PermissionAsked,
    Registered,
    RegistrationCancelled,
    SeatGiven,
)
from sinau.university.models import (
    AgencyQuota,
    Attendance,
    ClassClosing,
    Publication,
    Registration,
    TrainingClass,
)


class RegistrationIsOver(Refused):
    """One registers before a class begins; afterwards an officer can still add somebody."""


class AlreadyThere(Refused):
    """Who has been in the room stays on the list."""


class TooLateToCancel(Refused):
    """After the deadline an officer gives a seat to somebody else, not the person."""


@transaction.atomic
def register(training_class: TrainingClass, person: Person, *, by: Person) -> Registration:
    """The person has a seat, or a place on the waiting list; a second time changes nothing."""
    training_class = TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    standing = Registration.objects.standing().filter(training_class=training_class, person=person)
    if found := standing.first():
        return found
    by_oneself = by.pk == person.pk
    _refuse_when_over(training_class, by_oneself=by_oneself)
    # Whom the organiser names is sent; whoever comes by themselves asks their supervisor.
    asks = training_class.needs_permission and by_oneself
    has_seat = not asks and Seats(training_class).take(person.agency_id)
    registration = Registration.objects.create(
        training_class=training_class,
        person=person,
        agency=person.agency,
        registered_at=now(),
        registered_by=by,
        asked_at=now() if asks else None,
        asked_of=person.supervisor if asks else None,
        seated_at=now() if has_seat else None,
    )
    recount(training_class)
    announce(registered(registration, training_class), by=by)
    if asks:
        announce(permission_asked(registration, training_class), by=by)
    return registration


def _refuse_when_over(training_class: TrainingClass, *, by_oneself: bool) -> None:
    back = training_class.get_absolute_url()
    if ClassClosing.objects.filter(training_class=training_class).exists():
        raise RegistrationIsOver(_("Kelas ini sudah ditutup."), back=back)
    if not by_oneself:
        return
    moment = now()
    if training_class.opens_at and training_class.opens_at > moment:
        raise RegistrationIsOver(
            _("Pendaftaran kelas ini dibuka %(when)s.")
            % {"when": moment_id(training_class.opens_at)},
            back=back,
        )
    if training_class.shuts_at and training_class.shuts_at <= moment:
        raise RegistrationIsOver(
            _("Pendaftaran kelas ini ditutup %(when)s. Hubungi penyelenggara bila perlu.")
            % {"when": moment_id(training_class.shuts_at)},
            back=back,
        )
    if training_class.has_begun:
        raise RegistrationIsOver(
            _("Kelas ini sudah dimulai. Mintalah penyelenggara menambahkan Anda."), back=back
        )
    if not Publication.objects.open().filter(training_class=training_class).exists():
        raise RegistrationIsOver(_("Pendaftaran kelas ini tidak dibuka."), back=back)


class Seats:
    """The seats of a class as they are taken: all together, for each agency, and those kept for one."""

    def __init__(self, training_class: TrainingClass) -> None:
        self.quota = training_class.quota
        self.per_agency = training_class.quota_per_agency
        self.kept = dict(
            AgencyQuota.objects.filter(training_class=training_class, released_at=None).values_list(
                "agency_id", "seats"
            )
        )
        seated = Registration.objects.seated().filter(training_class=training_class)
        self.taken: Counter[int | None] = Counter(seated.values_list("agency_id", flat=True))

    def take(self, agency_id: int | None) -> bool:
        """Take a seat for somebody of this agency; False when none is free for them."""
        if not self.left_for(agency_id):
            return False
        self.taken[agency_id] += 1
        return True

    def left_for(self, agency_id: int | None) -> int:
        """How many people of this agency can still get a seat."""
        for_others = sum(
            max(0, seats - self.taken[other])
            for other, seats in self.kept.items()
            if other != agency_id
        )
        left = self.quota - self.taken.total() - for_others
        if self.per_agency is not None:
            left = min(left, self.per_agency - self.taken[agency_id])
        return max(0, left)


@transaction.atomic
def cancel(registration: Registration, *, by: Person, reason: str = "") -> None:
    """The place is given back and the first who may have it gets it; a second time changes nothing."""
    training_class = TrainingClass.objects.select_for_update().get(
        pk=registration.training_class_id
    )
    registration = Registration.objects.select_related("person").get(pk=registration.pk)
    if registration.cancelled_at is not None:
        return
    if ClassClosing.objects.filter(training_class=training_class).exists():
        raise RegistrationIsOver(_("Kelas ini sudah ditutup, jadi daftarnya tetap."))
    if by.pk == registration.person_id and not training_class.may_still_cancel:
        raise TooLateToCancel(
            _(
                "Batas pembatalan sudah lewat. Sampaikan kepada penyelenggara bila Anda berhalangan."
            ),
            back=training_class.get_absolute_url(),
        )
    if Attendance.objects.filter(registration=registration).exists():
        raise AlreadyThere(
            _("%(name)s sudah tercatat hadir, jadi tetap dalam daftar.")
            % {"name": registration.person.name}
        )
    registration.cancelled_at, registration.cancelled_by = now(), by
    registration.cancel_reason = reason
    registration.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    announce(
        RegistrationCancelled(
            class_id=training_class.pk,
            registration_id=registration.pk,
            person_id=registration.person_id,
            name=registration.person.name,
            title=training_class.title,
            reason=reason,
        ),
        by=by,
    )
    move_up(training_class, by=by)


def move_up(training_class: TrainingClass, *, by: Person | None) -> list[Registration]:
    """Give free seats to those who wait, the longest first, as far as the quotas let them."""
    seats = Seats(training_class)
    waiting = Registration.objects.waiting().filter(training_class=training_class)
    lucky = [
        registration
        for registration in waiting.select_related("person")
        if seats.take(registration.agency_id)
    ]
    for registration in lucky:
        registration.seated_at = now()
        announce(
            SeatGiven(
                class_id=training_class.pk,
                registration_id=registration.pk,
                person_id=registration.person_id,
                name=registration.person.name,
                title=training_class.title,
                **ahead(training_class),
            ),
            by=by,
        )
    Registration.objects.bulk_update(lucky, ["seated_at"])
    recount(training_class)
    return lucky


def recount(training_class: TrainingClass) -> None:
    """The counts that pages show are those of the rows."""
    standing = Registration.objects.filter(training_class=training_class)
    training_class.seat_count = standing.seated().count()
    training_class.waiting_count = standing.waiting().count()
    training_class.asking_count = standing.asking().count()
    training_class.save(update_fields=["seat_count", "waiting_count", "asking_count"])


def permission_asked(registration: Registration, training_class: TrainingClass) -> PermissionAsked:
    """That a supervisor is to answer."""
    return PermissionAsked(
        class_id=training_class.pk,
        registration_id=registration.pk,
        person_id=registration.person_id,
        name=registration.person.name,
        title=training_class.title,
        supervisor_id=registration.asked_of_id,
    )


def registered(registration: Registration, training_class: TrainingClass) -> Registered:
    """That somebody has a seat, or waits for one."""
    is_waiting = registration.seated_at is None
    return Registered(
        class_id=training_class.pk,
        registration_id=registration.pk,
        person_id=registration.person_id,
        name=registration.person.name,
        title=training_class.title,
        place=_place(registration),
        waiting=is_waiting,
        **ahead(training_class),
    )


def _place(registration: Registration) -> str:
    if registration.is_asking:
        return gettext_noop("menunggu izin atasan")
    return (
        gettext_noop("daftar tunggu") if registration.is_waiting else gettext_noop("mendapat kursi")
    )


def ahead(training_class: TrainingClass) -> dict[str, Any]:
    """What the class will give and when, as far as it is known by now."""
    first, last = training_class.starts_at, training_class.ends_at
    return {
        "form": training_class.form,
        "starts_on": first.astimezone(WIB).date() if first else None,
        "ends_on": last.astimezone(WIB).date() if last else None,
        "minutes": training_class.minutes,
        "stated_jp": training_class.stated_jp,
    }
