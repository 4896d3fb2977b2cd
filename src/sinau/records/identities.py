"""Who is who: people of the city and the identifiers under which statements know them.

A person has an account of this house (a random name, kept), the e-mail of their office, which other
systems write as `mbox` or as its SHA-1 sum, and accounts at other systems that an officer named.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.records.events import IdentityRecognised, IdentityReleased
from sinau.records.models import Identity, IdentityKind

MBOX = "mbox:mailto:"
MBOX_SUM = "mbox_sha1sum:"
ACCOUNT = "account:"

FactT = TypeVar("FactT", IdentityRecognised, IdentityReleased)


class IdentityTaken(Refused):
    """An identifier belongs to one person at a time."""


class NotReleasable(Refused):
    """Only accounts at other systems are given and taken by officers."""


def account_of(person: Person) -> dict[str, Any]:
    """The person as an Agent with the account of this house; made once, the same ever after."""
    return accounts_of([person])[person.pk]


def accounts_of(people: Iterable[Person]) -> dict[int, dict[str, Any]]:
    """The Agent of each person by key, in two queries at most."""
    wanted = {person.pk: person for person in people}
    known = _house_accounts(wanted)
    missing = [pk for pk in wanted if pk not in known]
    if missing:
        # Whoever is first makes it; the other finds it.
        Identity.objects.bulk_create([_new_account(pk) for pk in missing], ignore_conflicts=True)
        known |= _house_accounts(missing)
    return {
        pk: {
            "objectType": "Agent",
            "name": person.name,
            "account": _account(known[pk]),
        }
        for pk, person in wanted.items()
    }


def identifiers_of(person: Person) -> list[str]:
    """Every identifier that is theirs now: house account, e-mail, accounts elsewhere."""
    known = Identity.objects.open().filter(person=person).values_list("identifier", flat=True)
    return list(dict.fromkeys([*known, *_email_identifiers(person.email)]))


def periods_of(person: Person) -> list[tuple[str, datetime | None]]:
    """Each identifier that is or was theirs, with the moment at which it ceased to be."""
    found: dict[str, datetime | None] = dict.fromkeys(identifiers_of(person))
    for identifier, until in (
        Identity.objects.filter(person=person)
        .exclude(until=None)
        .values_list("identifier", "until")
    ):
        found.setdefault(identifier, until)
    return list(found.items())


def person_of(identifier: str) -> Person | None:
    """Whose identifier this is now; None for strangers and for an e-mail that several share."""
    return people_of([identifier]).get(identifier)


def people_of(identifiers: Iterable[str]) -> dict[str, Person]:
    """The people behind these identifiers, in three queries at most; strangers are left out."""
    wanted = {identifier for identifier in identifiers if identifier}
    named = Identity.objects.open().filter(identifier__in=wanted).select_related("person")
    found = {identity.identifier: identity.person for identity in named}
    unknown = wanted - found.keys()
    return found | _by_email(unknown) | _by_sum(unknown)


@transaction.atomic
def recognise(identifier: str, person: Person, *, by: Person) -> Identity:
    """Statements of this actor are this person's from now on; a second time changes nothing."""
    held = Identity.objects.open().filter(identifier=identifier).select_related("person").first()
    owner = held.person if held else person_of(identifier)
    if owner is not None and owner.pk != person.pk:
        raise IdentityTaken(
            _("Pelaku ini sudah dikenal sebagai %(name)s. Lepaskan dahulu hubungan yang lama.")
            % {"name": owner.name}
        )
    if held is not None:
        return held
    identity = Identity.objects.create(
        person=person,
        kind=IdentityKind.ELSEWHERE,
        identifier=identifier,
        since=now(),
        recorded_by=by,
    )
    announce(_fact(IdentityRecognised, identity), by=by)
    return identity


@transaction.atomic
def release(identity: Identity, *, by: Person) -> Identity:
    """Later statements of this actor are nobody's; a second time changes nothing."""
    if identity.kind != IdentityKind.ELSEWHERE:
        raise NotReleasable(_("Akun Sinau dan surel dinas melekat pada pegawai."))
    identity = Identity.objects.select_for_update().select_related("person").get(pk=identity.pk)
    if identity.until is None:
        identity.until = now()
        identity.save(update_fields=["until"])
        announce(_fact(IdentityReleased, identity), by=by)
    return identity


def _fact(fact_type: type[FactT], identity: Identity) -> FactT:
    return fact_type(
        identity_id=identity.pk,
        person_id=identity.person_id,
        person_name=identity.person.name,
        identifier=identity.identifier,
    )


def _house_accounts(people: Iterable[int]) -> dict[int, str]:
    rows = Identity.objects.open().filter(kind=IdentityKind.HOUSE, person__in=list(people))
    return dict(rows.values_list("person", "identifier"))


def _new_account(person_id: int) -> Identity:
    return Identity(
        person_id=person_id,
        kind=IdentityKind.HOUSE,
        identifier=f"{ACCOUNT}{settings.PUBLIC_URL}|{uuid.uuid4()}",
        since=now(),
    )


def _account(identifier: str) -> dict[str, str]:
    home, _bar, name = identifier.removeprefix(ACCOUNT).rpartition("|")
    return {"homePage": home, "name": name}


def _email_identifiers(email: str) -> list[str]:
    """As it stands and in lower case, each also as the sum that hides it."""
    spellings = dict.fromkeys([email, email.lower()]) if email else {}
    mailtos = [f"mailto:{spelling}" for spelling in spellings]
    sums = [hashlib.sha1(mailto.encode()).hexdigest() for mailto in mailtos]  # noqa: S324
    return [f"mbox:{mailto}" for mailto in mailtos] + [f"{MBOX_SUM}{one}" for one in sums]


def _by_email(identifiers: set[str]) -> dict[str, Person]:
    emails = {one: one.removeprefix(MBOX).lower() for one in identifiers if one.startswith(MBOX)}
    if not emails:
        return {}
    people = Person.objects.alias(lowered=Lower("email")).filter(lowered__in=emails.values())
    holders = _holders((person.email.lower(), person) for person in people)
    return {one: holders[email] for one, email in emails.items() if email in holders}


def _by_sum(identifiers: set[str]) -> dict[str, Person]:
    """A sum says no address, so every address of the city is summed: milliseconds, and seldom."""
    sums = {one for one in identifiers if one.startswith(MBOX_SUM)}
    if not sums:
        return {}
    said = (
        (identifier, person)
        for person in Person.objects.exclude(email="")
        for identifier in _email_identifiers(person.email)
        if identifier in sums
    )
    return _holders(said)


def _holders(said: Iterable[tuple[str, Person]]) -> dict[str, Person]:
    """Who holds each address; an address that several share is nobody's."""
    holders = defaultdict(list)
    for address, person in said:
        holders[address].append(person)
    return {address: people[0] for address, people in holders.items() if len(people) == 1}
