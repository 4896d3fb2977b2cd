"""The verbs of the index. Writers take turns, so that counts are right and nobody waits in a circle."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from sinau.kernel.clock import now
from sinau.people.models import Audience
from sinau.search.embedding import drop_vectors, inherit_vectors
from sinau.search.engine.analysis import analyser, load, reading
from sinau.search.models import Document, Passage, Shelf, Term, TermCount, Word
from sinau.search.sources import Material, Part, sources
from sinau.search.vectors import embedder

TITLES: int = load("scoring")["weights"]["title"]
LONGEST_WORD = 60
WRITERS = 0x51AA
"""The number of the lock that writers of the index hold until they commit."""


@transaction.atomic
def put_in_index(source: str, *, again: bool = False) -> bool:
    """The document of this thing is in the index as its app tells it now, or gone with it.

    True when something changed; a second time nothing does, unless it is to be written `again`.
    """
    noun, _, pk = source.rpartition(":")
    if noun not in sources:
        return False
    _take_turn()
    material = sources[noun].tell(int(pk))
    before = Document.objects.select_related("shelf").filter(source=source).first()
    if material is None or not material.parts:
        return _take_out(before)
    fingerprint = _fingerprint(material)
    if before is not None and before.fingerprint == fingerprint and not again:
        return False
    old = list(before.passages.values_list("pk", flat=True)) if before else []
    _take_out(before, keep_vectors=True)
    shelf, passages = _put_in(source, material, fingerprint)
    inherit_vectors(passages, shelf.pk, old, embedder())
    drop_vectors(old)
    return True


@transaction.atomic
def take_out_of_index(source: str) -> bool:
    """Nothing of this thing can be found; a second time nothing changes."""
    _take_turn()
    return _take_out(Document.objects.select_related("shelf").filter(source=source).first())


@transaction.atomic
def empty_the_index() -> None:
    """Nothing can be found any more; readers see it when this commits."""
    _take_turn()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_vector; DELETE FROM search_unembedded;"
            "DELETE FROM search_posting; DELETE FROM search_termcount; DELETE FROM search_word;"
            "DELETE FROM search_passage; DELETE FROM search_document; DELETE FROM search_shelf;"
            "DELETE FROM search_term"
        )


@transaction.atomic
def count_words_again() -> None:
    """The vocabulary of spelling is that of the passages there are; needed when words are read anew.

    Passages keep their terms, and so take them out rightly; their words are read from the text, and a
    new version may read them differently.
    """
    _take_turn()
    counts: dict[int, Counter[str]] = {}
    passages = Passage.objects.values_list(
        "document__shelf", "document__title", "heading", "text"
    ).order_by()
    for shelf, title, heading, text in passages.iterator():
        batch = Batch()
        batch.read(title, heading, text)
        counts.setdefault(shelf, Counter()).update(batch.words)
    Word.objects.all().delete()
    for shelf, words in counts.items():
        Word.objects.bulk_create(
            (Word(text=word, shelf=shelf, passages=number) for word, number in words.items()),
            batch_size=5000,
        )


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])


def _fingerprint(material: Material) -> str:
    text = json.dumps(material.as_values(), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


# ── in ──────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Batch:
    """What the passages of one document add to the index."""

    counts: list[Counter[str]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)

    def read(self, title: str, part_heading: str, text: str) -> None:
        """Take in the terms and words of one passage."""
        tokens = [
            token
            for token in analyser().tokens("\n".join([title] * TITLES + [part_heading, text]))
            if token.term and len(token.word) <= LONGEST_WORD
        ]
        self.counts.append(Counter(token.term for token in tokens))
        self.lengths.append(min(len(tokens), 32_000))
        self.words.update({token.word for token in tokens})

    @property
    def passages_of_terms(self) -> Counter[str]:
        """In how many of the passages each term stands."""
        return Counter(term for count in self.counts for term in count)


def _put_in(source: str, material: Material, fingerprint: str) -> tuple[Shelf, list[Passage]]:
    shelf = _shelf_for(material)
    document = _document(shelf, source, material, fingerprint)
    document.save(force_insert=True)
    batch = Batch()
    for part in material.parts:
        batch.read(material.title, part.heading, part.text)
    numbers = _term_numbers(batch.passages_of_terms)
    passages = _passages(document, material.parts, batch, numbers)
    _write_postings(shelf, passages, batch, numbers)
    _count(shelf, {numbers[t]: n for t, n in batch.passages_of_terms.items()}, batch.words, sign=1)
    shelf.passages += len(passages)
    shelf.length += sum(batch.lengths)
    shelf.save(update_fields=["passages", "length"])
    return shelf, passages


@transaction.atomic
def put_all_in_index(names: Iterable[str]) -> int:
    """Many things that were not in the index are in it, in few queries; those that were are left as they are.

    Gives how many came; a second time none do.
    """
    _take_turn()
    wanted = list(names)
    known = set(Document.objects.filter(source__in=wanted).values_list("source", flat=True))
    by_shelf: dict[Shelf, list[tuple[str, Material]]] = {}
    for name in wanted:
        noun, _, pk = name.rpartition(":")
        material = sources[noun].tell(int(pk)) if name not in known else None
        if material is not None and material.parts:
            by_shelf.setdefault(_shelf_for(material), []).append((name, material))
    for shelf, told in by_shelf.items():
        _put_all_on(shelf, told)
    return sum(len(told) for told in by_shelf.values())


def _put_all_on(shelf: Shelf, told: Sequence[tuple[str, Material]]) -> None:
    documents = Document.objects.bulk_create(
        _document(shelf, name, material, _fingerprint(material)) for name, material in told
    )
    batch = Batch()
    placed = []
    for document, (_name, material) in zip(documents, told, strict=True):
        for position, part in enumerate(material.parts):
            batch.read(material.title, part.heading, part.text)
            placed.append((document, position, part))
    numbers = _term_numbers(batch.passages_of_terms)
    passages = Passage.objects.bulk_create(
        _passage(document, position, part, counts, length, numbers)
        for (document, position, part), counts, length in zip(
            placed, batch.counts, batch.lengths, strict=True
        )
    )
    _write_postings(shelf, passages, batch, numbers)
    _count(shelf, {numbers[t]: n for t, n in batch.passages_of_terms.items()}, batch.words, sign=1)
    shelf.passages += len(passages)
    shelf.length += sum(batch.lengths)
    shelf.save(update_fields=["passages", "length"])
    inherit_vectors(passages, shelf.pk, [], embedder())


def _document(shelf: Shelf, source: str, material: Material, fingerprint: str) -> Document:
    return Document(
        shelf=shelf,
        source=source,
        title=material.title[:400],
        url=material.url,
        agency_id=material.agency_id,
        owner=material.owner,
        standing=material.standing,
        dated=material.dated,
        good_until=material.good_until,
        fingerprint=fingerprint,
        indexed_at=now(),
        reading=reading(),
    )


def _passage(
    document: Document,
    position: int,
    part: Part,
    counts: Counter[str],
    length: int,
    numbers: dict[str, int],
) -> Passage:
    return Passage(
        document=document,
        position=position,
        heading=part.heading[:400],
        text=part.text,
        spots=[list(asdict(spot).values()) for spot in part.spots],
        terms=sorted(numbers[term] for term in counts),
        length=length,
    )


def _shelf_for(material: Material) -> Shelf:
    place: dict[str, Any] = {
        "kind": material.kind,
        "audience": material.audience,
        "agency_id": material.agency_id if material.audience == Audience.AGENCY else None,
        "is_current": material.is_current,
    }
    return Shelf.objects.get_or_create(**place)[0]


def _term_numbers(terms: Counter[str]) -> dict[str, int]:
    texts = list(terms)
    Term.objects.bulk_create([Term(text=text) for text in texts], ignore_conflicts=True)
    return dict(Term.objects.filter(text__in=texts).values_list("text", "id"))


def _passages(
    document: Document, parts: Sequence[Part], batch: Batch, numbers: dict[str, int]
) -> list[Passage]:
    return Passage.objects.bulk_create(
        _passage(document, position, part, counts, length, numbers)
        for position, (part, counts, length) in enumerate(
            zip(parts, batch.counts, batch.lengths, strict=True)
        )
    )


def _write_postings(
    shelf: Shelf, passages: list[Passage], batch: Batch, numbers: dict[str, int]
) -> None:
    rows = [
        (numbers[term], passage.pk, min(times, 32_000), length)
        for passage, counts, length in zip(passages, batch.counts, batch.lengths, strict=True)
        for term, times in counts.items()
    ]
    if not rows:
        return
    terms, keys, times, lengths = (list(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_posting (term, passage, shelf, frequency, length)"
            " SELECT term, passage, %s, frequency, length"
            " FROM unnest(%s::int[], %s::int[], %s::int2[], %s::int2[])"
            " AS fresh(term, passage, frequency, length) ORDER BY term, passage",
            [shelf.pk, terms, keys, times, lengths],
        )


# ── out ─────────────────────────────────────────────────────────────────────────────────────


def _take_out(document: Document | None, *, keep_vectors: bool = False) -> bool:
    if document is None:
        return False
    passages = list(document.passages.all())
    words: Counter[str] = Counter()
    terms: Counter[int] = Counter()
    for passage in passages:
        batch = Batch()
        batch.read(document.title, passage.heading, passage.text)
        words.update(batch.words)
        terms.update(passage.terms)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_posting WHERE term = ANY(%s) AND passage = ANY(%s)",
            [list(terms), [passage.pk for passage in passages]],
        )
    shelf = document.shelf
    _count(shelf, terms, words, sign=-1)
    shelf.passages -= len(passages)
    shelf.length -= sum(passage.length for passage in passages)
    shelf.save(update_fields=["passages", "length"])
    document.delete()
    if not keep_vectors:
        drop_vectors([passage.pk for passage in passages])
    return True


def _count(shelf: Shelf, terms: dict[int, int], words: dict[str, int], *, sign: int) -> None:
    """Add to (or take from) what the shelf says of each term and word; nought is no row."""
    tables = (
        ("search_termcount", "term", "int", terms),
        ("search_word", "text", "text", words),
    )
    with connection.cursor() as cursor:
        for table, column, of_type, counts in tables:
            cursor.execute(
                f"INSERT INTO {table} AS kept ({column}, shelf, passages)"  # noqa: S608  our names
                f" SELECT name, %s, number FROM unnest(%s::{of_type}[], %s::int[])"
                " AS fresh(name, number) ORDER BY name"
                f" ON CONFLICT ({column}, shelf)"
                " DO UPDATE SET passages = kept.passages + excluded.passages",
                [shelf.pk, list(counts), [sign * number for number in counts.values()]],
            )
    if sign < 0:
        TermCount.objects.filter(shelf=shelf.pk, term__in=list(terms), passages__lte=0).delete()
        Word.objects.filter(shelf=shelf.pk, text__in=list(words), passages__lte=0).delete()
