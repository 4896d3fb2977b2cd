"""What evaluation does by itself when the university speaks: plan, ask, keep scores."""

from __future__ import annotations

import re

from sinau.evaluation.actions import ask_reaction, plan_class, plan_course, record_score
from sinau.evaluation.models import Evaluation
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.kernel.clock import WIB
from sinau.people.models import Person
from sinau.university.events import (
    ClassClosed,
    CoursePublished,
    LearningCompleted,
    QuizSubmitted,
)
from sinau.university.models import Completion, Course, Registration, TrainingClass

_OF_A_COURSE = re.compile(r"university\.completion:(\d+)")


@hears(CoursePublished)
def plan_published_course(fact: CoursePublished, entry: Entry) -> None:
    """A published course is evaluated from its first learner on."""
    course = Course.objects.select_related("agency").filter(pk=fact.course_id).first()
    if course is not None:
        plan_course(course, on=entry.told_at.astimezone(WIB).date())


@hears(ClassClosed)
def ask_after_closing(fact: ClassClosed, entry: Entry) -> None:
    """Everybody who had a seat and came to some of it is asked how it was."""
    training_class = TrainingClass.objects.select_related("agency").filter(pk=fact.class_id).first()
    if training_class is None:
        return
    there = Registration.objects.seated().filter(
        training_class=training_class, attendances__isnull=False
    )
    people = Person.objects.filter(registrations__in=there).distinct().order_by("pk")
    ask_reaction(plan_class(training_class), people)


@hears(LearningCompleted)
def ask_after_course(fact: LearningCompleted, entry: Entry) -> None:
    """Who finished a course is asked how it was."""
    ours = _OF_A_COURSE.fullmatch(fact.evidence)
    if ours is None:
        return
    completion = (
        Completion.objects.select_related("course__agency", "person")
        .filter(pk=int(ours[1]))
        .exclude(course=None)
        .first()
    )
    if completion is not None and completion.course is not None:
        ask_reaction(plan_course(completion.course), [completion.person])


@hears(QuizSubmitted)
def keep_score(fact: QuizSubmitted, entry: Entry) -> None:
    """A test before or after is kept with its class or course; other tests say nothing of effect."""
    purpose = getattr(fact, "purpose", "final")
    if purpose not in ("pre", "post"):
        return
    evaluation = _evaluation_of(getattr(fact, "class_id", None), getattr(fact, "course_id", None))
    if evaluation is not None:
        record_score(evaluation, fact.person_id, is_before=purpose == "pre", score=fact.score)


def _evaluation_of(class_id: int | None, course_id: int | None) -> Evaluation | None:
    """A test before a class comes before its closing, so the evaluation may have to be planned."""
    if class_id is not None:
        training_class = TrainingClass.objects.select_related("agency").filter(pk=class_id).first()
        return plan_class(training_class) if training_class else None
    course = Course.objects.select_related("agency").filter(pk=course_id or 0).first()
    return plan_course(course) if course else None
