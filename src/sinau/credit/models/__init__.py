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
from sinau.credit.models.history import HistoryKind, HistoryRow, HistoryRun, HistoryState
from sinau.credit.models.ledger import READERS, Entry, EvidenceAlias, LedgerQuerySet, YearTotal
from sinau.credit.models.plans import PlannedLearning
from sinau.credit.models.records import (
    Discipline,
    Predicate,
    RecordKind,
    RecordRun,
    StaffRecord,
    label_of,
)
from sinau.credit.models.rules import RuleVersion, TargetVersion

__all__ = [
    "MENDABLE",
    "READERS",
    "STANDING",
    "WAITING",
    "WHOLE_YEAR",
    "AcceptedFinding",
    "Certificate",
    "Claim",
    "ClaimQuerySet",
    "ClaimState",
    "ClaimStep",
    "ClosedTotal",
    "Closing",
    "ClosingQuerySet",
    "Discipline",
    "Entry",
    "EvidenceAlias",
    "HistoryKind",
    "HistoryRow",
    "HistoryRun",
    "HistoryState",
    "LedgerQuerySet",
    "PlannedLearning",
    "Predicate",
    "Recomputation",
    "RecordKind",
    "RecordRun",
    "RuleVersion",
    "SignedSummary",
    "StaffRecord",
    "StepKind",
    "TargetVersion",
    "YearTotal",
    "is_of_the_city",
    "label_of",
    "last_day",
    "period_name",
]
