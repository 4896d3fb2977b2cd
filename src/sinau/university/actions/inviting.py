"""Invite those who have a seat: their letter and their calendar file are ready, and they hear of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.events import ParticipantsInvited
from sinau.university.models import Registration, TrainingClass


class NothingToInviteTo(Refused):
    """People are invited to a class that is announced and says when it is."""


@transaction.atomic
def invite(training_class: TrainingClass, *, by: Person) -> int:
    """Whoever has a seat and was not invited yet is; how many. A second time invites only the new."""
    training_class = TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    if training_class.starts_at is None or not training_class.publications.open().exists():
        raise NothingToInviteTo(
            _("Umumkan kelas ini dahulu; undangan menyebut waktu dan tempatnya."),
            back=training_class.get_absolute_url(),
        )
    seated = Registration.objects.seated().filter(training_class=training_class, invited_at=None)
    people = list(seated.values_list("person_id", flat=True))
    if not people:
        return 0
    seated.update(invited_at=now())
    first = training_class.sessions.select_related("room", "training_class").first()
    announce(
        ParticipantsInvited(
            class_id=training_class.pk,
            title=training_class.title,
            starts_at=training_class.starts_at,
            place=first.place if first else training_class.place,
            people=people,
            count=len(people),
        ),
        by=by,
    )
    return len(people)
