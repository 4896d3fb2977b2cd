"""The nouns of the record store; one module for each family."""

from sinau.records.models.clients import Client, Pass, Scope
from sinau.records.models.documents import Document, Kind, Tally
from sinau.records.models.statements import Activity, Agent, Statement

__all__ = [
    "Activity",
    "Agent",
    "Client",
    "Document",
    "Kind",
    "Pass",
    "Scope",
    "Statement",
    "Tally",
]
