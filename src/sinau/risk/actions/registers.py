"""Open registers and keep who takes part in them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, F, Q

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Agency, Person
from sinau.risk.actions.frameworks import current_framework
from sinau.risk.events import RegisterChanged, RegisterOpened
from sinau.risk.models import Framework, Involvement, Nature, Register, Risk


@transaction.atomic
def open_register(
    *,
    title: str,
    agency: Agency,
    keeper: Person,
    by: Person,
    subject: str = "",
    partners: Iterable[Agency] = (),
    source: str = "",
    source_url: str = "",
    framework: Framework | None = None,
) -> Register:
    """There is a register for this thing; with a `source` that has one already, that one."""
    if source:
        known = Register.objects.filter(source=source).first()
        if known is not None:
            return known
    register = Register.objects.create(
        title=title[:150],
        subject=subject,
        agency=agency,
        keeper=keeper,
        source=source,
        source_url=source_url,
        framework=framework or current_framework(),
        opened_at=now(),
        changed_at=now(),
    )
    _set_involved(register, [agency, *partners])
    announce(
        RegisterOpened(
            register_id=register.pk,
            title=register.title,
            agency_id=agency.pk,
            owner_id=keeper.pk,
            source=source,
        ),
        by=by,
    )
    return register


@transaction.atomic
def change_register(
    register: Register,
    *,
    title: str,
    subject: str,
    keeper: Person,
    partners: Iterable[Agency],
    by: Person,
) -> Register:
    """Title, subject, keeper and partners are as given; nothing is told when nothing changed."""
    before = (register.title, register.subject, register.keeper_id)
    register.title, register.subject, register.keeper = title[:150], subject, keeper
    is_new = _set_involved(register, [register.agency, *partners])
    if is_new or before != (register.title, register.subject, keeper.pk):
        register.changed_at = now()
        register.save(update_fields=["title", "subject", "keeper", "changed_at"])
        _tell_change(register, by)
    return register


@transaction.atomic
def involve(
    register: Register,
    agencies: Iterable[Agency],
    *,
    keeper: Person,
    by: Person,
    agency: Agency | None = None,
) -> None:
    """Exactly these agencies take part, and this person keeps the register."""
    owner = agency or register.agency
    is_new = _set_involved(register, [owner, *agencies])
    if is_new or (register.keeper_id, register.agency_id) != (keeper.pk, owner.pk):
        register.keeper, register.agency, register.changed_at = keeper, owner, now()
        register.save(update_fields=["keeper", "agency", "changed_at"])
        _tell_change(register, by)


def recount(register_id: int) -> None:
    """Store the counters of a register anew, in the transaction that changed them."""
    open_now = Q(closure=None)
    counts = Risk.objects.filter(register=register_id).aggregate(
        risk_count=Count("pk", filter=open_now),
        above_count=Count(
            "pk",
            filter=open_now
            & Q(nature=Nature.NEGATIVE, standing__score__gte=F("standing__treat_from")),
        ),
        unreviewed_count=Count("pk", filter=open_now & Q(review=None)),
    )
    Register.objects.filter(pk=register_id).update(**counts, changed_at=now())


def _set_involved(register: Register, agencies: Iterable[Agency]) -> bool:
    """True when the set changed."""
    wanted = {agency.pk for agency in agencies}
    known = set(register.involvements.values_list("agency_id", flat=True))
    if wanted == known:
        return False
    register.involvements.exclude(agency_id__in=wanted).delete()
    Involvement.objects.bulk_create(
        Involvement(register=register, agency_id=pk, since=now()) for pk in sorted(wanted - known)
    )
    return True


def _tell_change(register: Register, by: Person) -> None:
    announce(
        RegisterChanged(
            register_id=register.pk,
            title=register.title,
            agency_ids=tuple(
                register.involvements.order_by("agency_id").values_list("agency_id", flat=True)
            ),
            owner_id=register.keeper_id,
        ),
        by=by,
    )
