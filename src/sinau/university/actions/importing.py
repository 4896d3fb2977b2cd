"""Bring questions of other systems into the bank: read, look at, keep, take back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.bank import keep_category, write_many_to_bank
from sinau.university.events import QuestionsImported, QuestionsTakenBack
from sinau.university.models.bank import BankQuestion, QuestionCategory, QuestionVersion
from sinau.university.models.imports import QuestionImport
from sinau.university.pictures import keep_pictures, with_addresses
from sinau.university.quizzes.formats import Reading
from sinau.university.quizzes.questions import Question

DEEPEST = 6


class NothingToBringIn(Refused):
    """A file is kept when at least one of its questions can be asked here."""


class NotKeptYet(Refused):
    """Only what was kept can be taken back."""


@transaction.atomic
def read_in(
    category: QuestionCategory, reading: Reading, *, name: str, by: Person
) -> QuestionImport:
    """What the file holds can be looked at; nothing enters the bank. The same file waits once."""
    keep_pictures(reading.files)
    data = [with_addresses(question).to_data() for question in reading.questions]
    digest = sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    waiting = QuestionImport.objects.filter(
        category=category, digest=digest, kept_at=None, read_by=by
    ).first()
    if waiting is not None:
        return waiting
    return QuestionImport.objects.create(
        category=category,
        name=name[:200],
        format=reading.format,
        digest=digest,
        data=data,
        report=[line.to_data() for line in reading.report],
        notes=list(reading.notes),
        taken=len(reading.questions),
        left=len(reading.left_out),
        read_by=by,
        read_at=now(),
    )


@transaction.atomic
def keep_import(run: QuestionImport, *, by: Person) -> QuestionImport:
    """Its questions are in the bank, those that lie there already as they are. Twice is once."""
    run = QuestionImport.objects.select_for_update().get(pk=run.pk)
    if run.state == "kept":
        return run
    if not run.data:
        raise NothingToBringIn(_("Tidak ada soal yang dapat diambil dari berkas ini."))
    added: list[int] = []
    for category, questions in _drawers(run.category, run.questions):
        new = [one for one, is_known in known_in(category, questions) if not is_known]
        added += [kept.pk for kept in write_many_to_bank(category, new, by=by)]
    run.added = added
    run.kept_by, run.kept_at = by, now()
    run.undone_by, run.undone_at = None, None
    run.save()
    announce(
        QuestionsImported(
            import_id=run.pk, name=run.name, category=run.category.label, count=len(added)
        ),
        by=by,
    )
    return run


def import_questions(
    category: QuestionCategory, reading: Reading, *, by: Person, name: str = ""
) -> QuestionImport:
    """The questions of a file are in the bank; a file brought in again adds nothing."""
    with transaction.atomic():
        return keep_import(read_in(category, reading, name=name, by=by), by=by)


@transaction.atomic
def take_import_back(run: QuestionImport, *, by: Person) -> QuestionImport:
    """What it added is not asked any more; quizzes keep what they froze. Twice changes nothing."""
    run = QuestionImport.objects.select_for_update().get(pk=run.pk)
    if run.state == "undone":
        return run
    if run.state != "kept":
        raise NotKeptYet(_("Impor ini belum disimpan, jadi tidak ada yang ditarik kembali."))
    run.undone_by, run.undone_at = by, now()
    run.save(update_fields=["undone_by", "undone_at"])
    BankQuestion.objects.filter(pk__in=run.added, retired_at=None).update(
        retired_at=run.undone_at,
        retired_by=by,
        retired_reason=str(_("Impor %(name)s ditarik kembali.") % {"name": run.name})[:300],
    )
    announce(
        QuestionsTakenBack(
            import_id=run.pk, name=run.name, category=run.category.label, count=len(run.added)
        ),
        by=by,
    )
    return run


def known_in(
    category: QuestionCategory | None, questions: Iterable[Question]
) -> list[tuple[Question, bool]]:
    """Each question, and whether the category holds the very same or it came before in the list."""
    seen: set[str] = set()
    if category is not None:
        standing = QuestionVersion.objects.filter(
            question__category=category, question__retired_at=None, question__current=F("pk")
        )
        seen = {_mark(data) for data in standing.values_list("data", flat=True)}
    out = []
    for question in questions:
        mark = _mark({k: v for k, v in question.to_data().items() if k != "category"})
        out.append((question, mark in seen))
        seen.add(mark)
    return out


def _mark(data: object) -> str:
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _drawers(
    root: QuestionCategory, questions: Iterable[Question]
) -> list[tuple[QuestionCategory, list[Question]]]:
    """The questions by the category each belongs in, made below the root where it is missing."""
    by_path: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_path[question.category].append(question)
    return [(drawer(root, path), asked) for path, asked in by_path.items()]


def drawer(root: QuestionCategory, path: str) -> QuestionCategory:
    """The category a path of a file names, below the one chosen for it."""
    category = root
    for name in [part.strip() for part in path.split("/") if part.strip()][:DEEPEST]:
        category = keep_category(root.agency, name, parent=category)
    return category
