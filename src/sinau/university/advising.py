"""What one's position asks to be learnt, said by the room above that knows what positions need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from sinau.people.models import Person


@dataclass(frozen=True)
class Advice:
    """A course or a class ("kursus", "kelas") by its number, and why this person should learn it."""

    form: str
    key: int
    why: str | Promise


@dataclass(frozen=True)
class Counsel:
    """What is advised, the most pressing first, and what is missing that nobody teaches yet."""

    advices: list[Advice] = field(default_factory=list)
    untaught: list[str] = field(default_factory=list)


Adviser = Callable[[Any], Counsel]
_advisers: list[Adviser] = []


def advises(adviser: Adviser) -> Adviser:
    """Ask this function, too, what a person's position asks to be learnt."""
    _advisers.append(adviser)
    return adviser


def counsel_for(person: Person) -> Counsel:
    """What all advisers say, each thing once."""
    found: dict[tuple[str, int], Advice] = {}
    untaught: list[str] = []
    for adviser in _advisers:
        said = adviser(person)
        for advice in said.advices:
            found.setdefault((advice.form, advice.key), advice)
        untaught += said.untaught
    return Counsel(list(found.values()), untaught)
