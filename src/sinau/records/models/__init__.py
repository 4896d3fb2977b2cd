"""The nouns of the record store; one module for each family."""

from sinau.records.models.clients import Client, Pass, Scope
from sinau.records.models.documents import Document, Kind, Tally
from sinau.records.models.identities import Identity, IdentityKind
from sinau.records.models.statements import Activity, Agent, Statement
from sinau.records.models.watching import CountMark, Refusal, Span, StatementCount

__all__ = [
    "Activity",
    "Agent",
    "Client",
    "CountMark",
    "Document",
    "Identity",
    "IdentityKind",
    "Kind",
    "Pass",
    "Refusal",
    "Scope",
    "Span",
    "Statement",
    "StatementCount",
    "Tally",
]
