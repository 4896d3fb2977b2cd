"""Whoever stands at the door: what they may do, and the authority their statements get."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import Any

import msgspec
from django.conf import settings
from django.db.models import Q

from sinau.kernel.clock import now
from sinau.records.keys import key_of
from sinau.records.models import Client, Pass, Scope

# So long a caller is believed without a look in the table; a revoked key still works as long.
BELIEVED_SECONDS = 5.0
KNOWN_AT_MOST = 2_000
# The name under which a pass comes in where only Basic is spoken, as in cmi5 (8.2.2).
PASS_KEY = "pass"  # noqa: S105

_WRITES = {
    Scope.STATEMENTS_WRITE: {Scope.STATEMENTS_WRITE, Scope.ALL},
    Scope.STATEMENTS_READ_MINE: {
        Scope.STATEMENTS_READ_MINE,
        Scope.STATEMENTS_READ,
        Scope.ALL_READ,
        Scope.ALL,
    },
    Scope.STATEMENTS_READ: {Scope.STATEMENTS_READ, Scope.ALL_READ, Scope.ALL},
    Scope.STATE: {Scope.STATE, Scope.ALL},
    Scope.PROFILE: {Scope.PROFILE, Scope.ALL},
    Scope.ALL_READ: {Scope.ALL_READ, Scope.ALL},
    Scope.ALL: {Scope.ALL},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A client, a page with a pass, or Sinau itself; `authority` vouches for its statements."""

    name: str
    scopes: frozenset[str]
    authority: dict[str, Any]
    authority_json: bytes
    authority_key: int
    client_id: int | None = None
    person_id: int | None = None
    registration: str | None = None
    guard: str = ""
    subject: str = ""
    origins: tuple[str, ...] = ()
    limit_per_minute: int = 0

    def may(self, scope: Scope) -> bool:
        """Whether one of the caller's scopes holds what is asked."""
        return not self.scopes.isdisjoint(_WRITES[scope])


_known: dict[str, tuple[float, Caller | None]] = {}


def caller_of(authorization: str) -> Caller | None:
    """Who sends this `Authorization` header; None when nobody does or the key is not accepted."""
    at = time.monotonic()
    # Kept by digest: secrets do not lie about in memory.
    digest = hashlib.sha256(authorization.encode()).hexdigest()
    known = _known.get(digest)
    if known is not None and at - known[0] < BELIEVED_SECONDS:
        return known[1]
    if len(_known) >= KNOWN_AT_MOST:
        _known.clear()
    caller = _look_up(authorization)
    _known[digest] = (at, caller)
    return caller


def forget_callers() -> None:
    """The next request of each caller is looked up anew."""
    _known.clear()


def house_caller() -> Caller:
    """Sinau itself, for what happened in the house."""
    return _house


def import_caller() -> Caller:
    """Whoever brings statements of a sender that is not known here, out of a file."""
    return _importer


def _look_up(authorization: str) -> Caller | None:
    scheme, _space, token = authorization.partition(" ")
    match scheme.lower():
        case "basic":
            return _client(token.strip())
        case "bearer":
            return _bearer(token.strip())
    return None


def _client(token: str) -> Caller | None:
    try:
        key, colon, secret = base64.b64decode(token, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    if not colon or "\0" in key:
        return None
    if key == PASS_KEY:
        return _bearer(secret)
    client = Client.objects.usable(now()).filter(key=key).first()
    if client is None or not _fits(client, digest_of(secret)):
        return None
    _note_use(client)
    return caller_for(client)


def _fits(client: Client, digest: str) -> bool:
    if hmac.compare_digest(client.secret_digest, digest):
        return True
    in_time = client.former_until is not None and now() < client.former_until
    return in_time and hmac.compare_digest(client.former_digest, digest)


def _note_use(client: Client) -> None:
    minute = now().replace(second=0, microsecond=0)
    stale = Q(last_used_at=None) | Q(last_used_at__lt=minute)
    Client.objects.filter(stale, pk=client.pk).update(last_used_at=minute)


def caller_for(client: Client) -> Caller:
    """The caller that this client's key stands for."""
    return _caller(
        name=client.name,
        scopes=frozenset(client.scopes),
        authority={
            "objectType": "Agent",
            "name": client.name,
            "account": {"homePage": settings.PUBLIC_URL, "name": client.key},
        },
        client_id=client.pk,
        origins=tuple(client.origins),
        limit_per_minute=client.limit_per_minute,
    )


def _bearer(token: str) -> Caller | None:
    found = (
        Pass.objects.filter(token_digest=digest_of(token), expires_at__gt=now())
        .values_list("person_id", "scopes", "registration", "guard", "subject", "origins")
        .first()
    )
    if found is None:
        return None
    person_id, scopes, registration, guard, subject, origins = found
    return _caller(
        name="Sinau",
        scopes=frozenset(scopes),
        authority=_HOUSE_AUTHORITY,
        person_id=person_id,
        registration=str(registration) if registration else None,
        guard=guard,
        subject=subject,
        origins=tuple(origins),
    )


def as_basic(token: str) -> str:
    """A pass as what stands after "Basic" in a header."""
    return base64.b64encode(f"{PASS_KEY}:{token}".encode()).decode()


def _caller(*, authority: dict[str, Any], **said: Any) -> Caller:
    account = authority["account"]
    return Caller(
        authority=authority,
        authority_json=msgspec.json.encode(authority),
        authority_key=key_of(f"account:{account['homePage']}|{account['name']}"),
        **said,
    )


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


_HOUSE_AUTHORITY = {
    "objectType": "Agent",
    "name": "Sinau",
    "account": {"homePage": settings.PUBLIC_URL, "name": "sinau"},
}
_house = _caller(name="Sinau", scopes=frozenset({Scope.ALL}), authority=_HOUSE_AUTHORITY)
_importer = _caller(
    name="Impor",
    scopes=frozenset({Scope.ALL}),
    authority={
        "objectType": "Agent",
        "name": "Impor",
        "account": {"homePage": settings.PUBLIC_URL, "name": "impor"},
    },
)
