"""The verbs about one's password, and what officers do for people who cannot get in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from sinau.kernel.telling import tell
from sinau.people import nip as nips
from sinau.people.access import within
from sinau.people.accounts import guard
from sinau.people.accounts.factors import reset_factors
from sinau.people.accounts.posting import post
from sinau.people.events import PasswordChanged, RecoveryLinkIssued
from sinau.people.models import AttemptKind, Person, Role
from sinau.people.models.persons import PersonQuerySet

__all__ = [
    "change_password",
    "issue_recovery_link",
    "person_of_link",
    "recoverable_by",
    "recovery_link",
    "request_recovery",
    "reset_factors",
    "set_password_by_link",
]


@transaction.atomic
def change_password(person: Person, password: str) -> None:
    """The new password is in force, on every device the person must sign in again."""
    _set(person, password, way="own")


@transaction.atomic
def set_password_by_link(person: Person, password: str) -> None:
    """The new password is in force and the link is spent; a lock-out ends with it."""
    _set(person, password, way="recovery")
    guard.forgive(AttemptKind.PASSWORD, AttemptKind.RECOVERY, nip=person.nip)


@transaction.atomic
def request_recovery(typed: str, *, address: str) -> None:
    """A letter with a link goes to the office address behind this number, if there is one.

    Whether there is one must not show, so the letter is written later, by the job worker, and too
    many requests are dropped without a word.
    """
    number = nips.clean(typed)
    try:
        guard.take_a_try(AttemptKind.RECOVERY, nip=number, address=address)
    except guard.TriedTooOften:
        return
    if len(number) == 18:
        post(number, "recovery")


@transaction.atomic
def issue_recovery_link(person: Person, *, by: Person) -> str:
    """A link with which this person sets a new password, to be handed over by an officer.

    Each call makes a link; all of them are spent as soon as one is used.
    """
    tell(RecoveryLinkIssued(person_id=person.pk, name=person.name), by=by)
    return recovery_link(person)


def recovery_link(person: Person) -> str:
    """The whole address; good for three hours and one password."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return f"{settings.PUBLIC_URL}{reverse('people:recovery_edit', args=[key, token])}"


def person_of_link(key: str, token: str) -> Person | None:
    """Whose link this is; None when it is spent, too old or made up."""
    try:
        number = int(urlsafe_base64_decode(key).decode())
    except (ValueError, OverflowError):
        return None
    person: Person | None = Person.objects.serving().filter(pk=number).first()
    return person if person and default_token_generator.check_token(person, token) else None


def recoverable_by(officer: Person) -> PersonQuerySet:
    """Whom this officer or administrator may give a recovery link: their own people, not themselves.

    Somebody who administers may only be helped by an administrator.
    """
    reach = within("agency", officer, Role.OFFICER, Role.ADMINISTRATOR)
    people: PersonQuerySet = Person.objects.serving().filter(reach).exclude(pk=officer.pk)
    if not officer.has_role(Role.ADMINISTRATOR):
        people = people.exclude(grants__role=Role.ADMINISTRATOR, grants__revoked_at=None)
    return people


def _set(person: Person, password: str, *, way: str) -> None:
    person.set_password(password)
    person.save(update_fields=["password"])
    for session in UserSession.objects.filter(user=person):
        session.end()
    tell(PasswordChanged(person_id=person.pk, way=way), by=person)
    post(person.nip, "password_changed")
