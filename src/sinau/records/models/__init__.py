"""The nouns of the record store; one module for each family."""

from sinau.records.models.clients import Client, Pass, Scope
from sinau.records.models.identities import Identity, IdentityKind
from sinau.records.models.statements import Activity, Agent, Statement
from sinau.records.models.watching import Refusal, Span, Tally, TallyMark

__all__ = [
    "Activity",
    "Agent",
    "Client",
    "Identity",
    "IdentityKind",
    "Pass",
    "Refusal",
    "Scope",
    "Span",
    "Statement",
    "Tally",
    "TallyMark",
]
