"""What one reader may know of the index: the shelves open to them, and what stands on those."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, reduce
from operator import or_
from typing import Self

from django.db import connection
from django.db.models import Q, Sum

from sinau.people.access import NOTHING, audience_for
from sinau.people.models import Audience, Person, Role
from sinau.search.engine import spelling
from sinau.search.engine.analysis import analyser
from sinau.search.engine.glossary import glossary
from sinau.search.models import Kind, Shelf, Term, TermCount, Word
from sinau.search.sources import sources

MOST_WORDS = 12
"""Of so many words of a question the spelling is looked after; each may cost two questions."""
ALIKE = 40


class Reader:
    """The statistics of a collection, as the engine asks for them, over the open shelves only.

    Rarity, averages, known words and suggestions are all counted from what this reader may see:
    a hidden document changes nothing, not even the order of what is found.
    """

    def __init__(self, shelves: Iterable[Shelf]) -> None:
        self.shelves = list(shelves)
        self.numbers: dict[str, int] = {}

    @classmethod
    def of(cls, person: Person | None, *, kinds: Collection[str] = (), past: bool = False) -> Self:
        """The shelves open to this person, or to anybody; `past` adds what was repealed or retired."""
        found = Shelf.objects.filter(open_to(person), passages__gt=0)
        if kinds:
            found = found.of_kinds(kinds)
        return cls(found if past else found.current())

    @cached_property
    def shelf_numbers(self) -> list[int]:
        """The numbers of the open shelves."""
        return [shelf.pk for shelf in self.shelves]

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return sum(shelf.passages for shelf in self.shelves)

    @property
    def average_length(self) -> float:
        """How many terms a passage has on average."""
        return sum(shelf.length for shelf in self.shelves) / self.passages if self.passages else 1.0

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many passages each term stands; keeps the numbers by which postings name them."""
        self.numbers = dict(Term.objects.filter(text__in=list(terms)).values_list("text", "id"))
        counted = dict(
            TermCount.objects.filter(
                term__in=list(self.numbers.values()), shelf__in=self.shelf_numbers
            )
            .values_list("term")
            .annotate(Sum("passages"))
        )
        return {text: counted[number] for text, number in self.numbers.items() if number in counted}

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """How many passages hold each of the words that are known."""
        found = Word.objects.filter(text__in=list(words), shelf__in=self.shelf_numbers)
        return dict(found.values_list("text").annotate(Sum("passages")))

    def alike(self, word: str) -> dict[str, int]:
        """Words that share three tenths of their trigrams, the nearest of them."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT text, sum(passages) FROM search_word"
                " WHERE text %% %s AND shelf = ANY(%s)"
                " GROUP BY text ORDER BY similarity(text, %s) DESC, text LIMIT %s",
                [word, self.shelf_numbers, word, ALIKE],
            )
            return {text: int(count) for text, count in cursor.fetchall()}

    def corrections(self, question: str) -> dict[str, str]:
        """The words of the question that were probably mistyped, and what was meant."""
        tokens = [
            token
            for token in analyser().tokens(question)
            if token.term and not glossary().knows(token.term)
        ]
        words = list(dict.fromkeys(token.word for token in tokens))[:MOST_WORDS]
        own = self.known(words)
        found = {}
        for word in words:
            if own.get(word, 0) <= spelling.RARE:
                meant = spelling.suggest(word, known=self.known, alike=self.alike)
                if meant:
                    found[word] = meant
        return found

    def beginning_with(self, start: str, *, at_most: int) -> list[str]:
        """Words that begin so, the most used first."""
        found = Word.objects.filter(text__startswith=start, shelf__in=self.shelf_numbers)
        ranked = found.values("text").annotate(number=Sum("passages")).order_by("-number", "text")
        return [row["text"] for row in ranked[:at_most]]


def open_to(person: Person | None) -> Q:
    """The shelves whose passages this person (or anybody) may read: of each kind as its app opens it."""
    if person is None:
        kinds = {kind for source in sources.values() if source.public for kind in source.kinds}
        return Q(kind__in=kinds, audience=Audience.PUBLIC)
    roles: Mapping[str, set[str]] = {kind: set() for kind in Kind.values}
    for source in sources.values():
        for kind in source.kinds:
            roles[kind].update(source.roles)
    by_roles: dict[frozenset[str], list[str]] = {}
    for kind, held in roles.items():
        by_roles.setdefault(frozenset(held), []).append(kind)
    return reduce(
        or_,
        (
            Q(kind__in=kinds) & audience_for(person, *(Role(role) for role in held))
            for held, kinds in by_roles.items()
        ),
        NOTHING,
    )
