"""Give and take roles."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.kernel.telling import tell
from sinau.people.events import RoleGranted, RoleRevoked
from sinau.people.models import Agency, Grant, Person, Role


class NotToOneself(Refused):
    """Nobody widens their own powers."""


class AuditorWithoutEnd(Refused):
    """An auditor's grant has an end and a written purpose."""


class EndsBeforeItBegins(Refused):
    """The last day of a grant lies after its first."""


class LastAdministrator(Refused):
    """Somebody must remain who can give roles."""


@transaction.atomic
def grant_role(
    person: Person,
    *,
    by: Person | None,
    role: str,
    agency: Agency,
    valid_from: date,
    valid_to: date | None = None,
    purpose: str = "",
) -> Grant:
    """The person holds the role over the agency; the same role in force again changes nothing."""
    if by is not None and by.pk == person.pk:
        raise NotToOneself(_("Anda tidak dapat memberi peran kepada diri sendiri."))
    if role == Role.AUDITOR and (valid_to is None or not purpose.strip()):
        raise AuditorWithoutEnd(_("Peran auditor harus memiliki tanggal akhir dan tujuan."))
    if valid_to is not None and valid_to < max(valid_from, today()):
        raise EndsBeforeItBegins(_("Tanggal akhir harus setelah tanggal mulai dan belum lewat."))
    Person.objects.select_for_update().get(pk=person.pk)
    same = Grant.objects.filter(
        person=person,
        role=role,
        agency=agency,
        valid_from=valid_from,
        valid_to=valid_to,
        revoked_at=None,
    ).first()
    if same:
        return same
    grant = Grant.objects.create(
        person=person,
        role=role,
        agency=agency,
        valid_from=valid_from,
        valid_to=valid_to,
        purpose=purpose.strip(),
        granted_by=by,
    )
    tell(
        RoleGranted(
            grant_id=grant.pk,
            person_id=person.pk,
            name=person.name,
            role=role,
            role_name=_role_name(grant),
            agency_id=agency.pk,
            agency_name=agency.name,
            valid_from=valid_from,
            valid_to=valid_to,
            purpose=grant.purpose,
        ),
        by=by,
    )
    return grant


@transaction.atomic
def revoke_role(grant: Grant, *, by: Person) -> None:
    """The role ends at once; revoked already, nothing changes."""
    # One door for all revocations of administrators, so that two cannot both be "not the last".
    same_role = Grant.objects.select_for_update(of=("self",)).filter(role=grant.role)
    held = {one.pk: one for one in same_role.select_related("person", "agency").order_by("pk")}
    grant = held[grant.pk]
    if grant.revoked_at:
        return
    if grant.role == Role.ADMINISTRATOR and not _others_remain(grant):
        raise LastAdministrator(
            _(
                "%(name)s adalah administrator terakhir. Beri peran itu kepada orang lain "
                "sebelum mencabutnya."
            )
            % {"name": grant.person.name}
        )
    grant.revoked_at, grant.revoked_by = now(), by
    grant.save(update_fields=["revoked_at", "revoked_by"])
    tell(
        RoleRevoked(
            grant_id=grant.pk,
            person_id=grant.person_id,
            name=grant.person.name,
            role=grant.role,
            role_name=_role_name(grant),
            agency_id=grant.agency_id,
            agency_name=grant.agency.name,
        ),
        by=by,
    )


def _others_remain(grant: Grant) -> bool:
    others = Grant.objects.valid_on(today()).filter(
        role=Role.ADMINISTRATOR, person__is_active=True, agency__parent=None
    )
    return others.exclude(pk=grant.pk).exists() or grant.agency.parent_id is not None


def _role_name(grant: Grant) -> str:
    # Facts are kept for ever: in the language of the city, not of whoever was signed in.
    with override("id"):
        return str(Role(grant.role).label)
