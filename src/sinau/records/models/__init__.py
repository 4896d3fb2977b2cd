"""The nouns of the record store; one module for each family."""

from sinau.records.models.clients import Client, Pass, Scope
from sinau.records.models.identities import Identity, IdentityKind
from sinau.records.models.statements import Activity, Agent, Statement

__all__ = [
    "Activity",
    "Agent",
    "Client",
    "Identity",
    "IdentityKind",
    "Pass",
    "Scope",
    "Statement",
]
