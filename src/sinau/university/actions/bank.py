"""Keep the bank of questions. A version that was asked never changes; changing makes a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.university.events import (
    QuestionRestored,
    QuestionRetired,
    QuestionsAdded,
    QuestionWritten,
)
from sinau.university.models.bank import BankQuestion, QuestionCategory, QuestionVersion
from sinau.university.quizzes.checking import faults
from sinau.university.quizzes.questions import Question

_MARKS = re.compile(r"[*_`#>\[\]]+|\{\d+\}")
_SPACE = re.compile(r"\s+")


class QuestionNotAskable(Refused):
    """A question enters the bank when it can be asked and marked; each fault is named."""


class CategoryInTheWay(Refused):
    """A category is not put within itself."""


@transaction.atomic
def keep_category(
    agency: Agency, name: str, *, parent: QuestionCategory | None = None
) -> QuestionCategory:
    """The category of this name within the parent; the one that is there already, if it is."""
    name = name.strip()[:100]
    category, is_new = QuestionCategory.objects.get_or_create(
        agency=agency, parent=parent, name=name
    )
    if is_new:
        category.path = f"{parent.path if parent else '/'}{category.pk}/"
        category.label = f"{parent.label} / {name}"[:400] if parent else name
        category.save(update_fields=["path", "label"])
    return category


@transaction.atomic
def rename_category(category: QuestionCategory, name: str) -> QuestionCategory:
    """The category is called so, and so are the labels of all within it."""
    old = category.label
    category.name = name.strip()[:100]
    parent = category.parent
    category.label = f"{parent.label} / {category.name}"[:400] if parent else category.name
    category.save(update_fields=["name", "label"])
    for within in QuestionCategory.objects.filter(path__startswith=category.path).exclude(
        pk=category.pk
    ):
        within.label = category.label + within.label[len(old) :]
        within.save(update_fields=["label"])
    return category


@transaction.atomic
def write_to_bank(category: QuestionCategory, question: Question, *, by: Person) -> BankQuestion:
    """A new question in the bank, with its first version."""
    kept = _write_all(category, [question], by)[0]
    announce(QuestionWritten(question_id=kept.pk, title=kept.title, version=1, change=""), by=by)
    return kept


@transaction.atomic
def write_many_to_bank(
    category: QuestionCategory, questions: Sequence[Question], *, by: Person
) -> list[BankQuestion]:
    """Many new questions at once, told as one fact; all of them or none."""
    if not questions:
        return []
    kept = _write_all(category, questions, by)
    announce(
        QuestionsAdded(category_id=category.pk, category=category.label, count=len(kept)), by=by
    )
    return kept


def _write_all(
    category: QuestionCategory, questions: Sequence[Question], by: Person
) -> list[BankQuestion]:
    for question in questions:
        _refuse_faults(question)
    at = now()
    rows = BankQuestion.objects.bulk_create(
        _filled(BankQuestion(category=category, created_by=by, created_at=at), question)
        for question in questions
    )
    versions = QuestionVersion.objects.bulk_create(
        QuestionVersion(question=row, number=1, data=_kept(question), written_by=by, written_at=at)
        for row, question in zip(rows, questions, strict=True)
    )
    for row, version in zip(rows, versions, strict=True):
        row.current = version
    BankQuestion.objects.bulk_update(rows, ["current"])
    return rows


@transaction.atomic
def rewrite_question(
    kept: BankQuestion, question: Question, *, by: Person, change: str = ""
) -> QuestionVersion:
    """The question says this from now on; a version nobody was asked is overwritten, others stay.

    The same words a second time change nothing.
    """
    _refuse_faults(question)
    kept = BankQuestion.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    latest = kept.versions.order_by("-number").first()
    assert latest is not None
    data = _kept(question)
    if latest.data == data:
        return latest
    if latest.is_used:
        latest = QuestionVersion(question=kept, number=latest.number + 1)
    latest.data, latest.change = data, change[:200]
    latest.written_by, latest.written_at = by, now()
    latest.save()
    kept.current = latest
    _filled(kept, question).save()
    announce(
        QuestionWritten(
            question_id=kept.pk, title=kept.title, version=latest.number, change=change[:200]
        ),
        by=by,
    )
    return latest


@transaction.atomic
def retire_question(kept: BankQuestion, *, reason: str, by: Person) -> None:
    """The question is not drawn or chosen any more; published quizzes keep the version they froze."""
    if kept.retired_at is not None:
        return
    kept.retired_at, kept.retired_by, kept.retired_reason = now(), by, reason[:300]
    kept.save(update_fields=["retired_at", "retired_by", "retired_reason"])
    announce(QuestionRetired(question_id=kept.pk, title=kept.title, reason=reason[:300]), by=by)


@transaction.atomic
def restore_question(kept: BankQuestion, *, by: Person) -> None:
    """A retired question may be asked again."""
    if kept.retired_at is None:
        return
    kept.retired_at, kept.retired_by, kept.retired_reason = None, None, ""
    kept.save(update_fields=["retired_at", "retired_by", "retired_reason"])
    announce(QuestionRestored(question_id=kept.pk, title=kept.title), by=by)


@transaction.atomic
def move_question(kept: BankQuestion, category: QuestionCategory) -> None:
    """The question lies in another drawer of the same bank."""
    kept.category = category
    kept.save(update_fields=["category"])


def _refuse_faults(question: Question) -> None:
    found = faults(question)
    if found:
        raise QuestionNotAskable(
            _("Soal ini belum dapat disimpan."), reasons=[_fault_words(fault) for fault in found]
        )


def _fault_words(fault: str) -> str:
    return str(FAULTS.get(fault, fault))


FAULTS = {
    "prompt": _("Tulis pertanyaannya."),
    "points": _("Bobot harus lebih dari 0 dan paling banyak 999."),
    "few_choices": _("Tulis paling sedikit dua pilihan."),
    "one_right": _("Tandai tepat satu pilihan sebagai benar (100 %)."),
    "some_right": _("Tandai paling sedikit satu pilihan sebagai benar."),
    "shares": _("Nilai pilihan yang benar harus berjumlah 100 %."),
    "accepted": _("Tulis paling sedikit satu jawaban yang bernilai penuh."),
    "numbers": _("Tulis paling sedikit satu angka yang bernilai penuh."),
    "tolerance": _("Selisih yang diterima tidak boleh kurang dari 0."),
    "factor": _("Pengali satuan harus lebih dari 0."),
    "units": _("Satuan wajib ditulis peserta, jadi tulis paling sedikit satu satuan."),
    "pairs": _("Tulis paling sedikit dua pasangan."),
    "steps": _("Tulis paling sedikit dua langkah yang berbeda."),
    "gaps": _("Tulis tanda {1}, {2}, … dalam teks, satu untuk setiap isian."),
    "gap_kind": _("Isian dalam teks berupa pilihan, jawaban singkat atau angka."),
    "too_long": _("Soal ini terlalu panjang; paling banyak 60 bagian dan 20.000 huruf."),
}


def title_of(question: Question) -> str:
    """The name of the question, or the beginning of what it asks, without marks."""
    words = question.name or _MARKS.sub(" ", question.prompt)
    return _SPACE.sub(" ", words).strip()[:200]


def _filled(kept: BankQuestion, question: Question) -> BankQuestion:
    kept.kind = question.kind.value
    kept.title = title_of(question)
    kept.tags = sorted({tag.strip()[:60] for tag in question.tags if tag.strip()})
    kept.source = question.source[:300]
    kept.passage = question.passage[:120]
    kept.updated_at = now()
    return kept


def _kept(question: Question) -> dict[str, object]:
    """What a version holds; where the question lies is not part of what it says."""
    return replace(question, category="").to_data()
