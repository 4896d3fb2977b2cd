"""The nouns of the record store; one module for each family."""

from sinau.records.models.clients import Client, Pass, Scope
from sinau.records.models.documents import Document, Kind, Tally
from sinau.records.models.forwarding import DeadLetter, Forwarder, ForwardKind
from sinau.records.models.identities import Identity, IdentityKind
from sinau.records.models.mapping import (
    KEEPERS,
    LOOKERS,
    MappingVersion,
    Reported,
    Stranger,
    Support,
    Waiting,
)
from sinau.records.models.moving import ImportRun, RefusedLine
from sinau.records.models.privacy import GUARDIANS, Pseudonym, PseudonymRequest
from sinau.records.models.reading import LAST, Cursor
from sinau.records.models.statements import Activity, Agent, Statement
from sinau.records.models.watching import CountMark, Refusal, Span, StatementCount

__all__ = [
    "GUARDIANS",
    "KEEPERS",
    "LAST",
    "LOOKERS",
    "Activity",
    "Agent",
    "Client",
    "CountMark",
    "Cursor",
    "DeadLetter",
    "Document",
    "ForwardKind",
    "Forwarder",
    "Identity",
    "IdentityKind",
    "ImportRun",
    "Kind",
    "MappingVersion",
    "Pass",
    "Pseudonym",
    "PseudonymRequest",
    "Refusal",
    "RefusedLine",
    "Reported",
    "Scope",
    "Span",
    "Statement",
    "StatementCount",
    "Stranger",
    "Support",
    "Tally",
    "Waiting",
]
