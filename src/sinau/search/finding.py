"""Find passages for a reader: the plan of a question, one query that ranks, and what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeVar

from sinau.kernel.asking import prepared
from sinau.people.models import Person
from sinau.search.engine.analysis import analyser, load
from sinau.search.engine.bm25 import BM25, Hit
from sinau.search.engine.embedding import Vectors
from sinau.search.engine.fusion import Signs, asks_for_a_definition, fuse, is_definitions
from sinau.search.engine.glossary import speaking
from sinau.search.engine.query import Plan, plan
from sinau.search.engine.spelling import mended
from sinau.search.models import Document, Kind
from sinau.search.reading import Reader
from sinau.search.sources import Sourced, sources
from sinau.search.vectors import nearest, similarities, vector_of
from sinau.search.wordings import spoken_here

MATCHING = load("scoring")["matching"]
POOL: int = load("scoring")["vectors"]["pool"]
LONGEST = 400
"""Letters of a question that are read; nobody types more, and machines may."""

# Floats by name: a bare 2.2 is a decimal to PostgreSQL, and reckoning with those is far slower.
WEIGHT = (
    "(posting.frequency * %(more)s::float8"
    " / (posting.frequency + %(short)s::float8 + %(long)s::float8 * posting.length))"
)

# One query: the shelves open to the reader are part of the look-up of every posting, so that what
# stands elsewhere is never scored, counted or ordered. The rare words find, all words rank; what was
# found by meaning (`near`, from the same shelves) is scored beside it.
RANK = f"""
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(%(terms)s::int[], %(values)s::float8[], %(leads)s::bool[])
        AS asked(term, value, leads)
), led AS MATERIALIZED (
    SELECT posting.passage, open.kind, sum(asked.value * {WEIGHT}) AS score
    FROM asked JOIN search_posting posting ON posting.term = asked.term
    JOIN unnest(%(shelves)s::int[], %(kinds)s::int[]) AS open(shelf, kind)
        ON open.shelf = posting.shelf
    WHERE asked.leads
    GROUP BY posting.passage, open.kind
), pool AS MATERIALIZED (
    SELECT best.passage
    FROM (SELECT DISTINCT kind FROM unnest(%(kinds)s::int[]) AS open(kind)) kinds
    CROSS JOIN LATERAL ( -- the first of each kind, without putting all the others in order
        SELECT passage FROM led WHERE led.kind = kinds.kind
        ORDER BY score DESC, passage LIMIT %(pool)s::int
    ) best
    UNION SELECT unnest(%(near)s::int[])
), ranked AS (
    SELECT pool.passage, asked.term, looked.weight
    FROM pool CROSS JOIN asked
    CROSS JOIN LATERAL (
        SELECT asked.value * {WEIGHT} AS weight FROM search_posting posting
        WHERE posting.term = asked.term AND posting.passage = pool.passage
        OFFSET 0 -- few look-ups; without this the planner reads all postings of all words
    ) looked
)
SELECT pool.passage, passage.document_id, document.source, shelf.kind, found.score, found.terms,
    found.weights, passage.heading, left(passage.text, 200)
