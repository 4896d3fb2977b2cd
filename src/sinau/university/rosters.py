"""Read a pasted list of employee numbers, with a reason for every row that cannot be added."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Audience, Person
from sinau.university.models import Registration, TrainingClass

MOST_ROWS = 1_000
_MARKS = re.compile(r"[\s.\-'\u00a0]+")


@dataclass(frozen=True)
class Row:
    """One pasted line: the person it names, or why nobody is added."""

    line: str
    person: Person | None = None
    reason: str | Promise = ""
    clash: str = ""


def read_roster(training_class: TrainingClass, pasted: str) -> list[Row]:
    """Every line with its person or its reason; three queries, however long the list."""
    lines = [line.strip() for line in pasted.splitlines() if line.strip()][:MOST_ROWS]
    numbers = [_number(line) for line in lines]
    people = {
        person.nip: person
        for person in Person.objects.filter(nip__in=set(numbers)).select_related("agency")
    }
    standing = Registration.objects.standing()
    there = set(standing.filter(training_class=training_class).values_list("person_id", flat=True))
    clashes = _clashes(training_class, [person.pk for person in people.values()])
    rows: list[Row] = []
    seen: set[str] = set()
    for line, number in zip(lines, numbers, strict=True):
        person = people.get(number)
        reason = _reason(training_class, number, person, number in seen, there)
        clash = clashes.get(person.pk, "") if person else ""
        rows.append(Row(line, None if reason else person, reason, clash))
        seen.add(number)
    return rows


def _number(line: str) -> str:
    # The number may stand in any column of what was pasted.
    cells = [_MARKS.sub("", cell) for cell in re.split(r"[\t;,]", line)]
    return next(
        (cell for cell in cells if len(cell) == 18 and cell.isascii() and cell.isdigit()), cells[0]
    )


def _reason(
    training_class: TrainingClass,
    number: str,
    person: Person | None,
    is_repeated: bool,
    there: set[int],
) -> str | Promise:
    if len(number) != 18 or not (number.isascii() and number.isdigit()):
        return _("Bukan NIP 18 angka.")
    if is_repeated:
        return _("Sudah ada di atas dalam daftar ini.")
    if person is None:
        return _("NIP tidak ditemukan.")
    if not person.is_active or person.left_on is not None:
        return _("Sudah tidak bertugas.")
    if person.pk in there:
        return _("Sudah terdaftar.")
    if training_class.audience == Audience.AGENCY and not training_class.agency.contains(
        person.agency
    ):
        return _("Kelas ini hanya untuk perangkat daerah penyelenggara.")
    return ""


def _clashes(training_class: TrainingClass, people: list[int]) -> dict[int, str]:
    """Another class in which somebody has a seat at the same hours."""
    if training_class.starts_at is None or training_class.ends_at is None:
        return {}
    others = (
        Registration.objects.seated()
        .filter(
            person__in=people,
            training_class__starts_at__lt=training_class.ends_at,
            training_class__ends_at__gt=training_class.starts_at,
        )
        .exclude(training_class=training_class)
    )
    return dict(others.values_list("person_id", "training_class__title"))
