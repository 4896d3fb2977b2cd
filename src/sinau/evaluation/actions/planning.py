"""Plan the evaluation of a class or course, in the agency's own questions, and keep scores."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models.functions import Length

from sinau.evaluation import questions
from sinau.evaluation.events import EvaluationPlanned, QuestionnaireWritten
from sinau.evaluation.models import Evaluation, Level, Questionnaire, Score
from sinau.evaluation.questions import Question
from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now, today
from sinau.people.models import Agency, Person
from sinau.university.models import Course, TrainingClass


def questions_of(agency: Agency, level: str) -> list[Question]:
    """What an agency asks: its own, those of the nearest agency above it, else Sinau's."""
    parts = agency.path.strip("/").split("/")
    paths = ["/" + "/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
    nearest = (
        Questionnaire.objects.filter(agency__path__in=paths, level=level)
        .order_by(-Length("agency__path"))
        .first()
    )
    return nearest.questions if nearest else questions.starting(level)


@transaction.atomic
def plan_class(training_class: TrainingClass) -> Evaluation:
    """The class has an evaluation with the questions of today; a second time it is the same."""
    standing = Evaluation.objects.filter(training_class=training_class).first()
    if standing:
        return standing
    ends_at = training_class.ends_at
    day = ends_at.astimezone(WIB).date() if ends_at else today()
    return _plan(training_class.agency, training_class.title, day, training_class=training_class)


@transaction.atomic
def plan_course(course: Course, *, on: dt.date | None = None) -> Evaluation:
    """The course has an evaluation with the questions of today; a second time it is the same."""
    standing = Evaluation.objects.filter(course=course).first()
    return standing or _plan(course.agency, course.title, on or today(), course=course)


def _plan(
    agency: Agency,
    title: str,
    day: dt.date,
    *,
    training_class: TrainingClass | None = None,
    course: Course | None = None,
) -> Evaluation:
    evaluation = Evaluation.objects.create(
        agency=agency,
        training_class=training_class,
        course=course,
        title=title,
        held_on=day,
        planned_at=now(),
        reaction_questions=questions_of(agency, Level.REACTION),
        behaviour_questions=questions_of(agency, Level.BEHAVIOUR),
    )
    announce(
        EvaluationPlanned(
            evaluation_id=evaluation.pk,
            title=title,
            agency_id=agency.pk,
            held_on=day,
            behaviour_on=evaluation.behaviour_on,
            class_id=evaluation.training_class_id,
            course_id=evaluation.course_id,
        ),
        by=None,
    )
    return evaluation


@transaction.atomic
def record_score(
    evaluation: Evaluation, person_id: int, *, is_before: bool, score: Decimal
) -> Score:
    """What somebody scored before or after; of several before the first counts, of those after the last."""
    row, _is_new = Score.objects.select_for_update().get_or_create(
        evaluation=evaluation, person_id=person_id
    )
    had_both = row.before is not None and row.after is not None
    if is_before and row.before is None:
        row.before = score
    elif not is_before:
        row.after = score
    row.save(update_fields=["before", "after"])
    if not had_both and row.before is not None and row.after is not None:
        pairs = evaluation.scores.exclude(before=None).exclude(after=None).count()
        Evaluation.objects.filter(pk=evaluation.pk).update(pair_count=pairs)
    return row


@transaction.atomic
def write_questionnaire(
    agency: Agency, level: str, asked: list[Question], *, by: Person
) -> Questionnaire:
    """The agency asks this in evaluations planned from now on; those that stand keep theirs."""
    questionnaire, _is_new = Questionnaire.objects.update_or_create(
        agency=agency,
        level=level,
        defaults={"questions": asked, "written_by": by, "written_at": now()},
    )
    announce(
        QuestionnaireWritten(
            agency_id=agency.pk, agency=agency.short_name, level=level, questions=len(asked)
        ),
        by=by,
    )
    return questionnaire
