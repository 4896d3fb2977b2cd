"""What one reader may know of the index: the shelves open to them, and what stands on those."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any, Self

from django.db.models import Q, QuerySet, Sum

from sinau.kernel.asking import prepared
from sinau.kernel.recalling import Recalled, recalled
from sinau.people.access import NOTHING, audience_for
from sinau.people.models import Audience, Person, Role
from sinau.search.engine import spelling
from sinau.search.engine.analysis import analyser
from sinau.search.engine.glossary import glossary
from sinau.search.models import Kind, Shelf, Word
from sinau.search.sources import sources

MOST_WORDS = 12
"""Of so many words of a question the spelling is looked after; each may cost two questions."""
# Asked with every question, so PostgreSQL plans them once.
FREQUENCIES = """
SELECT term.text, term.id, sum(counted.passages)::int FROM search_term term
LEFT JOIN search_termcount counted ON counted.term = term.id AND counted.shelf = ANY(%s::int[])
WHERE term.text = ANY(%s::text[]) GROUP BY term.id
"""
KNOWN = """
SELECT text, sum(passages)::int FROM search_word
WHERE shelf = ANY(%s::int[]) AND text = ANY(%s::text[]) GROUP BY text
"""
ALIKE = """
SELECT text, sum(passages)::int FROM search_word WHERE text %% %s::text AND shelf = ANY(%s::int[])
GROUP BY text ORDER BY similarity(text, %s::text) DESC, text LIMIT 40
"""


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
        return cls(
            shelf
            for shelf in _shelves(person)
            if (past or shelf.is_current) and (not kinds or shelf.kind in kinds)
        )

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
        found = _asked(FREQUENCIES, self.shelf_numbers, list(terms))
        self.numbers = {text: number for text, number, _count in found}
        return {text: count for text, _number, count in found if count is not None}

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """How many passages hold each of the words that are known."""
        return dict(_asked(KNOWN, self.shelf_numbers, list(words)))

    def alike(self, word: str) -> dict[str, int]:
        """Words that share three tenths of their trigrams, the nearest of them."""
        return dict(_asked(ALIKE, word, self.shelf_numbers, word))

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


def _asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with prepared() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _shelves(person: Person | None) -> Iterable[Shelf]:
    """What stands open at this moment; for people who are alike it is composed once."""
    if person is None:
        return Shelf.objects.filter(open_to(None), passages__gt=0)
    return _shelves_of(frozenset(sources))(person=person)


@lru_cache(maxsize=8)
def _shelves_of(_nouns: frozenset[str]) -> Recalled[Shelf]:
    """Which sources there are decides what is asked; other ones are there only while it is tried."""

    def shelves(person: Person) -> QuerySet[Shelf]:
        return Shelf.objects.filter(open_to(person), passages__gt=0)

    return recalled(shelves)


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
