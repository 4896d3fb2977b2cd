"""Open and correct personal data; every look by somebody else is written down."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.kernel.telling import tell
from sinau.people.events import PersonalDataEdited, PersonalDataOpened
from sinau.people.models import Person, PersonalData, PersonalDataView


class PurposeMissing(Refused):
    """Personal data are not opened without saying what for."""


@transaction.atomic
def open_personal_data(person: Person, *, by: Person, purpose: str) -> PersonalDataView:
    """The look is written down; one that has not run out is used again for the same purpose."""
    purpose = " ".join(purpose.split())
    if len(purpose) < 10:
        raise PurposeMissing(_("Tulis alasan membuka data pribadi, sedikitnya 10 huruf."))
    latest = PersonalDataView.objects.filter(viewer=by, person=person, purpose=purpose).first()
    if latest and latest.still_open:
        return latest
    look = PersonalDataView.objects.create(
        viewer=by, person=person, purpose=purpose[:300], seen_at=now()
    )
    tell(PersonalDataOpened(person_id=person.pk, name=person.name, purpose=look.purpose), by=by)
    return look


@transaction.atomic
def edit_personal_data(person: Person, *, by: Person, values: Mapping[str, str]) -> list[str]:
    """The data hold these values now; gives the fields that changed, none the second time."""
    PersonalData.objects.get_or_create(person=person)
    data = PersonalData.objects.select_for_update().get(person=person)
    changed = [key for key, value in values.items() if getattr(data, key) != value]
    if changed:
        for key in changed:
            setattr(data, key, values[key])
        data.save(update_fields=changed)
        tell(PersonalDataEdited(person_id=person.pk, name=person.name, fields=changed), by=by)
    return changed
