"""What the JP ledger tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class JpCredited(Fact):
    """An entry was added to a person's JP ledger; `evidence` is that of the learning."""

    kind = "credit.jp.credited"
    about = "credit.ledger:{person_id}"
    told = gettext_noop("mencatat {jp} JP untuk “{title}”")

    entry_id: int
    person_id: int
    evidence: str
    title: str
    jp: Decimal
    earned_on: date
    hash: str


@dataclass(frozen=True, kw_only=True)
class JpReversed(Fact):
    """An entry of the ledger was undone by a reversing entry, with a reason."""

    kind = "credit.jp.reversed"
    about = "credit.ledger:{person_id}"
    told = gettext_noop("membatalkan {jp} JP untuk “{title}”: {reason}")

    entry_id: int
    reversed_entry_id: int
    person_id: int
    evidence: str
    title: str
    jp: Decimal
    reason: str
    hash: str = ""


@dataclass(frozen=True, kw_only=True)
class JpAdjusted(Fact):
    """A cap leaves another share to an entry than when it was written: an adjusting row was added.

    `jp` is the difference, `jp_now` what the event counts since.
    """

    kind = "credit.jp.adjusted"
    about = "credit.ledger:{person_id}"
    told = gettext_noop("menyesuaikan “{title}” sebesar {jp} JP menjadi {jp_now} JP")

    entry_id: int
    adjusted_entry_id: int
    person_id: int
    evidence: str
    title: str
    jp: Decimal
    jp_now: Decimal
    hash: str


@dataclass(frozen=True, kw_only=True)
class EvidenceMerged(Fact):
    """A second evidence of an event came in; it stands beside the first and adds no JP."""

    kind = "credit.evidence.merged"
    about = "credit.ledger:{person_id}"
    told = gettext_noop("menyandingkan bukti {evidence} dengan catatan “{title}”")

    entry_id: int
    person_id: int
    evidence: str
    title: str


@dataclass(frozen=True, kw_only=True)
class RuleChanged(Fact):
    """An officer wrote a new version of a conversion rule; `changed` names the fields that differ."""

    kind = "credit.rule.changed"
    about = "credit.rule:{form}"
    told = gettext_noop("menyusun versi baru aturan “{title}”, berlaku {effective_from}: {reason}")

    version_id: int
    form: str
    title: str
    changed: tuple[str, ...]
    effective_from: date
    regulation: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TargetChanged(Fact):
    """An officer wrote a new version of what a year should hold."""

    kind = "credit.target.changed"
    about = "credit.target:{key}"
    told = gettext_noop("menyusun target “{title}”: {jp} JP, berlaku {effective_from}: {reason}")

    version_id: int
    key: str
    title: str
    jp: Decimal
    effective_from: date
    regulation: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FindingsAccepted(Fact):
    """An officer looked at what the closing checks found and let it stand, with a reason."""

    kind = "credit.findings.accepted"
    about = "credit.closing:{agency_id}-{year}-{month}"
    told = gettext_noop("menerima {count} temuan pada {period}: {reason}")

    agency_id: int
    year: int
    month: int
    period: str
    count: int
    keys: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class PeriodClosed(Fact):
    """A month (or with `month` 0 a year) of an agency and all below it was closed for ever."""

    kind = "credit.period.closed"
    about = "credit.closing:{agency_id}-{year}-{month}"
    told = gettext_noop("menutup {period}: {jp} JP milik {people} pegawai")

    closing_id: int
    agency_id: int
    year: int
    month: int
    period: str
    people: int
    entries: int
    jp: Decimal
    accepted: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class SummarySigned(Fact):
    """The summary of a closing was printed and signed; `sha256` is that of the file."""

    kind = "credit.summary.signed"
    about = "credit.closing:{agency_id}-{year}-{month}"
    told = gettext_noop("menandatangani ringkasan {period}")

    closing_id: int
    agency_id: int
    year: int
    month: int
    period: str
    signer: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class LedgerRecomputed(Fact):
    """Ledgers were computed again from the facts, and so many differences were found."""

    kind = "credit.ledger.recomputed"
    about = "credit.recomputation:{recomputation_id}"
    told = gettext_noop("menghitung ulang buku JP {people} pegawai: {differences} perbedaan")

    recomputation_id: int
    agency_id: int
    people: int
    entries: int
    differences: int
