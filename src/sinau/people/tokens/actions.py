"""Give a token, and take it back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.kernel.telling import tell
from sinau.people.events import TokenIssued, TokenRevoked
from sinau.people.models import AccessToken, Person

# So that whoever looks through files for leaked secrets knows one of ours.
PREFIX = "sinau_"


class NobodyToActAs(Refused):
    """A token acts as somebody who works here."""


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue_token(
    person: Person,
    *,
    by: Person | None,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime | None = None,
) -> tuple[AccessToken, str]:
    """Programs with this secret act as the person; it is returned this once and not kept."""
    if not person.is_active or person.left_on is not None:
        raise NobodyToActAs(_("Token hanya dibuat untuk pegawai yang masih bekerja."))
    secret = PREFIX + secrets.token_hex(32)
    token = AccessToken.objects.create(
        name=name,
        person=person,
        secret_digest=digest_of(secret),
        ending=secret[-4:],
        scopes=sorted(set(scopes)),
        created_by=by,
        created_at=now(),
        expires_at=expires_at,
    )
    tell(
        TokenIssued(
            token_id=token.pk,
            person_id=person.pk,
            name=token.name,
            scopes=tuple(token.scopes),
            expires_at=expires_at,
        ),
        by=by,
    )
    return token, secret


@transaction.atomic
def revoke_token(token: AccessToken, *, by: Person, reason: str = "") -> None:
    """The token opens nothing from now on; a second time changes nothing."""
    standing = AccessToken.objects.filter(pk=token.pk, revoked_at=None)
    if not standing.update(revoked_at=now(), revoked_by=by, revoke_reason=reason):
        return
    tell(
        TokenRevoked(token_id=token.pk, person_id=token.person_id, name=token.name, reason=reason),
        by=by,
    )
