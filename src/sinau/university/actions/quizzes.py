"""Put quizzes together and publish them. A published version never changes; editing makes a new one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.bank import keep_category, write_many_to_bank, write_to_bank
from sinau.university.events import CourseWritten, QuizPublished, QuizWritten
from sinau.university.models import (
    BankQuestion,
    Course,
    QuestionCategory,
    QuestionVersion,
    Quiz,
    QuizVersion,
    Slot,
    TrainingClass,
)
from sinau.university.quizzes.drawing import Place, draw
from sinau.university.quizzes.questions import Question


class NothingToPublish(Refused):
    """A quiz is published when it has a draft with questions."""


class TooFewToDraw(Refused):
    """A random draw needs as many questions in its category as it takes."""


class QuestionIsRetired(Refused):
    """A retired question is not asked in a new version."""


@transaction.atomic
def set_rules(
    course: Course, *, pass_percent: int, attempts_per_day: int = 3, by: Person, **more: Any
) -> Quiz:
    """What passes and how it is taken; attempts already begun keep the rules they began with."""
    quiz, _is_new = Quiz.objects.update_or_create(
        course=course,
        defaults={"pass_percent": pass_percent, "attempts_per_day": attempts_per_day, **more},
    )
    announce(CourseWritten(course_id=course.pk, title=course.title, part="aturan kuis"), by=by)
    return quiz


@transaction.atomic
def set_class_rules(
    training_class: TrainingClass, purpose: str, *, by: Person, **rules: Any
) -> Quiz:
    """The test before or after this class, with these rules; one for each purpose."""
    quiz, _is_new = Quiz.objects.update_or_create(
        training_class=training_class, purpose=purpose, defaults=rules
    )
    _tell(quiz, "aturan", by)
    return quiz


def _tell(quiz: Quiz, part: str, by: Person) -> None:
    if quiz.course_id:
        fact: Any = CourseWritten(course_id=quiz.course_id, title=quiz.title, part=part)
    else:
        fact = QuizWritten(
            class_id=quiz.training_class_id or 0, quiz_id=quiz.pk, title=quiz.title, part=part
        )
    announce(fact, by=by)


@transaction.atomic
def draft_of(quiz: Quiz) -> QuizVersion:
    """The version being put together; when there is none, a copy of the one learners take."""
    Quiz.objects.select_for_update(of=("self",)).get(pk=quiz.pk)
    draft = quiz.versions.filter(published_at=None).first()
    if draft is not None:
        return draft
    latest = quiz.versions.order_by("-number").first()
    draft = QuizVersion.objects.create(
        quiz=quiz,
        number=(latest.number if latest else 0) + 1,
        question_count=latest.question_count if latest else 0,
    )
    if latest:
        copies = list(latest.slots.all())
        for slot in copies:
            slot.pk, slot._state.adding, slot.version, slot.pool = None, True, draft, []
        Slot.objects.bulk_create(copies)
    return draft


@transaction.atomic
def add_question(
    quiz: Quiz,
    question: BankQuestion,
    *,
    by: Person,
    points: Decimal | None = None,
    section: str = "",
    pinned: QuestionVersion | None = None,
) -> Slot:
    """A question of the bank is asked in the draft; one that is there already stays as it is."""
    draft = draft_of(quiz)
    standing = draft.slots.filter(question=question).first()
    if standing is not None:
        return standing
    if points is None:
        assert question.current is not None
        points = min(question.current.asked.points, Decimal(999))
    slot = Slot(version=draft, question=question, pinned=pinned, points=points, section=section)
    return _add(quiz, draft, slot, by, question.title[:60])


@transaction.atomic
def add_draw(
    quiz: Quiz,
    category: QuestionCategory,
    *,
    draws: int,
    by: Person,
    tags: Sequence[str] = (),
    points: Decimal = Decimal(1),
    section: str = "",
) -> Slot:
    """Each attempt is asked so many questions of the category, drawn for it alone."""
    draft = draft_of(quiz)
    slot = Slot(
        version=draft,
        category=category,
        tags=list(tags),
        draws=draws,
        points=points,
        section=section,
    )
    return _add(quiz, draft, slot, by, category.label[:60])


def _add(quiz: Quiz, draft: QuizVersion, slot: Slot, by: Person, title: str) -> Slot:
    last = draft.slots.aggregate(last=Max("position"))["last"] or 0
    slot.position = last + 1
    slot.save()
    draft.question_count += slot.draws
    draft.save(update_fields=["question_count"])
    _tell(quiz, f"soal {title}", by)
    return slot


@transaction.atomic
def write_question(
    quiz: Quiz, question: Question, *, by: Person, category: QuestionCategory | None = None
) -> Slot:
    """A new question in the bank, in the category of this quiz unless another is named, and asked."""
    kept = write_to_bank(category or category_of(quiz), question, by=by)
    return add_question(quiz, kept, by=by)


@transaction.atomic
def write_questions(
    quiz: Quiz,
    questions: Sequence[Question],
    *,
    by: Person,
    category: QuestionCategory | None = None,
) -> list[Slot]:
    """The same for many at once, in this order."""
    kept = write_many_to_bank(category or category_of(quiz), questions, by=by)
    draft = draft_of(quiz)
    last = draft.slots.aggregate(last=Max("position"))["last"] or 0
    slots = Slot.objects.bulk_create(
        Slot(version=draft, position=last + turn, question=row, points=question.points)
        for turn, (row, question) in enumerate(zip(kept, questions, strict=True), start=1)
    )
    draft.question_count += len(slots)
    draft.save(update_fields=["question_count"])
    return slots


def category_of(quiz: Quiz) -> QuestionCategory:
    """Where questions written for this quiz lie: a category of its agency with its name."""
    return keep_category(quiz.of.agency, quiz.of.title[:100])


@transaction.atomic
def change_slot(quiz: Quiz, position: int, *, by: Person, **values: Any) -> None:
    """Points, section, number drawn or pinned version of a place in the draft."""
    draft = draft_of(quiz)
    slot = draft.slots.filter(position=position).first()
    if slot is None:
        return
    before = slot.draws
    for name, value in values.items():
        setattr(slot, name, value)
    slot.save()
    draft.question_count += slot.draws - before
    draft.save(update_fields=["question_count"])
    _tell(quiz, f"soal ke-{position}", by)


@transaction.atomic
def move_slot(quiz: Quiz, position: int, *, up: bool) -> None:
    """The place changes with the one before or after it; at the end nothing happens."""
    draft = draft_of(quiz)
    other = position - 1 if up else position + 1
    pair = {slot.position: slot for slot in draft.slots.filter(position__in=(position, other))}
    if len(pair) == 2:
        pair[position].position, pair[other].position = other, position
        Slot.objects.bulk_update(pair.values(), ["position"])


@transaction.atomic
def remove_question(quiz: Quiz, position: int, *, by: Person) -> None:
    """The draft has this place no more; the version learners take keeps it until publication."""
    draft = draft_of(quiz)
    slot = draft.slots.filter(position=position).first()
    if slot is None:
        return
    draft.question_count -= slot.draws
    draft.save(update_fields=["question_count"])
    slot.delete()
    draft.slots.filter(position__gt=position).update(position=F("position") - 1)
    _tell(quiz, "kuis tanpa satu soal", by)


@transaction.atomic
def publish_quiz(quiz: Quiz, *, by: Person) -> QuizVersion:
    """The draft is frozen and becomes what new attempts take; attempts begun before keep theirs."""
    draft = quiz.versions.select_for_update(of=("self",)).filter(published_at=None).first()
    slots = _slots(draft) if draft else []
    if draft is None or not slots:
        raise NothingToPublish(_("Tulis paling sedikit satu soal sebelum menerbitkan kuis."))
    for slot in slots:
        slot.pool = _pool(slot)
    keys = {key for slot in slots for key in slot.pool}
    QuestionVersion.objects.filter(pk__in=keys, is_used=False).update(is_used=True)
    _refuse_small_pools(slots)
    Slot.objects.bulk_update(slots, ["pool"])
    draft.question_count = sum(slot.draws for slot in slots)
    draft.published_at, draft.published_by = now(), by
    draft.save(update_fields=["published_at", "published_by", "question_count"])
    quiz.current = draft
    quiz.save(update_fields=["current"])
    _tell_published(quiz, draft, by)
    return draft


def _slots(draft: QuizVersion) -> list[Slot]:
    return list(draft.slots.select_related("question", "category"))


def _pool(slot: Slot) -> list[int]:
    if slot.question is not None:
        if slot.question.retired_at is not None:
            raise QuestionIsRetired(
                _("Soal “%(title)s” sudah ditarik dari bank. Keluarkan dari kuis atau ganti.")
                % {"title": slot.question.title}
            )
        return [slot.pinned_id or slot.question.current_id or 0]
    assert slot.category is not None
    rows = BankQuestion.objects.standing().below(slot.category).tagged(*slot.tags)
    return list(rows.order_by("pk").values_list("current_id", flat=True))


def _refuse_small_pools(slots: Sequence[Slot]) -> None:
    """Draws of one category share what it holds, and fixed questions are not drawn again."""
    wanted = sum(slot.draws for slot in slots)
    rows = draw(
        [place_of(slot) for slot in slots],
        _as_they_stand,
        shuffle_questions=False,
        shuffle_choices=False,
        dice=Random(1),  # noqa: S311
    )
    if len(rows) < wanted:
        raise TooFewToDraw(
            _("Kategori yang diacak kekurangan %(count)s soal.") % {"count": wanted - len(rows)},
            reasons=[
                _("“%(category)s”: %(draws)s diambil dari %(count)s soal.")
                % {"category": slot.category, "draws": slot.draws, "count": len(slot.pool)}
                for slot in slots
                if slot.category is not None
            ],
        )


def _as_they_stand(keys: Sequence[int]) -> dict[int, Question]:
    """Read afresh: until this is committed nothing of it may be remembered."""
    rows = QuestionVersion.objects.filter(pk__in=keys).values_list("pk", "data")
    return {key: Question.from_data(data) for key, data in rows}


def place_of(slot: Slot) -> Place:
    """The frozen slot in the words of the engine."""
    return Place(pool=slot.pool, draws=slot.draws, points=slot.points, section=slot.section)


def _tell_published(quiz: Quiz, draft: QuizVersion, by: Person) -> None:
    if quiz.course_id is None:
        _tell(quiz, f"versi {draft.number} dan menerbitkan", by)
        return
    fact = QuizPublished(
        course_id=quiz.course_id,
        version=draft.number,
        questions=draft.question_count,
        quiz_id=quiz.pk,
        purpose=quiz.purpose,
    )
    announce(fact, by=by)
