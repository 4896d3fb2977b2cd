"""What the record store tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutClient:
    """Which system outside a fact is about."""

    about = "records.client:{client_id}"

    client_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ClientCreated(AboutClient, Fact):
    """A system outside was given a key."""

    kind = "records.client.created"
    told = gettext_noop("menghubungkan sistem {name}")

    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ClientRotated(AboutClient, Fact):
    """A system was given a new secret; the former one ends soon."""

    kind = "records.client.rotated"
    told = gettext_noop("mengganti kata sandi sistem {name}")


@dataclass(frozen=True, kw_only=True)
class ClientChanged(AboutClient, Fact):
    """Name, rights, origins or limit of a system were changed."""

    kind = "records.client.changed"
    told = gettext_noop("mengubah keterangan atau hak sistem {name}")

    changes: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ClientRevoked(AboutClient, Fact):
    """The key of a system is no longer accepted."""

    kind = "records.client.revoked"
    told = gettext_noop("mencabut sistem {name}: {reason}")

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AboutIdentity:
    """Which actor of statements is whom."""

    about = "records.identity:{identity_id}"

    identity_id: int
    person_id: int
    person_name: str
    identifier: str


@dataclass(frozen=True, kw_only=True)
class IdentityRecognised(AboutIdentity, Fact):
    """An officer said which person of the city an actor is."""

    kind = "records.identity.recognised"
    told = gettext_noop("menghubungkan pelaku {identifier} dengan {person_name}")


@dataclass(frozen=True, kw_only=True)
class IdentityReleased(AboutIdentity, Fact):
    """Statements of an actor are no longer taken for this person's."""

    kind = "records.identity.released"
    told = gettext_noop("melepas pelaku {identifier} dari {person_name}")
