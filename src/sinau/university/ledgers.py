"""What closing a class would write into the JP ledger: one row for each who completes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sinau.kernel.appraising import Appraisal, Told, appraise
from sinau.kernel.clock import WIB
from sinau.people.models import Person
from sinau.university.actions.closing import outlook_of
from sinau.university.models import Completion, Registration, TrainingClass


@dataclass(frozen=True)
class LedgerRow:
    """One person and what the ledger would credit; `is_known` when a former closing told it already."""

    registration: Registration
    appraisal: Appraisal | None
    is_known: bool


@dataclass(frozen=True)
class LedgerPreview:
    """Every row, what they add up to, and whose JP a correction takes back."""

    rows: list[LedgerRow]
    undone: list[Completion]
    rules: list[Appraisal]

    @property
    def total(self) -> Decimal:
        """All JP that are new."""
        new = (row.appraisal for row in self.rows if not row.is_known)
        return sum((each.jp for each in new if each), Decimal(0))


def ledger_of(training_class: TrainingClass) -> LedgerPreview:
    """The rows as closing would write them, before caps of a year; nothing is written."""
    complete = outlook_of(training_class).complete
    standing = Completion.objects.filter(training_class=training_class, undone_at=None)
    known = {each.person_id: each for each in standing.select_related("person")}
    kinds = {each.person.emp_kind for each in complete}
    worth = {kind: _worth(training_class, kind) for kind in kinds}
    rows = [
        LedgerRow(each, worth[each.person.emp_kind], each.person_id in known) for each in complete
    ]
    there = {each.person_id for each in complete}
    return LedgerPreview(
        rows=rows,
        undone=[each for person, each in known.items() if person not in there],
        rules=list(_different(worth.values())),
    )


def _worth(training_class: TrainingClass, emp_kind: str) -> Appraisal | None:
    if training_class.starts_at is None or training_class.ends_at is None:
        return None
    return appraise(
        Told(
            form=training_class.form,
            started_on=training_class.starts_at.astimezone(WIB).date(),
            ended_on=training_class.ends_at.astimezone(WIB).date(),
            minutes=training_class.minutes,
            stated_jp=training_class.stated_jp,
            emp_kind=emp_kind,
        )
    )


def _different(found: Iterable[Appraisal | None]) -> Iterator[Appraisal]:
    seen = set()
    for each in found:
        if each is not None and each not in seen:
            seen.add(each)
            yield each


def appraise_class(training_class: TrainingClass, person: Person | None = None) -> Appraisal | None:
    """What a class is worth by the rules of today, for the desk."""
    return _worth(training_class, person.emp_kind if person else "")
