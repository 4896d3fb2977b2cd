"""The nouns of the record store; one module for each family."""

from sinau.records.models.clients import Client, Pass, Scope
from sinau.records.models.identities import Identity, IdentityKind
from sinau.records.models.mapping import (
    KEEPERS,
    LOOKERS,
    MappingVersion,
    Reported,
    Stranger,
    Support,
    Waiting,
    answers_for_city,
)
from sinau.records.models.reading import LAST, Cursor
from sinau.records.models.statements import Activity, Agent, Statement

__all__ = [
    "Activity",
    "Agent",
    "Client",
    "Cursor",
    "Identity",
    "IdentityKind",
    "KEEPERS",
    "LAST",
    "LOOKERS",
    "MappingVersion",
    "Pass",
    "Reported",
    "Scope",
    "Statement",
    "Stranger",
    "Support",
    "Waiting",
    "answers_for_city",
]
