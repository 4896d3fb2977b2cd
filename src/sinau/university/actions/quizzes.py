"""Write and publish quizzes. A published version never changes; editing makes a new one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.events import CourseWritten, QuizPublished
from sinau.university.models import Course, Question, Quiz, QuizVersion


class NothingToPublish(Refused):
    """A quiz is published when it has a draft with questions."""


@transaction.atomic
def set_rules(course: Course, *, pass_percent: int, attempts_per_day: int, by: Person) -> Quiz:
    """What passes and how often one may try; attempts already begun keep the rules they began with."""
    quiz, _is_new = Quiz.objects.update_or_create(
        course=course,
        defaults={"pass_percent": pass_percent, "attempts_per_day": attempts_per_day},
    )
    announce(CourseWritten(course_id=course.pk, title=course.title, part="aturan kuis"), by=by)
    return quiz


@transaction.atomic
def draft_of(quiz: Quiz) -> QuizVersion:
    """The version being written; when there is none, a copy of the one learners take."""
    Quiz.objects.select_for_update().get(pk=quiz.pk)
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
        copies = list(latest.questions.all())
        for question in copies:
            question.pk, question._state.adding, question.version = None, True, draft
        Question.objects.bulk_create(copies)
    return draft


@transaction.atomic
def write_question(quiz: Quiz, question: Question, *, by: Person) -> Question:
    """Keep a question in the draft; one of a published version is changed in the draft's copy."""
    draft = draft_of(quiz)
    if question.pk is not None and question.version_id != draft.pk:
        question.pk = draft.questions.get(position=question.position).pk
    if question.pk is None:
        draft.question_count += 1
        draft.save(update_fields=["question_count"])
        question.position = draft.question_count
    question.version = draft
    question.save()
    announce(
        CourseWritten(course_id=quiz.course_id, title=question.prompt[:60], part="soal"), by=by
    )
    return question


@transaction.atomic
def remove_question(quiz: Quiz, position: int, *, by: Person) -> None:
    """The draft has one question less; the version learners take keeps it until publication."""
    draft = draft_of(quiz)
    question = draft.questions.filter(position=position).first()
    if question is None:
        return
    announce(
        CourseWritten(course_id=quiz.course_id, title=question.prompt[:60], part="kuis tanpa soal"),
        by=by,
    )
    question.delete()
    draft.questions.filter(position__gt=position).update(position=F("position") - 1)
    draft.question_count -= 1
    draft.save(update_fields=["question_count"])


@transaction.atomic
def publish_quiz(quiz: Quiz, *, by: Person) -> QuizVersion:
    """The draft becomes the version that new attempts take; attempts begun before keep theirs."""
    draft = quiz.versions.select_for_update().filter(published_at=None).first()
    if draft is None or not draft.question_count:
        raise NothingToPublish(_("Tulis paling sedikit satu soal sebelum menerbitkan kuis."))
    draft.published_at, draft.published_by = now(), by
    draft.save(update_fields=["published_at", "published_by"])
    quiz.current = draft
    quiz.save(update_fields=["current"])
    announce(
        QuizPublished(
            course_id=quiz.course_id, version=draft.number, questions=draft.question_count
        ),
        by=by,
    )
    return draft
