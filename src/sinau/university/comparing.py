"""What changed between two versions of a question, in words and line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.university.quizzes.questions import Question
from sinau.university.quizzes.responding import right_words


@dataclass(frozen=True)
class Change:
    """One thing that differs."""

    what: str
    before: str
    after: str


def changes(before: Question, after: Question) -> list[Change]:
    """Everything that differs, in the order of the form."""
    old, new = dict(_facts(before)), dict(_facts(after))
    return [
        Change(what, old.get(what, ""), new.get(what, ""))
        for what in dict.fromkeys((*old, *new))
        if old.get(what, "") != new.get(what, "")
    ]


def _facts(question: Question) -> Iterator[tuple[str, str]]:
    yield _("Pertanyaan"), question.prompt
    for at, choice in enumerate(question.choices, 1):
        said = f"{choice.text} ({number_id((choice.share * 100).quantize(choice.share))} %)"
        yield _("Pilihan %(n)s") % {"n": at}, f"{said} {choice.feedback}".strip()
    if not question.choices:
        yield _("Jawaban benar"), "; ".join(right_words(question, number=number_id))
    if question.accepted:
        yield _("Jawaban yang diterima"), "; ".join(one.text for one in question.accepted)
    if question.numbers:
        yield _("Selisih"), "; ".join(number_id(one.tolerance) for one in question.numbers)
        yield _("Satuan"), "; ".join(unit.name for unit in question.units)
    yield _("Pengecoh"), "; ".join(pair.right for pair in question.pairs if not pair.left)
    yield _("Penjelasan"), question.explanation
    yield _("Sumber"), question.source
    yield _("Bobot"), number_id(question.points)
    yield _("Tanda"), ", ".join(question.tags)
    yield _("Bila benar"), question.when_right
    yield _("Bila benar sebagian"), question.when_partly
    yield _("Bila belum tepat"), question.when_wrong
