"""How long a cited answer takes over the same hundred thousand passages the search is measured on."""

from __future__ import annotations

from collections.abc import Callable

from sinau.ask.answering import reply_to
from sinau.people.models import Person
from sinau.search.bench import answered


def _answer(person: Person) -> Callable[[str], object]:
    return lambda words: reply_to(words, person)


answered["jawaban berkutipan"] = _answer
