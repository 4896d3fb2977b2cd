"""Say in which box of the AI taxonomy a risk lies, which boxes do not apply, and name risks apart."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.actions.risks import refuse_closed
from sinau.risk.events import (
    BoxConfirmed,
    BoxExcluded,
    BoxWithdrawn,
    RiskClassified,
    RiskListFinished,
)
from sinau.risk.models import (
    Classification,
    Exclusion,
    FinishedList,
    Naming,
    Register,
    Risk,
)
from sinau.risk.models.registers import house_of, side_of
from sinau.risk.taxonomy import Subdomain, taxonomy


class UnknownBox(Refused):
    """The taxonomy in force has no box of that number."""


class SameAgency(Refused):
    """That a box does not apply is confirmed by somebody of another agency than who said so."""


class AlreadyNamed(Refused):
    """A box in which a risk lies applies."""


class ListFinished(Refused):
    """A list that was finished is not added to: it would no longer be independent."""


@dataclass(frozen=True, kw_only=True)
class Causes:
    """What caused a risk or an incident: who, on purpose or not, and when."""

    entity: str = ""
    intent: str = ""
    timing: str = ""


@transaction.atomic
def classify_risk(
    risk: Risk, subdomain: str, causes: Causes | None = None, *, by: Person, suggestion: str = ""
) -> Classification:
    """The risk lies in this box; the same a second time changes nothing."""
    refuse_closed(risk)
    box = _box(subdomain)
    said = causes or Causes()
    values = {
        "subdomain": box.code,
        "entity": said.entity,
        "intent": said.intent,
        "timing": said.timing,
    }
    known = Classification.objects.filter(risk=risk).first()
    if known and all(getattr(known, name) == value for name, value in values.items()):
        return known
    placed, _is_new = Classification.objects.update_or_create(
        risk=risk,
        defaults={**values, "set_by": by, "set_at": now()},
        create_defaults={**values, "set_by": by, "set_at": now(), "suggestion": suggestion},
    )
    announce(
        RiskClassified(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            subdomain=box.code,
            subdomain_name=box.name,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    return placed


@transaction.atomic
def exclude_box(register: Register, subdomain: str, *, reason: str, by: Person) -> Exclusion:
    """This box does not apply, for this reason, once another agency agrees.

    The same reason a second time changes nothing; another reason must be confirmed anew.
    """
    box = _box(subdomain)
    register = Register.objects.select_for_update().get(pk=register.pk)
    named = Classification.objects.filter(
        risk__register=register, risk__closure=None, subdomain=box.code
    )
    if named.exists():
        raise AlreadyNamed(
            _("Sudah ada risiko pada subranah ini, jadi subranah ini berlaku."),
            back=register.get_absolute_url(),
        )
    standing = register.exclusions.filter(subdomain=box.code, withdrawn_at=None).first()
    if standing and standing.reason == reason:
        return standing
    if standing:
        _withdraw(standing, by)
    made = Exclusion.objects.create(
        register=register,
        subdomain=box.code,
        reason=reason,
        stated_by=by,
        stated_agency=side_of(by, register),
        stated_at=now(),
    )
    announce(
        BoxExcluded(
            exclusion_id=made.pk,
            register_id=register.pk,
            subdomain=box.code,
            subdomain_name=box.name,
            reason=reason,
            owner_id=register.keeper_id,
        ),
        by=by,
    )
    return made


@transaction.atomic
def confirm_exclusion(exclusion: Exclusion, *, by: Person) -> Exclusion:
    """Somebody of another agency agrees that the box does not apply; twice changes nothing."""
    rows = Exclusion.objects.select_for_update(of=("self",))
    row = rows.select_related("register__agency", "stated_agency").get(pk=exclusion.pk)
    if row.confirmed_at or row.withdrawn_at:
        return row
    agency = side_of(by, row.register)
    if by.pk == row.stated_by_id or house_of(agency) == house_of(row.stated_agency):
        raise SameAgency(
            _(
                "Alasan ini ditulis oleh perangkat daerah Anda. Pegawai perangkat daerah lain yang dapat membenarkannya."
            ),
            back=row.register.get_absolute_url(),
        )
    row.confirmed_by, row.confirmed_agency, row.confirmed_at = by, agency, now()
    row.save(update_fields=["confirmed_by", "confirmed_agency", "confirmed_at"])
    announce(
        BoxConfirmed(
            exclusion_id=row.pk,
            register_id=row.register_id,
            subdomain=row.subdomain,
            subdomain_name=_box(row.subdomain).name,
            owner_id=row.register.keeper_id,
        ),
        by=by,
    )
    return row


@transaction.atomic
def withdraw_exclusion(exclusion: Exclusion, *, by: Person) -> Exclusion:
    """The box is open again; a second time changes nothing."""
    row = Exclusion.objects.select_for_update().select_related("register").get(pk=exclusion.pk)
    if row.withdrawn_at is None:
        _withdraw(row, by)
    return row


@transaction.atomic
def name_risk(register: Register, text: str, *, by: Person) -> Naming:
    """The list of the person's agency has this risk; the same words twice are one row."""
    agency = side_of(by, register)
    if register.finished_lists.filter(agency=agency).exists():
        raise ListFinished(
            _("Daftar perangkat daerah Anda sudah diselesaikan, jadi tidak ditambah lagi."),
            back=register.get_absolute_url(),
        )
    named, _is_new = Naming.objects.get_or_create(
        register=register,
        agency=agency,
        text=" ".join(text.split())[:300],
        defaults={"named_by": by, "named_at": now()},
    )
    return named


@transaction.atomic
def finish_list(register: Register, *, by: Person) -> FinishedList:
    """The agency's list is as long as it will be; a second time changes nothing."""
    agency = side_of(by, register)
    done, is_new = FinishedList.objects.get_or_create(
        register=register, agency=agency, defaults={"finished_by": by, "finished_at": now()}
    )
    if is_new:
        announce(
            RiskListFinished(
                register_id=register.pk,
                title=register.title,
                agency_id=agency.pk,
                agency_name=agency.short_name,
                count=register.namings.filter(agency=agency).count(),
                owner_id=register.keeper_id,
            ),
            by=by,
        )
    return done


@transaction.atomic
def match_naming(naming: Naming, risk: Risk | None, *, by: Person) -> Naming:
    """This is the risk of the register that was meant; nothing takes the match back."""
    if naming.risk_id != (risk.pk if risk else None):
        naming.risk, naming.matched_by, naming.matched_at = risk, by, now()
        naming.save(update_fields=["risk", "matched_by", "matched_at"])
    return naming


def _withdraw(row: Exclusion, by: Person) -> None:
    row.withdrawn_by, row.withdrawn_at = by, now()
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    announce(
        BoxWithdrawn(
            exclusion_id=row.pk,
            register_id=row.register_id,
            subdomain=row.subdomain,
            subdomain_name=_box(row.subdomain).name,
            owner_id=row.register.keeper_id,
        ),
        by=by,
    )


def _box(code: str) -> Subdomain:
    box = taxonomy().find(code)
    if box is None:
        raise UnknownBox(_("Subranah itu tidak ada pada penggolongan yang dipakai."))
    return box
