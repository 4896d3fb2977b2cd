"""What came of a statement: facts and hours. Whoever makes something of statements registers here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from sinau.people.models import Person


@dataclass(frozen=True)
class Outcome:
    """Something that a statement led to, with its page."""

    title: str
    url: str = ""
    meta: str = ""


_makers: list[Callable[[UUID, Person], Iterable[Outcome]]] = []


def add_outcomes(outcomes_for: Callable[[UUID, Person], Iterable[Outcome]]) -> None:
    """Show on the page of a statement what came of it, as far as the reader may see it."""
    if outcomes_for not in _makers:
        _makers.append(outcomes_for)


def outcomes_of(statement_id: UUID, seer: Person) -> list[Outcome]:
    """Everything that came of the statement."""
    return [one for outcomes_for in _makers for one in outcomes_for(statement_id, seer)]
