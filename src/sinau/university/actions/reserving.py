"""Keep seats for an agency until a day, and let go of those nobody took."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.university.actions.classes import refuse_if_closed, tell_written
from sinau.university.actions.registrations import move_up
from sinau.university.events import SeatsReleased
from sinau.university.models import AgencyQuota, Registration, TrainingClass


class MoreThanThereAre(Refused):
    """Seats kept for agencies are seats of the class."""


@transaction.atomic
def reserve(
    training_class: TrainingClass, agency: Agency, *, seats: int, release_on: dt.date, by: Person
) -> AgencyQuota:
    """So many seats are kept for the agency until that day; a second time sets them anew."""
    training_class = TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    refuse_if_closed(training_class)
    others = AgencyQuota.objects.filter(training_class=training_class).exclude(agency=agency)
    kept = others.filter(released_at=None).aggregate(n=Sum("seats"))["n"] or 0
    if kept + seats > training_class.quota:
        raise MoreThanThereAre(
            _("Kelas ini punya %(quota)s kursi dan %(kept)s sudah dicadangkan.")
            % {"quota": training_class.quota, "kept": kept}
        )
    quota, _is_new = AgencyQuota.objects.update_or_create(
        training_class=training_class,
        agency=agency,
        defaults={"seats": seats, "release_on": release_on, "released_at": None},
    )
    tell_written(training_class, by)
    return quota


@transaction.atomic
def release(quota: AgencyQuota, *, by: Person | None) -> AgencyQuota:
    """What nobody of the agency took is free for all, first for the line; once only."""
    training_class = TrainingClass.objects.select_for_update().get(pk=quota.training_class_id)
    quota = AgencyQuota.objects.select_related("agency").get(pk=quota.pk)
    if quota.released_at is not None:
        return quota
    quota.released_at = now()
    quota.save(update_fields=["released_at"])
    seated = Registration.objects.seated().filter(training_class=training_class)
    free = max(0, quota.seats - seated.filter(agency=quota.agency_id).count())
    announce(
        SeatsReleased(
            class_id=training_class.pk,
            title=training_class.title,
            agency=quota.agency.short_name,
            seats=free,
        ),
        by=by,
    )
    move_up(training_class, by=by)
    return quota


def release_due() -> int:
    """Every reservation whose day has come is released; how many there were."""
    due = AgencyQuota.objects.filter(
        released_at=None, release_on__lte=today(), training_class__closing=None
    )
    found = list(due)
    for quota in found:
        release(quota, by=None)
    return len(found)
