"""Look for what somebody wishes: found, narrowed and counted, for one reader or for anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from sinau.people.models import Person
from sinau.search.engine.analysis import analyser
from sinau.search.finding import Find, Found, find_by, those_seen_by
from sinau.search.models import Document, Kind, Standing, Term
from sinau.search.reading import Reader
from sinau.search.sources import Sourced
from sinau.search.wishes import Age, Order, Wish

NEAREST = 3
"""How many documents that come near are named where nothing was found."""
LOOKED_AT = 20
"""In so many passages with a word is looked whether the reader may see one of them."""


class Literal(Reader):
    """A reader who means every word as it was typed."""

    def corrections(self, question: str) -> dict[str, str]:
        """Nothing is mended."""
        return {}


@dataclass(frozen=True)
class Option:
    """One value of a facet and how many of the results it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A question about the results that narrows them."""

    name: str
    options: list[Option]


@dataclass(frozen=True)
class Sight:
    """What a reader sees of what was found: the documents by relevance, and those they wish for."""

    wish: Wish
    found: Found
    grouped: dict[int, list[Find]]
    documents: dict[int, Document]
    corrections: dict[str, str] = field(default_factory=dict)

    @cached_property
    def chosen(self) -> list[int]:
        """The documents that are wished for, in the order that is wished for."""
        kept = [key for key in self.grouped if self._holds(self.documents[key])]
        if self.wish.order == Order.NEWEST:
            # Stable: what has no date stands last, equals stay by relevance.
            kept.sort(key=lambda key: _age_of(self.documents[key]))
        return kept

    @property
    def is_full(self) -> bool:
        """Whether there may be more of what is wished for than was ranked."""
        kinds = {self.wish.kind} if self.wish.kind else set(Kind.values)
        return bool(kinds & self.found.full)

    def finds(self, keys: Iterable[int]) -> dict[int, list[Find]]:
        """The passages of these documents, in this order."""
        return {key: self.grouped[key] for key in keys}

    @cached_property
    def facets(self) -> list[Facet]:
        """Each with the counts that choosing its values would leave, the other choices standing."""
        return [self._facet(name, read) for name, read in READ.items()]

    def _facet(self, name: str, read: Callable[[Document], list[tuple[str, str]]]) -> Facet:
        labels: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for key in self.grouped:
            document = self.documents[key]
            if self._holds(document, but=name):
                for value, label in read(document):
                    labels[value] = label
                    counts[value] += 1
        options = [Option(value, labels[value], counts[value]) for value in labels]
        order = ORDERS.get(name)
        if order is not None:
            options.sort(key=lambda option: order.index(option.value))
        else:
            options.sort(key=lambda option: (-option.count, option.label))
        return Facet(name, options)

    def _holds(self, document: Document, but: str = "") -> bool:
        for name, read in READ.items():
            value = self.wish.parameters.get(name)
            if value and name != but and value not in {own for own, _ in read(document)}:
                return False
        if but == "waktu":
            return True
        since, until, day = self.wish.since, self.wish.until, document.dated
        if since and (day is None or day < since):
            return False
        return not (until and (day is None or day > until))


def _age_of(document: Document) -> int:
    return -document.dated.toordinal() if document.dated else 0


def _of_agency(document: Document) -> list[tuple[str, str]]:
    agency = document.agency
    return [(agency.code, agency.short_name)] if agency else []


def _of_sector(document: Document) -> list[tuple[str, str]]:
    sector = document.agency.sector if document.agency else ""
    return [(sector, sector)] if sector else []


def _of_standing(document: Document) -> list[tuple[str, str]]:
    stands = document.stands
    return [(stands.value, str(stands.label))] if stands else []


def _of_age(document: Document) -> list[tuple[str, str]]:
    return [(age.value, str(age.label)) for age in Age if age.holds(document.dated)]


READ: dict[str, Callable[[Document], list[tuple[str, str]]]] = {
    "jenis": lambda document: [
        (document.shelf.kind, str(Kind(document.shelf.kind).label)),
    ],
    "keadaan": _of_standing,
    "unit": _of_agency,
    "sektor": _of_sector,
    "waktu": _of_age,
    "pemilik": lambda document: [(document.owner, document.owner)] if document.owner else [],
}
ORDERS: dict[str, list[str]] = {
    "jenis": list(Kind.values),
    "keadaan": list(Standing.values),
    "waktu": list(Age.values),
}


def look_for(person: Person | None, wish: Wish, *, near: bool = False) -> Sight:
    """What this person (or anybody, without one) finds of a wish; `near` keeps what hardly fits."""
    reader = (Literal if wish.literal else Reader).of(person, past=wish.past)
    found = find_by(person, reader, wish.words, near=near)
    grouped = found.documents()
    documents = Document.objects.select_related("agency", "shelf").in_bulk(list(grouped))
    # A document may have been written anew since it was ranked.
    there = {key: finds for key, finds in grouped.items() if key in documents}
    there = _named_first(there, documents, {term.text for term in found.plan.terms})
    return Sight(wish, found, there, documents, known_to(person, reader, found.corrections))


def _named_first(
    grouped: dict[int, list[Find]], documents: dict[int, Document], terms: set[str]
) -> dict[int, list[Find]]:
    """Colleagues who are not named stand after what speaks of the matter: whole offices share a word."""

    def is_only_nearby(key: int) -> bool:
        document = documents[key]
        if document.shelf.kind != Kind.PERSON:
            return False
        return terms.isdisjoint(analyser().terms(document.title))

    return {key: grouped[key] for key in sorted(grouped, key=is_only_nearby)}


def nearest_to(person: Person, wish: Wish) -> Sight:
    """What comes nearest where nothing fits, whatever narrows it."""
    return look_for(person, wish.widened(), near=True)


def known_to(person: Person | None, reader: Reader, corrections: dict[str, str]) -> dict[str, str]:
    """Those corrections whose word stands in something the person may read at this moment."""
    seen = words_seen_by(person, reader, set(corrections.values())) if corrections else set()
    return {word: meant for word, meant in corrections.items() if meant in seen}


@dataclass(frozen=True)
class _Holder(Sourced):
    """A document in which a term stands."""

    term: int
    source: str


def words_seen_by(person: Person | None, reader: Reader, words: set[str]) -> set[str]:
    """Of these words those that stand in something the person may read at this moment.

    The index hears of a change a moment after it; until then a word may only stand in what is hidden.
    """
    terms = {word: analyser().terms(word) for word in words}
    wanted = {term for found in terms.values() for term in found}
    numbers = dict(Term.objects.filter(text__in=wanted).values_list("text", "id"))
    holders = _holders(list(numbers.values()), reader.shelf_numbers)
    seen = {holder.term for holder in those_seen_by(person, holders)}
    return {
        word
        for word, found in terms.items()
        if found and all(numbers.get(term) in seen for term in found)
    }


HOLDERS = """
SELECT held.term, document.source FROM unnest(%s::int[]) AS asked(term)
CROSS JOIN LATERAL (
    SELECT posting.term, posting.passage FROM search_posting posting
    WHERE posting.term = asked.term AND posting.shelf = ANY(%s::int[]) LIMIT %s
) held
JOIN search_passage passage ON passage.id = held.passage
JOIN search_document document ON document.id = passage.document_id
"""


def _holders(terms: Sequence[int], shelves: Sequence[int]) -> list[_Holder]:
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [list(terms), list(shelves), LOOKED_AT])
        return [_Holder(term, source) for term, source in cursor.fetchall()]
