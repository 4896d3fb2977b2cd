"""What the JP ledger tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

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


@dataclass(frozen=True, kw_only=True)
class ClaimSent(Fact):
    """A person asked that outside training be credited; it waits for an officer of the agency."""

    kind = "credit.claim.sent"
    about = "credit.claim:{claim_id}"
    told = gettext_noop("mengajukan klaim JP “{title}”")

    claim_id: int
    person_id: int
    agency_id: int | None
    reference: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ClaimReturned(Fact):
    """An officer gave a claim back to be mended, with a reason."""

    kind = "credit.claim.returned"
    about = "credit.claim:{claim_id}"
    told = gettext_noop("mengembalikan klaim JP “{title}”: {reason}")

    claim_id: int
    person_id: int
    reference: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClaimApproved(Fact):
    """A claim was verified and stands in the ledger as an entry."""

    kind = "credit.claim.approved"
    about = "credit.claim:{claim_id}"
    told = gettext_noop("menyetujui klaim JP “{title}”: {jp} JP")

    claim_id: int
    person_id: int
    reference: str
    title: str
    jp: Decimal
    entry_id: int


@dataclass(frozen=True, kw_only=True)
class ClaimRefused(Fact):
    """A claim was not credited, with a reason; `final` when an appeal was not allowed either."""

    kind = "credit.claim.refused"
    about = "credit.claim:{claim_id}"
    told = gettext_noop("tidak menyetujui klaim JP “{title}”: {reason}")

    claim_id: int
    person_id: int
    reference: str
    title: str
    reason: str
    final: bool = False


@dataclass(frozen=True, kw_only=True)
class ClaimAppealed(Fact):
    """The person asked that somebody else at the city look at the refusal."""

    kind = "credit.claim.appealed"
    about = "credit.claim:{claim_id}"
    told = gettext_noop("mengajukan banding atas klaim JP “{title}”: {reason}")

    claim_id: int
    person_id: int
    decided_by_id: int | None
    reference: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClaimWithdrawn(Fact):
    """The person took a claim back before it was decided."""

    kind = "credit.claim.withdrawn"
    about = "credit.claim:{claim_id}"
    told = gettext_noop("menarik klaim JP “{title}”")

    claim_id: int
    person_id: int
    reference: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ClaimDisproved(Fact):
    """A credited claim proved false; its entry was reversed."""

    kind = "credit.claim.disproved"
    about = "credit.claim:{claim_id}"
    told = gettext_noop("membatalkan klaim JP “{title}”: {reason}")

    claim_id: int
    person_id: int
    reference: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class HistoryCommitted(Fact):
    """An import of SIASN training histories was put into the ledger, all of it or nothing."""

    kind = "credit.history.committed"
    about = "credit.history:{run_id}"
    told = gettext_noop("menerapkan impor riwayat “{file_name}”: {entries} catatan, {jp} JP")

    run_id: int
    file_name: str
    entries: int
    jp: Decimal
    person_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class HistoryUndone(Fact):
    """An import of training histories was taken back; its entries were reversed."""

    kind = "credit.history.undone"
    about = "credit.history:{run_id}"
    told = gettext_noop("membatalkan impor riwayat “{file_name}”: {entries} catatan, {kept} tetap")

    run_id: int
    file_name: str
    entries: int
    kept: int
    person_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class HistoryCredited(Fact):
    """What an import of histories added to one person's ledger: number, title, JP and hash of each row."""

    kind = "credit.history.credited"
    about = "credit.ledger:{person_id}"
    told = gettext_noop("mencatat {count} riwayat SIASN, {jp} JP")

    person_id: int
    run_id: int
    count: int
    jp: Decimal
    rows: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class HistoryReversed(Fact):
    """What taking such an import back undid in one person's ledger; `rows` are the reversing ones."""

    kind = "credit.history.reversed"
    about = "credit.ledger:{person_id}"
    told = gettext_noop("membatalkan {count} riwayat SIASN, {jp} JP")

    person_id: int
    run_id: int
    count: int
    jp: Decimal
    rows: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class RecordKept(Fact):
    """An officer wrote down a performance predicate or discipline of somebody, with its basis."""

    kind = "credit.record.kept"
    about = "credit.index:{person_id}"
    told = gettext_noop("mencatat {what} {year}: {value} ({source})")

    person_id: int
    record_id: int
    what: str
    year: int
    value: str
    source: str


@dataclass(frozen=True, kw_only=True)
class RecordsImported(Fact):
    """A workbook of predicates and discipline was put into the records."""

    kind = "credit.records.imported"
    about = "credit.records:{run_id}"
    told = gettext_noop("menerapkan impor data indeks “{file_name}”: {records} data")

    run_id: int
    file_name: str
    records: int


@dataclass(frozen=True, kw_only=True)
class RecordsUndone(Fact):
    """An import of predicates and discipline was taken back; its records do not count any more."""

    kind = "credit.records.undone"
    about = "credit.records:{run_id}"
    told = gettext_noop("membatalkan impor data indeks “{file_name}”: {records} data")

    run_id: int
    file_name: str
    records: int
