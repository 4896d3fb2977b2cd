"""What the record store tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class LearningReported(Fact):
    """A statement of another system speaks of learning that may count as JP.

    `evidence` names the learning and not the statement: however many statements and systems tell
    it, it is told once. `rule_version` is the wording of the mapping rule that read it.
    """

    kind = "records.learning.reported"
    about = "records.person:{person_id}"
    told = gettext_noop("menerima laporan belajar “{title}” dari sistem lain")

    person_id: int
    evidence: str
    form: str
    title: str
    organiser: str
    started_on: date
    ended_on: date
    minutes: int
    stated_jp: Decimal | None = None
    evidence_url: str = ""
    statement_id: str = ""
    rule_version: int = 0


@dataclass(frozen=True, kw_only=True)
class LearningWithdrawn(Fact):
    """Every statement that spoke of the learning was voided by those who sent it."""

    kind = "records.learning.withdrawn"
    about = "records.person:{person_id}"
    told = gettext_noop("menerima penarikan laporan belajar “{title}”")

    person_id: int
    evidence: str
    title: str
    statement_id: str = ""


@dataclass(frozen=True, kw_only=True)
class MappingWritten(Fact):
    """An officer wrote, changed, stopped or resumed a rule by which statements become learning."""

    kind = "records.mapping.written"
    about = "records.mapping:{key}"
    told = gettext_noop("menulis versi {version} aturan “{label}”: {reason}")

    key: str
    label: str
    version: int
    in_use: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class StrangerSetAside(Fact):
    """An officer said that an actor of statements is nobody of the city."""

    kind = "records.stranger.set_aside"
    about = "records.stranger:{stranger_id}"
    told = gettext_noop("mengesampingkan pelaku {name}: {reason}")

    stranger_id: int
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AboutForwarder:
    """Which system statements are passed on to."""

    about = "records.forwarder:{forwarder_id}"

    forwarder_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ForwarderWritten(AboutForwarder, Fact):
    """Where and what is passed on was set or changed; the secret is not told."""

    kind = "records.forwarder.written"
    told = gettext_noop("menulis terusan “{name}”: {changes}")

    changes: str = ""


@dataclass(frozen=True, kw_only=True)
class ForwarderPaused(AboutForwarder, Fact):
    """Nothing is passed on until somebody resumes it."""

    kind = "records.forwarder.paused"
    told = gettext_noop("menjeda terusan “{name}”: {reason}")

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ForwarderResumed(AboutForwarder, Fact):
    """A paused forwarder goes on from where it stood."""

    kind = "records.forwarder.resumed"
    told = gettext_noop("melanjutkan terusan “{name}”")


@dataclass(frozen=True, kw_only=True)
class StatementsTaken(Fact):
    """Somebody took the statements of a person along as a file."""

    kind = "records.person.exported"
    about = "records.person:{person_id}"
    told = gettext_noop("mengunduh {count} pernyataan belajar milik {name}")

    person_id: int
    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class AboutRequest:
    """Whose statements shall no longer say who it was."""

    about = "records.pseudonym:{request_id}"

    request_id: int
    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PseudonymAsked(AboutRequest, Fact):
    """Somebody asked, with a legal basis, that a person's statements be pseudonymised."""

    kind = "records.pseudonym.asked"
    told = gettext_noop("meminta penyamaran rekam belajar {name}: {reason}")

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PseudonymRefused(AboutRequest, Fact):
    """A second person did not agree to the pseudonymisation."""

    kind = "records.pseudonym.refused"
    told = gettext_noop("menolak penyamaran rekam belajar {name}: {reason}")

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PseudonymApproved(AboutRequest, Fact):
    """A second person agreed; the worker replaces the identifiers for good."""

    kind = "records.pseudonym.approved"
    told = gettext_noop("menyetujui penyamaran rekam belajar {name}")


@dataclass(frozen=True, kw_only=True)
class PersonPseudonymised(AboutRequest, Fact):
    """No statement or document names the person any more; who it was cannot be read back."""

    kind = "records.pseudonym.made"
    told = gettext_noop("menyamarkan {statements} pernyataan dan {documents} dokumen milik {name}")

    statements: int
    documents: int


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
    told = gettext_noop("mengganti rahasia sistem {name}")


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
