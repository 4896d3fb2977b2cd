"""Know tools and learning systems outside, let them go, and find the keys they sign with."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.packages.events import (
    PlatformRegistered,
    PlatformWithdrawn,
    ToolRegistered,
    ToolWithdrawn,
)
from sinau.packages.lti import jwts
from sinau.packages.lti.broken import Broken
from sinau.packages.models import Platform, Tool
from sinau.people.models import Person
from sinau.records import sending

_KEYS_GOOD_FOR = timedelta(hours=1)
_KEYS_REST = timedelta(minutes=1)
_KEYS_BYTES = 200_000
_KEYS = "LTI Security 1.0, 6.3"


@transaction.atomic
def register_partner(partner: Tool | Platform, *, by: Person) -> None:
    """The partner is known, or known anew as it is now."""
    partner.written_by, partner.written_at = by, now()
    partner.keys_text, partner.keys_read_at = "", None
    partner.save()
    if isinstance(partner, Tool):
        announce(ToolRegistered(tool_id=partner.pk, name=partner.name), by=by)
    else:
        announce(PlatformRegistered(platform_id=partner.pk, name=partner.name), by=by)


@transaction.atomic
def withdraw_partner(partner: Tool | Platform, *, by: Person, reason: str) -> None:
    """Nobody opens it or comes from it any more, and nothing is told; a second time changes nothing."""
    usable = type(partner).objects.usable().filter(pk=partner.pk)
    if not usable.update(withdrawn_at=now(), withdrawn_by=by, withdrawn_reason=reason):
        return
    pk, name = partner.pk, partner.name
    if isinstance(partner, Tool):
        announce(ToolWithdrawn(tool_id=pk, name=name, reason=reason), by=by)
    else:
        announce(PlatformWithdrawn(platform_id=pk, name=name, reason=reason), by=by)


def key_of(partner: Tool | Platform, token: str) -> jwts.PublicKey:
    """The key that signed; the key set is read anew when it does not know the name."""
    kid = jwts.kid_said(token)
    if isinstance(partner, Tool) and not partner.keys_url:
        return jwts.read_pem(partner.public_key)
    known = jwts.read_key_set(partner.keys_text) if partner.keys_text else {}
    age = now() - partner.keys_read_at if partner.keys_read_at else None
    if age is None or age > _KEYS_GOOD_FOR or (kid not in known and age > _KEYS_REST):
        known = fetch_keys(partner)
    if kid not in known:
        raise Broken(f"{_KEYS} (kid)", "Kunci dengan nama itu tidak dikenal (kid).")
    return known[kid]


# Outside of a transaction: a question to outside holds no rows, and that it was asked stays.
def fetch_keys(partner: Tool | Platform) -> dict[str, jwts.PublicKey]:
    """The key set of the partner as it is now; raises Broken with the reason."""
    if not partner.keys_url.startswith("https://"):
        raise Broken(_KEYS, "Alamat JWKS harus https.")
    row = type(partner).objects.filter(pk=partner.pk)
    # Kept also when what was read is of no use, so that a broken partner is not asked each time.
    row.update(keys_read_at=now())
    try:
        answer = sending.get(partner.keys_url, {"Accept": "application/json"}, most=_KEYS_BYTES)
    except sending.Unreachable as trouble:
        raise Broken(_KEYS, str(trouble)) from None
    if answer.status != 200:
        raise Broken(_KEYS, f"Alamat JWKS menjawab {answer.status}.")
    found = jwts.read_key_set(answer.text)
    if not found:
        raise Broken(_KEYS, "Kumpulan kunci (JWKS) tidak memuat kunci RSA atau EC P-256.")
    row.update(keys_text=answer.text)
    return found


def as_uuid(said: object) -> UUID:
    """A number as partners write it; the one that nobody has for what is none."""
    try:
        return UUID(str(said))
    except ValueError:
        return UUID(int=0)
