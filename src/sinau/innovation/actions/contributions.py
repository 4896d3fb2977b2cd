"""Write down what an agency gave to an idea, and let another member vouch for it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.innovation.events import ContributionConfirmed, ContributionRecorded
from sinau.innovation.models import Contribution, ContributionConfirmation, Gift, Idea
from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person


class NotAMember(Refused):
    """Only people of the agencies that take part contribute to an idea."""


class OwnContribution(Refused):
    """Nobody vouches for what they gave or wrote down themselves."""


class NotYetHappened(Refused):
    """What lies ahead was not given yet."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was given, by whom and when."""

    person: Person
    kind: Gift
    amount: Decimal
    what: str
    happened_on: date
    to_agency: Agency | None = None


def member_agency(idea: Idea, person: Person) -> Agency | None:
    """The participating agency this person belongs to, the nearest one; None for an outsider."""
    rows = [row.agency for row in idea.partners.select_related("agency")]
    mine = [agency for agency in rows if agency.contains(person.agency)]
    return max(mine, key=lambda agency: len(agency.path), default=None)


@transaction.atomic
def record_contribution(idea: Idea, given: Given, *, by: Person, entry: str = "") -> Contribution:
    """The contribution stands in the idea's book; the same one a second time changes nothing.

    `entry` names the fact of the journal that shows it; without it another member has to confirm.
    """
    agency = member_agency(idea, given.person)
    if agency is None:
        raise NotAMember(
            _("%(name)s bukan dari perangkat daerah yang ikut dalam gagasan ini.")
            % {"name": given.person.name},
            back=idea.get_absolute_url(),
        )
    if given.happened_on > today():
        raise NotYetHappened(
            _("Tanggalnya belum tiba. Catat sumbangan sesudah dikerjakan."),
            back=idea.get_absolute_url(),
        )
    contribution, is_new = Contribution.objects.get_or_create(
        key=entry or _key(idea, given),
        defaults={
            "idea": idea,
            "counts_for": idea,
            "person": given.person,
            "agency": agency,
            "to_agency": given.to_agency,
            "kind": given.kind,
            "amount": given.amount,
            "what": given.what,
            "happened_on": given.happened_on,
            "entry": entry,
            "recorded_by": by,
            "recorded_at": now(),
        },
    )
    if is_new:
        announce(
            ContributionRecorded(
                idea_id=idea.pk,
                title=idea.title,
                contribution_id=contribution.pk,
                agency_id=agency.pk,
                agency_name=agency.short_name,
                gift=contribution.kind,
                amount=contribution.amount,
                what=contribution.what,
                person_id=contribution.person_id,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    return contribution


@transaction.atomic
def confirm_contribution(contribution: Contribution, *, by: Person) -> ContributionConfirmation:
    """Another member vouches for it, and it counts; a second time changes nothing."""
    idea = contribution.counts_for
    if by.pk in (contribution.person_id, contribution.recorded_by_id):
        raise OwnContribution(
            _("Ini sumbangan Anda atau catatan Anda sendiri. Anggota lain yang membenarkannya."),
            back=idea.get_absolute_url(),
        )
    if member_agency(idea, by) is None and by.pk != idea.owner_id:
        raise NotAMember(
            _("%(name)s bukan dari perangkat daerah yang ikut dalam gagasan ini.")
            % {"name": by.name},
            back=idea.get_absolute_url(),
        )
    confirmation, is_new = ContributionConfirmation.objects.get_or_create(
        contribution=contribution, defaults={"confirmed_by": by, "confirmed_at": now()}
    )
    if is_new:
        announce(
            ContributionConfirmed(
                idea_id=idea.pk,
                title=idea.title,
                contribution_id=contribution.pk,
                agency_id=contribution.agency_id,
                agency_name=contribution.agency.short_name,
                what=contribution.what,
                person_id=contribution.person_id,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    return confirmation


def _key(idea: Idea, given: Given) -> str:
    to = given.to_agency.pk if given.to_agency else ""
    said = (idea.pk, given.person.pk, given.kind, given.happened_on, to, given.what.casefold())
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()
