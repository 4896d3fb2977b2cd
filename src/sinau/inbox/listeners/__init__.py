"""Which facts become notices, for whom, and in which words; one module for each app that is heard."""

from sinau.inbox.listeners import (
    claims,
    classes,
    communities,
    credit,
    duties,
    evaluation,
    incidents,
    innovation,
    knowledge,
    lessons,
    personnel,
    planning,
    practice,
    registers,
    search,
)

__all__ = [
    "claims",
    "classes",
    "communities",
    "credit",
    "duties",
    "evaluation",
    "incidents",
    "innovation",
    "knowledge",
    "lessons",
    "personnel",
    "planning",
    "practice",
    "registers",
    "search",
]
