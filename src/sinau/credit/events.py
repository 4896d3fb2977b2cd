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
