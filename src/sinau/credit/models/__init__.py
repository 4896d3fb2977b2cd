"""The nouns of the JP ledger; one module for each family."""

from sinau.credit.models.ledger import READERS, Entry, LedgerQuerySet, YearTotal
from sinau.credit.models.rules import RuleVersion

__all__ = ["READERS", "Entry", "LedgerQuerySet", "RuleVersion", "YearTotal"]