FROM pool JOIN search_passage passage ON passage.id = pool.passage
JOIN search_document document ON document.id = passage.document_id
JOIN search_shelf shelf ON shelf.id = document.shelf_id
LEFT JOIN (
    SELECT passage, sum(weight) AS score, array_agg(term) AS terms, array_agg(weight) AS weights
    FROM ranked GROUP BY passage
) found ON found.passage = pool.passage
ORDER BY found.score DESC NULLS LAST, pool.passage
"""  # noqa: S608  nothing of a question stands in the text


@dataclass(frozen=True)
class Find(Sourced):
    """A passage that was found, and where it belongs."""

    hit: Hit
    passage: int
    document: int
    source: str
    kind: str

    def ranked(self, rank: float) -> Find:
        """The same with what it is put in order by."""
        hit = self.hit
        placed = Hit(hit.key, hit.score, hit.terms, hit.similarity, rank)
        return Find(placed, self.passage, self.document, self.source, self.kind)


@dataclass(frozen=True)
class Found:
    """What a question found: its plan, the passages best first, and the words that were mended."""

    plan: Plan
    finds: tuple[Find, ...]
    corrections: dict[str, str] = field(default_factory=dict)
    full: frozenset[str] = frozenset()

    @property
    def hits(self) -> list[Hit]:
        """The passages as the engine speaks of them."""
        return [find.hit for find in self.finds]

    def documents(self, kind: str = "") -> dict[int, list[Find]]:
        """The passages of each document, the document with the best passage first."""
        grouped: dict[int, list[Find]] = {}
        for find in self.finds:
            if not kind or find.kind == kind:
                grouped.setdefault(find.document, []).append(find)
        return grouped

    def counts(self) -> dict[str, int]:
        """How many documents of each kind were found."""
        return Counter({find.document: find.kind for find in self.finds}.values())


def find_for(
    person: Person | None,
    question: str,
    *,
    kinds: Collection[str] = (),
    past: bool = False,
    near: bool = False,
) -> Found:
    """What this person finds, or anybody without one: passages that hold enough of what was asked.

    With `near` those that hold any of it. At most `pool` of each kind; `full` names the kinds that
    may have more.
    """
    return find_by(person, Reader.of(person, kinds=kinds, past=past), question, near=near)


def find_by(person: Person | None, reader: Reader, question: str, *, near: bool = False) -> Found:
    """The same, read as this reader does, in the words of the office.

    What the index has not yet heard of a change in its app is left out here, before anything is
    counted.
    """
    with speaking(spoken_here()):
        found = find(question, reader, near=near)
    return replace(found, finds=_unsure_last(found.plan, those_seen_by(person, found.finds)))


def _unsure_last(ready: Plan, finds: tuple[Find, ...]) -> tuple[Find, ...]:
    """An overdue or doubted page stands after every sound one that holds as much of what was asked."""
    # Only articles are verified for a time.
    articles = {one.document for one in finds if one.kind == Kind.ARTICLE}
    found = Document.objects.unsure().filter(pk__in=articles) if articles else ()
    unsure = {document.pk for document in found}
    if not unsure:
        return finds
    held = [ready.coverage(one.hit.terms) for one in finds]
    sound = [at for at, one in enumerate(finds) if one.document not in unsure]

    def place(at: int) -> tuple[int, bool, int]:
        if finds[at].document not in unsure:
            return (at, False, at)
        return (max((s for s in sound if s > at and held[s] >= held[at]), default=at), True, at)

    return tuple(finds[at] for at in sorted(range(len(finds)), key=place))


def find(question: str, reader: Reader, *, near: bool = False) -> Found:
    """What stands on the shelves of this reader."""
    question = question[:LONGEST]
    if not reader.passages:
        return Found(plan(question, reader), ())
    corrections = reader.corrections(question)
    ready = plan(question, reader, corrections=corrections)
    finds = rank(ready, reader, pool=MATCHING["pool"], meant=meant_by(ready, corrections))
    counts = Counter(one.kind for one in finds)
    kept = tuple(
        one
        for one in finds
        if near
        or ready.coverage(one.hit.terms) >= MATCHING["coverage"]
        or (one.hit.similarity or 0) >= MATCHING["similarity"]
    )
    full = frozenset(kind for kind, number in counts.items() if number >= MATCHING["pool"])
    return Found(ready, kept, corrections, full)


def meant_by(ready: Plan, corrections: Mapping[str, str]) -> tuple[Vectors, int] | None:
    """The question as a vector: its mistyped words put right, its jargon explained."""
    if not ready.concepts:
        return None
    return vector_of(mended(ready.question, corrections))


SourcedT = TypeVar("SourcedT", bound=Sourced)


def those_seen_by(person: Person | None, things: Iterable[SourcedT]) -> tuple[SourcedT, ...]:
    """Of these things those the person may read at this moment; without a person, those anybody may."""
    things = tuple(things)
    by_noun: dict[str, set[int]] = {}
    for one in things:
        by_noun.setdefault(one.noun, set()).add(one.source_pk)
    seen = {noun: _seen(person, noun, pks) for noun, pks in by_noun.items()}
    return tuple(one for one in things if one.source_pk in seen[one.noun])


def _seen(person: Person | None, noun: str, pks: set[int]) -> set[int]:
    source = sources.get(noun)
    if source is None:
        return set()
    if person is not None:
        return source.visible(person, pks)
    return source.public(pks) if source.public else set()


def rank(
    ready: Plan, reader: Reader, *, pool: int, meant: tuple[Vectors, int] | None = None
) -> list[Find]:
    """The passages of the open shelves, best first: exactly BM25, how near they are, and what they are."""
    return _in_order(ready, gather(ready, reader, pool=pool, meant=meant))


def gather(
    ready: Plan, reader: Reader, *, pool: int, meant: tuple[Vectors, int] | None = None
) -> list[tuple[Signs, Find]]:
    """What was found by words and by meaning, with every sign that the order is made from."""
    if not reader.shelf_numbers or not (ready.terms or meant):
        return []
    close = nearest(*meant, reader.shelf_numbers, pool=POOL) if meant else {}
    rows = _rows(ready, reader, pool, list(close))
    if meant:
        close |= similarities(*meant, {row[0] for row in rows} - set(close))
    texts = {number: text for text, number in reader.numbers.items()}
    found = []
    for passage, document, source, kind, score, terms, weights, heading, begins in rows:
        held = {texts[t]: w for t, w in zip(terms or (), weights or (), strict=True)}
        hit = Hit(str(passage), score or 0.0, held, similarity=close.get(passage))
        signs = Signs(
            words=hit.score,
            meaning=hit.similarity,
            coverage=ready.coverage(held),
            heading=ready.coverage(terms_of(heading)),
            defines=is_definitions(begins),
        )
        found.append((signs, Find(hit, passage, document, source, kind)))
    return found


def _in_order(ready: Plan, found: Sequence[tuple[Signs, Find]]) -> list[Find]:
    ranks = fuse([signs for signs, _ in found], definition=asks_for_a_definition(ready.question))
    order = sorted(zip(ranks, found, strict=True), key=lambda one: (-one[0], one[1][1].passage))
    return [find.ranked(rank) for rank, (_signs, find) in order]


@lru_cache(maxsize=8192)
def terms_of(heading: str) -> frozenset[str]:
    """The terms of a heading."""
    return frozenset(analyser().terms(heading))


def leads_of(ready: Plan) -> frozenset[str]:
    """The terms that find; where they stand nearly everywhere, fewer of them."""
    # Where even all known words hold less than this share, what is nearest is found by any of them.
    leads = ready.leads(MATCHING["leads"]) or frozenset(term.text for term in ready.terms)
    if sum(term.frequency for term in ready.terms if term.text in leads) <= MATCHING["many"]:
        return leads
    return ready.leads(MATCHING["leads_of_many"]) or leads


def _rows(ready: Plan, reader: Reader, pool: int, near: list[int]) -> list[tuple[Any, ...]]:
    leads = leads_of(ready)
    kinds = {kind: number for number, kind in enumerate({one.kind for one in reader.shelves})}
    values: dict[str, Any] = {
        "terms": [reader.numbers[term.text] for term in ready.terms],
        "values": [term.value for term in ready.terms],
        "leads": [term.text in leads for term in ready.terms],
        "shelves": reader.shelf_numbers,
        "kinds": [kinds[shelf.kind] for shelf in reader.shelves],
        "pool": pool,
        "near": near,
        "more": BM25.k1 + 1,
        "short": BM25.k1 * (1 - BM25.b),
        "long": BM25.k1 * BM25.b / ready.average_length,
    }
    with prepared() as cursor:
        cursor.execute(RANK, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
