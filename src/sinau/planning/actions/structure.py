"""Write the structure of the corporate university and who sits in it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.planning.events import OrganClosed, OrganWritten, SeatEnded, SeatGiven
from sinau.planning.models import Organ, Seat


class OrganInCircle(Refused):
    """An organ cannot stand below itself."""


class OrganStillHolds(Refused):
    """An organ that others stand on is not dissolved."""


class AlreadySeated(Refused):
    """A person has one open seat in an organ."""


class SeatEndsBeforeItBegan(Refused):
    """A seat cannot end before its first day."""


@transaction.atomic
def write_organ(organ: Organ, *, by: Person) -> Organ:
    """Keep what an organ is called and what it is for; a new one stands from today."""
    above = organ.parent
    while above is not None:
        if organ.pk is not None and above.pk == organ.pk:
            raise OrganInCircle(_("Sebuah bagian tidak dapat berada di bawah dirinya sendiri."))
        above = above.parent
    organ.updated_at = now()
    organ.opened_on = organ.opened_on or today()
    organ.save()
    announce(OrganWritten(organ_id=organ.pk, name=organ.name), by=by)
    return organ


@transaction.atomic
def close_organ(organ: Organ, *, reason: str, by: Person) -> Organ:
    """The organ is dissolved and its seats end today; a second time changes nothing."""
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    if organ.closed_on is not None:
        return organ
    reasons = [
        _("%(name)s masih berada di bawahnya.") % {"name": child.name}
        for child in organ.children.standing()
    ]
    if reasons:
        raise OrganStillHolds(
            _("Pindahkan dahulu bagian di bawahnya."),
            reasons=reasons,
            back=organ.get_absolute_url(),
        )
    organ.closed_on = organ.updated_at = today()
    organ.updated_at = now()
    organ.save(update_fields=["closed_on", "updated_at"])
    Seat.objects.filter(organ=organ, ends_on=None, starts_on__lte=today()).update(ends_on=today())
    announce(OrganClosed(organ_id=organ.pk, name=organ.name, reason=reason), by=by)
    return organ


@transaction.atomic
def give_seat(seat: Seat, *, by: Person) -> Seat:
    """The person sits in the organ from that day; one open seat in an organ is enough."""
    if Seat.objects.filter(organ=seat.organ, person=seat.person, ends_on=None).exists():
        raise AlreadySeated(
            _("%(name)s sudah duduk di bagian ini. Akhiri dahulu tugasnya.")
            % {"name": seat.person.name},
            back=seat.organ.get_absolute_url(),
        )
    seat.appointed_by, seat.appointed_at = by, now()
    seat.save()
    announce(
        SeatGiven(
            organ_id=seat.organ_id,
            name=seat.organ.name,
            person_id=seat.person_id,
            person_name=seat.person.name,
            title=seat.title,
        ),
        by=by,
    )
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, ends_on: dt.date, by: Person) -> Seat:
    """The part ends on that day; one that has ended stays as it is."""
    seat = Seat.objects.select_for_update().select_related("person").get(pk=seat.pk)
    if seat.ends_on is not None and seat.ends_on <= ends_on:
        return seat
    if ends_on < seat.starts_on:
        raise SeatEndsBeforeItBegan(_("Tanggal akhir lebih dahulu daripada tanggal mulai."))
    seat.ends_on = ends_on
    seat.save(update_fields=["ends_on"])
    announce(
        SeatEnded(
            organ_id=seat.organ_id,
            person_id=seat.person_id,
            person_name=seat.person.name,
            title=seat.title,
            ends_on=ends_on,
        ),
        by=by,
    )
    return seat
