"""A supervisor lets somebody come to a class, or says why not."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.registrations import move_up, recount
from sinau.university.events import PermissionGiven, PermissionRefused
from sinau.university.models import Registration, TrainingClass


class AlreadyAnswered(Refused):
    """A supervisor answers once."""


@transaction.atomic
def permit(registration: Registration, *, by: Person) -> Registration:
    """The person may come and takes a seat or a place in the line; a second time changes nothing."""
    training_class, registration = _locked(registration)
    if registration.permitted_at is not None:
        return registration
    _refuse_answered(registration)
    registration.permitted_at, registration.permitted_by = now(), by
    registration.save(update_fields=["permitted_at", "permitted_by"])
    announce(
        PermissionGiven(
            class_id=training_class.pk,
            registration_id=registration.pk,
            person_id=registration.person_id,
            name=registration.person.name,
            title=training_class.title,
        ),
        by=by,
    )
    move_up(training_class, by=by)
    registration.refresh_from_db()
    return registration


@transaction.atomic
def refuse_permission(registration: Registration, *, reason: str, by: Person) -> Registration:
    """The person may not come and reads why; a second time changes nothing."""
    training_class, registration = _locked(registration)
    if registration.cancelled_at is not None and registration.permitted_at is None:
        return registration
    _refuse_answered(registration)
    registration.cancelled_at, registration.cancelled_by = now(), by
    registration.cancel_reason = reason[:300]
    registration.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    recount(training_class)
    announce(
        PermissionRefused(
            class_id=training_class.pk,
            registration_id=registration.pk,
            person_id=registration.person_id,
            name=registration.person.name,
            title=training_class.title,
            reason=reason,
        ),
        by=by,
    )
    return registration


def _locked(registration: Registration) -> tuple[TrainingClass, Registration]:
    training_class = TrainingClass.objects.select_for_update().get(
        pk=registration.training_class_id
    )
    return training_class, Registration.objects.select_related("person").get(pk=registration.pk)


def _refuse_answered(registration: Registration) -> None:
    if not registration.is_asking:
        raise AlreadyAnswered(_("Permintaan izin ini sudah dijawab atau dibatalkan."))
