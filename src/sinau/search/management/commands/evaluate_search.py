"""Answer the questions of a test set with the product's own index, and write what was found."""

import json
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sinau.people.models import Agency, AgencyKind, Person
from sinau.search.actions import put_in_index
from sinau.search.embedding import embed_waiting
from sinau.search.engine.embedding import Embedder, Kept, NoVector
from sinau.search.engine.evidence import weigh
from sinau.search.finding import Found, find_for
from sinau.search.models import Passage
from sinau.search.trials import NOUN, Asked, Trial, Unusable, findable, read_questions, read_trial
from sinau.search.vectors import embedder, embedding_by

PATIENCE = 20.0
KEPT = 20
"""How many passages are written for each question."""


class Command(BaseCommand):
    help = "Menjawab pertanyaan uji dengan indeks produk ini dan menulis hasilnya (./sinau eval search)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corpus", type=Path, required=True)
        parser.add_argument("--docs", type=Path)
        parser.add_argument("--queries", type=Path, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--cache", type=Path)
        parser.add_argument("--no-vectors", action="store_true")
        parser.add_argument("--in-force", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            trial = read_trial(options["corpus"], options["docs"])
            asked = read_questions(options["queries"])
            out = options["out"].open("w", encoding="utf-8")
        except Unusable as unusable:
            raise CommandError(str(unusable)) from None
        except OSError as error:
            raise CommandError(f"{options['out']} tidak dapat ditulis: {error.strerror}.") from None
        embeds = self._embedder(options)
        with out, findable(trial), embedding_by(embeds):
            self._index(trial)
            self._embed(embeds)
            reader = _somebody()
            began = time.perf_counter()
            for question in asked:
                out.write(json.dumps(self._answer(question, reader, options)) + "\n")
            took = time.perf_counter() - began
        self.stdout.write(f"{len(asked)} pertanyaan dijawab dalam {took:.1f} detik.")

    def _index(self, trial: Trial) -> None:
        began = time.perf_counter()
        for pk in range(len(trial.documents)):
            put_in_index(f"{NOUN}:{pk}")
        _tidy()
        passages = sum(map(len, trial.documents))
        self.stdout.write(
            f"{passages} bagian dari {len(trial.documents)} dokumen diindeks"
            f" dalam {time.perf_counter() - began:.1f} detik."
        )

    def _embedder(self, options: dict[str, Any]) -> Embedder | None:
        if options["no_vectors"]:
            return None
        embeds = embedder()
        if embeds is None:
            self.stderr.write("Tidak ada pembuat vektor (SINAU_EMBEDDER); dicari dengan kata saja.")
        elif options["cache"]:
            try:
                return Kept(embeds, options["cache"])
            except (OSError, NoVector) as error:
                raise CommandError(f"{options['cache']} tidak dapat dipakai: {error}.") from None
        return embeds

    def _embed(self, embeds: Embedder | None) -> None:
        """Every passage has its vectors, and how far they are is said now and then."""
        began = time.perf_counter()
        while embeds and (run := embed_waiting(embeds, seconds=PATIENCE)):
            if run.trouble:
                raise CommandError(f"Vektor tidak dapat dibuat: {run.trouble}.")
            took = time.perf_counter() - began
            self.stdout.write(
                f"{run.done} dari {run.done + run.left} bagian bervektor, {took:.0f} s."
            )
            self.stdout.flush()
        _tidy()

    def _answer(
        self, question: Asked, reader: Person, options: dict[str, Any]
    ) -> dict[str, object]:
        began = time.perf_counter()
        found = find_for(reader, question.text, past=not options["in_force"], near=True)
        refused = not weigh(found.plan, found.hits).enough
        ms = (time.perf_counter() - began) * 1000
        return {
            "qid": question.key,
            "docs": _keys(found),
            "ms": round(ms, 2),
            "refused": refused,
        }


def _keys(found: Found) -> list[str]:
    """The passages by the names that the corpus gives them, best first."""
    wanted = [one.passage for one in found.finds[:KEPT]]
    passages = Passage.objects.only("spots").in_bulk(wanted)
    return [passages[number].places()[0].anchor for number in wanted]


def _tidy() -> None:
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _somebody() -> Person:
    """A civil servant who may read what the whole city may read."""
    agency = Agency.objects.create(
        code="uji", name="Uji", short_name="Uji", kind=AgencyKind.DEPARTMENT, path="uji/",
        opened_on=date(2000, 1, 1),
    )  # fmt: skip
    return Person.objects.create(
        nip="199001012015011001", name="Penguji", agency=agency, birth_date=date(1990, 1, 1), sex="L",
        cpns_date=date(2015, 1, 1),
    )  # fmt: skip
