"""The verbs about those who may speak xAPI with us."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.records.callers import digest_of, forget_callers
from sinau.records.events import ClientChanged, ClientCreated, ClientRevoked, ClientRotated
from sinau.records.models import Client, Pass, Scope

# How long the former secret is still accepted after a rotation.
GRACE = timedelta(days=1)


@transaction.atomic
def create_client(
    name: str,
    scopes: Sequence[str],
    by: Person | None,
    *,
    note: str = "",
    origins: Sequence[str] = (),
    limit_per_minute: int = 0,
    expires_at: datetime | None = None,
) -> tuple[Client, str]:
    """A system may speak with us; its secret is returned this once and not kept."""
    secret = secrets.token_urlsafe(32)
    client = Client.objects.create(
        name=name,
        note=note,
        key=secrets.token_hex(10),
        secret_digest=digest_of(secret),
        scopes=list(scopes),
        origins=list(origins),
        limit_per_minute=limit_per_minute,
        expires_at=expires_at,
        created_by=by,
        created_at=now(),
    )
    announce(
        ClientCreated(client_id=client.pk, name=client.name, scopes=tuple(client.scopes)), by=by
    )
    return client, secret


@transaction.atomic
def change(
    client: Client,
    *,
    by: Person,
    name: str,
    note: str,
    scopes: Sequence[str],
    origins: Sequence[str],
    limit_per_minute: int,
) -> Client:
    """The client is called so and may do so from now on; the same again changes nothing."""
    client = Client.objects.select_for_update().get(pk=client.pk)
    wanted = {
        "name": name,
        "note": note,
        "scopes": list(scopes),
        "origins": list(origins),
        "limit_per_minute": limit_per_minute,
    }
    changes = [field for field, value in wanted.items() if getattr(client, field) != value]
    if not changes:
        return client
    for field in changes:
        setattr(client, field, wanted[field])
    client.save(update_fields=changes)
    announce(
        ClientChanged(
            client_id=client.pk,
            name=client.name,
            changes=tuple(changes),
            scopes=tuple(client.scopes),
        ),
        by=by,
    )
    transaction.on_commit(forget_callers)
    return client


@transaction.atomic
def rotate(client: Client, by: Person) -> str:
    """The client has a new secret; the former one is accepted for another day."""
    client = Client.objects.select_for_update().get(pk=client.pk)
    secret = secrets.token_urlsafe(32)
    client.former_digest, client.former_until = client.secret_digest, now() + GRACE
    client.secret_digest, client.rotated_at = digest_of(secret), now()
    client.save(update_fields=["former_digest", "former_until", "secret_digest", "rotated_at"])
    announce(ClientRotated(client_id=client.pk, name=client.name), by=by)
    transaction.on_commit(forget_callers)
    return secret


@transaction.atomic
def revoke(client: Client, by: Person, *, reason: str = "") -> None:
    """The client's key is not accepted any more; a second time changes nothing."""
    usable = Client.objects.filter(pk=client.pk, revoked_at=None)
    if not usable.update(revoked_at=now(), revoked_by=by):
        return
    announce(ClientRevoked(client_id=client.pk, name=client.name, reason=reason), by=by)
    transaction.on_commit(forget_callers)


def give_pass(
    person: Person,
    *,
    scopes: Sequence[str] = (Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE, Scope.STATE),
    minutes: int = 120,
    registration: str | None = None,
    guard: str = "",
    subject: str = "",
    origins: Sequence[str] = (),
) -> str:
    """A token with which a page records what this person does, for so many minutes.

    With a `guard` another app looks at everything that is done with it (`guarding.py`).
    """
    token = secrets.token_urlsafe(32)
    Pass.objects.create(
        token_digest=digest_of(token),
        person=person,
        scopes=list(scopes),
        registration=registration,
        guard=guard,
        subject=subject,
        origins=list(origins),
        created_at=now(),
        expires_at=now() + timedelta(minutes=minutes),
    )
    return token


def forget_passes() -> int:
    """Passes that are over are deleted; says how many."""
    return Pass.objects.filter(expires_at__lt=now()).delete()[0]
