"""Which facts become notices, for whom, and in which words; one module for each app that is heard."""

from sinau.inbox.listeners import (
    claims,
    communities,
    credit,
    duties,
    innovation,
    knowledge,
    personnel,
)

__all__ = ["claims", "communities", "credit", "duties", "innovation", "knowledge", "personnel"]
