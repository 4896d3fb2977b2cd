"""How long a cited answer takes over the same hundred thousand passages the search is measured on."""

from __future__ import annotations

from collections.abc import Callable

from sinau.ask.answering import answer_for
from sinau.people.models import Person
from sinau.search.bench import answered


def _answer(person: Person) -> Callable[[str], object]:
    return lambda words: answer_for(person, words)


answered["jawaban berkutipan"] = _answer
