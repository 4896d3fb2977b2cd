"""Services that can be asked from here. Whoever has one says so; the others upload what theirs said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sinau.innovation.models import Idea
from sinau.innovation.scoring import Said
from sinau.people.models import Person


@dataclass(frozen=True)
class Answerer:
    """A service of the house: for which use it stands, and how it is asked as a person."""

    stands_for: Callable[[Idea], bool]
    ask: Callable[[str, Person], Said]


_ANSWERERS: list[Answerer] = []


def add_answerer(answerer: Answerer) -> None:
    """This service can be asked."""
    _ANSWERERS.append(answerer)


def answerer_of(idea: Idea) -> Answerer | None:
    """The service that stands for this use, where the house itself runs it."""
    return next((one for one in _ANSWERERS if one.stands_for(idea)), None)
