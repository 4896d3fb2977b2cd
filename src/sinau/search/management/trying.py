"""What the commands that test the search share: a test set indexed, embedded, and somebody who asks."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sinau.people.models import Agency, AgencyKind, Person
from sinau.search.actions import put_in_index
from sinau.search.embedding import embed_waiting
from sinau.search.engine.embedding import Embedder, Kept, NoVector
from sinau.search.trials import NOUN, Trial, findable
from sinau.search.vectors import embedder, embedding_by

PATIENCE = 20.0
"""Seconds between two lines that say how far the vectors are."""


def add_trial_arguments(parser: ArgumentParser) -> None:
    """The words by which a test set is named."""
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--no-vectors", action="store_true")


@contextmanager
def indexed(command: BaseCommand, trial: Trial, options: dict[str, Any]) -> Iterator[Person]:
    """While the block runs, the test set can be found, and this is who looks for it."""
    embeds = _embedder(command, options)
    with findable(trial), embedding_by(embeds):
        began = time.perf_counter()
        for pk in range(len(trial.documents)):
            put_in_index(f"{NOUN}:{pk}")
        _tidy()
        passages = sum(map(len, trial.documents))
        command.stdout.write(
            f"{passages} bagian dari {len(trial.documents)} dokumen diindeks"
            f" dalam {time.perf_counter() - began:.1f} detik."
        )
        _embed(command, embeds)
        yield _somebody()


def _embedder(command: BaseCommand, options: dict[str, Any]) -> Embedder | None:
    if options["no_vectors"]:
        return None
    embeds = embedder()
    cache: Path | None = options["cache"]
    if embeds is None:
        command.stderr.write("Tidak ada pembuat vektor (SINAU_EMBEDDER); dicari dengan kata saja.")
    elif cache is not None:
        try:
            return Kept(embeds, cache)
        except (OSError, NoVector) as error:
            raise CommandError(f"{cache} tidak dapat dipakai: {error}.") from None
    return embeds


def _embed(command: BaseCommand, embeds: Embedder | None) -> None:
    """Every passage has its vectors, and how far they are is said now and then."""
    began = time.perf_counter()
    while embeds and (run := embed_waiting(embeds, seconds=PATIENCE)):
        if run.trouble:
            raise CommandError(f"Vektor tidak dapat dibuat: {run.trouble}.")
        took = time.perf_counter() - began
        command.stdout.write(
            f"{run.done} dari {run.done + run.left} bagian bervektor, {took:.0f} detik."
        )
        command.stdout.flush()
    _tidy()


def _tidy() -> None:
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _somebody() -> Person:
    """A civil servant who may read what the whole city may read."""
    agency = Agency.objects.create(
        code="uji",
        name="Uji",
        short_name="Uji",
        kind=AgencyKind.DEPARTMENT,
        path="uji/",
        opened_on=date(2000, 1, 1),
    )
    person: Person = Person.objects.create(
        nip="199001012015011001",
        name="Penguji",
        agency=agency,
        birth_date=date(1990, 1, 1),
        sex="L",
        cpns_date=date(2015, 1, 1),
    )
    return person
