"""The nouns of the JP ledger; one module for each family."""

from sinau.credit.models.claims import (
    MENDABLE,
    STANDING,
    WAITING,
    Certificate,
    Claim,
    ClaimQuerySet,
    ClaimState,
    ClaimStep,
    StepKind,
    is_of_the_city,
)
from sinau.credit.models.history import HistoryKind, HistoryRow, HistoryRun, HistoryState
from sinau.credit.models.ledger import READERS, Entry, LedgerQuerySet, YearTotal
from sinau.credit.models.rules import RuleVersion

__all__ = [
    "MENDABLE",
    "READERS",
    "STANDING",
    "WAITING",
    "Certificate",
    "Claim",
    "ClaimQuerySet",
    "ClaimState",
    "ClaimStep",
    "Entry",
    "HistoryKind",
    "HistoryRow",
    "HistoryRun",
    "HistoryState",
    "LedgerQuerySet",
    "RuleVersion",
    "StepKind",
    "YearTotal",
    "is_of_the_city",
]
