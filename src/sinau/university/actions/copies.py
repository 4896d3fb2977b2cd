"""Begin a course or a lesson from one that exists."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Agency, Person
from sinau.university.actions.courses import write_course
from sinau.university.actions.lessons import copy_blocks
from sinau.university.actions.quizzes import draft_of, set_rules
from sinau.university.events import CourseCopied
from sinau.university.models import (
    Course,
    CourseFile,
    CourseTranslation,
    Lesson,
    LessonVersion,
    Slot,
)

# What a copied quiz keeps of the rules; days on which it opens and closes are those of the original.
_RULES = (
    "pass_percent",
    "attempts_per_day",
    "attempts_in_all",
    "wait_minutes",
    "minutes",
    "grace_seconds",
    "grading",
    "review",
    "shuffles_questions",
    "shuffles_choices",
    "on_one_page",
    "gives_partial",
)


@transaction.atomic
def copy_course(course: Course, *, title: str, agency: Agency, by: Person) -> Course:
    """A new course, not published, with the lessons, files and quiz of this one."""
    copy = write_course(
        Course(
            agency=agency,
            audience=course.audience,
            title=title,
            aim=course.aim,
            competence=course.competence,
            minutes=course.minutes,
            stated_jp=course.stated_jp,
            sources=course.sources,
        ),
        by=by,
    )
    for lesson in course.lessons.select_related("current"):
        copy_lesson(lesson, copy, by=by)
    for said in course.translations.all():
        CourseTranslation.objects.create(
            course=copy,
            language=said.language,
            title=said.title,
            aim=said.aim,
            of_title=said.of_title,
            of_aim=said.of_aim,
            by=by,
            at=now(),
        )
    _copy_quiz(course, copy, by)
    announce(CourseCopied(course_id=copy.pk, source_id=course.pk, title=course.title), by=by)
    return copy


@transaction.atomic
def copy_lesson(lesson: Lesson, course: Course, *, by: Person) -> Lesson:
    """The other course has this lesson at its end, as a draft in each language; files are shared."""
    last = course.lessons.aggregate(last=Max("position"))["last"] or 0
    copy = Lesson.objects.create(
        course=course, position=last + 1, title=lesson.title, updated_at=now()
    )
    _copy_files(lesson.course, course, by)
    newest: dict[str, LessonVersion] = {}
    for version in lesson.versions.order_by("number"):
        if not version.is_draft or version.language not in newest:
            newest[version.language] = version
    begun: dict[str, LessonVersion] = {}
    for language, version in sorted(newest.items(), key=lambda found: found[0] != "id"):
        begun[language] = LessonVersion.objects.create(
            lesson=copy,
            language=language,
            number=1,
            title=version.title,
            by=by,
            at=now(),
            changed_at=now(),
            follows=begun.get("id"),
        )
        copy_blocks(version, begun[language])
    return copy


def _copy_files(source: Course, target: Course, by: Person) -> None:
    if source.pk == target.pk:
        return
    known = set(target.files.values_list("key", flat=True))
    CourseFile.objects.bulk_create(
        CourseFile(
            course=target,
            key=file.key,
            name=file.name,
            kind=file.kind,
            media_type=file.media_type,
            size=file.size,
            width=file.width,
            height=file.height,
            seconds=file.seconds,
            by=by,
            at=now(),
        )
        for file in source.files.all()
        if file.key not in known
    )


def _copy_quiz(course: Course, copy: Course, by: Person) -> None:
    quiz = getattr(course, "quiz", None)
    if quiz is None:
        return
    rules = {name: getattr(quiz, name) for name in _RULES}
    new = set_rules(copy, **rules, by=by)
    source = quiz.current or quiz.versions.first()
    slots = list(source.slots.all()) if source else []
    draft = draft_of(new)
    for slot in slots:
        slot.pk, slot._state.adding, slot.version, slot.pool = None, True, draft, []
    Slot.objects.bulk_create(slots)
    draft.question_count = sum(slot.draws for slot in slots)
    draft.save(update_fields=["question_count"])
