"""The nouns of the JP ledger; one module for each family."""

from sinau.credit.models.closings import (
    WHOLE_YEAR,
    AcceptedFinding,
    ClosedTotal,
    Closing,
    ClosingQuerySet,
    Recomputation,
    SignedSummary,
    last_day,
    period_name,
)
from sinau.credit.models.ledger import READERS, Entry, EvidenceAlias, LedgerQuerySet, YearTotal
from sinau.credit.models.rules import RuleVersion, TargetVersion

__all__ = [
    "READERS",
    "WHOLE_YEAR",
    "AcceptedFinding",
    "ClosedTotal",
    "Closing",
    "ClosingQuerySet",
    "Entry",
    "EvidenceAlias",
    "LedgerQuerySet",
    "Recomputation",
    "RuleVersion",
    "SignedSummary",
    "TargetVersion",
    "YearTotal",
    "last_day",
    "period_name",
]
