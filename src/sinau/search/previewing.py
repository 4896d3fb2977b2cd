"""What a changed word would do to real questions: who enters the first ten results, and who leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from sinau.people.models import Person
from sinau.search.engine.analysis import analyser
from sinau.search.engine.glossary import Glossary, speaking
from sinau.search.finding import Found, find, those_seen_by
from sinau.search.models import Asked, Document
from sinau.search.reading import Reader
from sinau.search.wordings import Entry, spoken_here, spoken_with

FIRST = 10
MOST_LOOKED_THROUGH = 2000
MOST_TRIED = 12


@dataclass(frozen=True)
class Change:
    """One question that would be answered otherwise."""

    words: str
    times: int
    enters: list[Document]
    leaves: list[Document]

    @property
    def is_none(self) -> bool:
        """Whether the first results stay who they are."""
        return not self.enters and not self.leaves


@dataclass(frozen=True)
class Preview:
    """What was tried: how many questions were looked through, and those the word occurs in."""

    looked_through: int
    concerned: int
    changes: list[Change]


def preview(key: str, changed: Entry | None, person: Person) -> Preview:
    """What this change would do, as the person who makes it may see it; nothing is written."""
    now_spoken, then_spoken = spoken_here(), spoken_with(key, changed)
    asked = list(
        Asked.objects.visible_to(person)
        .recent()
        .values_list("words")
        .annotate(number=Sum("times"))
        .order_by("-number", "words")[:MOST_LOOKED_THROUGH]
    )
    concerned = [
        (words, times) for words, times in asked if _differs(words, now_spoken, then_spoken)
    ]
    reader = Reader.of(person)
    found = [
        (words, times, _first(words, reader, now_spoken), _first(words, reader, then_spoken))
        for words, times in concerned[:MOST_TRIED]
    ]
    seen = _seen_by(person, [one for _words, _times, *both in found for one in both])
    changes = [
        Change(
            words,
            times,
            [seen[key] for key in _top(after, seen) if key not in _top(before, seen)],
            [seen[key] for key in _top(before, seen) if key not in _top(after, seen)],
        )
        for words, times, before, after in found
    ]
    return Preview(len(asked), len(concerned), changes)


def _differs(words: str, one: Glossary, other: Glossary) -> bool:
    tokens = list(analyser().tokens(words))
    return one.meanings(tokens) != other.meanings(tokens)


def _first(words: str, reader: Reader, spoken: Glossary) -> Found:
    with speaking(spoken):
        return find(words, reader)


def _seen_by(person: Person, found: Sequence[Found]) -> dict[int, Document]:
    """The documents that may take part, in one look however many questions were tried."""
    keys = {find.document for one in found for find in one.finds}
    documents = Document.objects.select_related("shelf").filter(pk__in=keys)
    return {document.pk: document for document in those_seen_by(person, documents)}


def _top(found: Found, seen: dict[int, Document]) -> list[int]:
    return [key for key in found.documents() if key in seen][:FIRST]
