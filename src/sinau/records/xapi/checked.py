"""What reading leaves of a statement: its own JSON, and all that a store needs to know about it."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Stated(msgspec.Struct, frozen=True, gc=False):
    """A definition of an activity, or the name of an agent, as one statement said it."""

    about: str
    json: bytes


class Attached(msgspec.Struct, frozen=True, gc=False):
    """An attachment as its statement describes it; without `file_url` its content must come along."""

    sha2: str
    content_type: str
    length: int
    usage_type: str
    file_url: str = ""


class Checked(msgspec.Struct, gc=False):
    """A statement that its version of the specification allows.

    Agents and groups are named by their inverse functional identifier as one text, "mbox:mailto:a@b",
    "mbox_sha1sum:<hex>", "openid:<uri>" or "account:<homePage>|<name>" (`agents.identifier`);
    an anonymous group has none and is "". Identifiers and IRIs are what filters compare.
    """

    # The statement's own bytes, one JSON object, not changed.
    json: bytes
    # Lower case; None when the store has to give one.
    id: str | None
    # When it happened, in UTC; None when the store has to say.
    timestamp: datetime | None
    verb: str
    actor: str
    # The IRI of an activity, the identifier of an agent or group, else "".
    object: str
    # "Activity", "Agent", "Group", "StatementRef" or "SubStatement".
    object_type: str
    registration: str | None = None
    # The statement that a StatementRef names, and whether this one voids it.
    target: str | None = None
    voids: bool = False
    # Members of the actor's group and, when the object is a group, of that: `agent` finds them too.
    more_agents: tuple[str, ...] = ()
    # Whom only `related_agents` finds (not the authority, which the store adds).
    related_agents: tuple[str, ...] = ()
    # What only `related_activities` finds.
    related_activities: tuple[str, ...] = ()
    definitions: tuple[Stated, ...] = ()
    names: tuple[Stated, ...] = ()
    attachments: tuple[Attached, ...] = ()
    # Which of "id", "timestamp", "stored", "authority", "version" the statement itself holds.
    holds: frozenset[str] = frozenset()
