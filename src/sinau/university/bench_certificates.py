"""How long the certificates of a large class take from row to signed file."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction

from sinau.kernel.clock import now, today
from sinau.kernel.measures import Figure
from sinau.people.models import Agency, Person
from sinau.university.actions.certificates import draw_place
from sinau.university.actions.papers import begin_run, go_on_with
from sinau.university.models import Certificate, Completion, FrozenPaper, TrainingClass

MANY = 1_000


class _Undone(Exception):
    """Nothing the measure writes to the database stays."""


def measure_certificates(count: int = MANY) -> Iterable[Figure]:
    """Print, sign and seal so many certificates in one run, then take them back."""
    figures: list[Figure] = []
    files: list[tuple[str, Any]] = []
    try:
        with transaction.atomic():
            training_class = _class_with(count)
            started, used = time.perf_counter(), time.process_time()
            run = go_on_with(begin_run(training_class, by=training_class.owner))
            took, burnt = time.perf_counter() - started, time.process_time() - used
            printed = Certificate.objects.filter(completion__training_class=training_class)
            files = [(one.file.name, one.file.storage) for one in printed if one.file.name]
            whole = FrozenPaper.objects.filter(certificate__in=printed).count()
            figures = [
                Figure(
                    "sertifikat tercetak, bertanda tangan, bersegel",
                    whole,
                    "lembar",
                    at_least=count,
                ),
                Figure("seluruhnya", took, "detik", at_most=60 * count / MANY),
                Figure("per lembar", took / count * 1000, "ms"),
                Figure("CPU per lembar", burnt / count * 1000, "ms"),
                Figure("gagal", run.failed, "lembar", at_most=0),
            ]
            raise _Undone
    except _Undone:
        for name, storage in files:
            storage.delete(name)
    return figures


def _class_with(count: int) -> TrainingClass:
    """A class whose certificates wait to be printed; one made-up person per row."""
    agency = Agency.objects.get(parent=None)
    by: Person = Person.objects.create(nip="8" * 18, name="Ukur Sertifikat", agency=agency)
    day = today()
    training_class = TrainingClass.objects.create(
        agency=agency,
        title="Pengukuran cetak sertifikat",
        summary="Hanya untuk mengukur.",
        place="-",
        owner=by,
        created_at=now(),
        updated_at=now(),
    )
    people = Person.objects.bulk_create(
        [Person(nip=f"99{at:016d}", name=f"Peserta {at}", agency=agency) for at in range(count)]
    )
    completions = Completion.objects.bulk_create(
        [
            Completion(
                person=person,
                training_class=training_class,
                title=training_class.title,
                organiser=agency.name,
                minutes=180,
                stated_jp=Decimal(4),
                started_on=day - dt.timedelta(days=1),
                ended_on=day,
                completed_at=now(),
            )
            for person in people
        ]
    )
    # Drawn before any is written, two may draw the same; a set has each once.
    places: set[int] = set()
    while len(places) < count:
        places.add(draw_place())
    Certificate.objects.bulk_create(
        [
            Certificate(
                completion=completion,
                person=completion.person,
                issuer=agency,
                status_at=place,
                code=_code(at),
                number=f"{at:04d}/UKUR",
                name=completion.person.name,
                activity=completion.title,
                organiser=agency.name,
                signer="Ukur",
                ended_on=day,
                issued_on=day,
                stated_jp=Decimal(4),
                minutes=180,
            )
            for at, (completion, place) in enumerate(zip(completions, places, strict=True))
        ]
    )
    return training_class


def _code(at: int) -> str:
    """A code no certificate has: it holds a letter that is never used."""
    return f"ZZZZ-{at:04d}-ZZZZ"
