"""Give a city the courses and the path written by us, to be taught at once and changed at will."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.people.models import Agency, Audience, Person
from sinau.university.actions.courses import publish_course, write_course
from sinau.university.actions.lessons import new_lesson, publish_lesson, write_blocks
from sinau.university.actions.paths import begin_draft, publish_path, write_path, write_step
from sinau.university.actions.quizzes import publish_quiz, set_rules, write_questions
from sinau.university.models import Course, Lesson, Path, PathStep, StepKind
from sinau.university.starter.reading import StarterCourse, starter_courses

PATH = "asn-cakap-ai"


def missing_starters() -> int:
    """How many of the courses written by us the city does not have, under their addresses."""
    wanted = {said.slug for said in starter_courses()}
    return len(wanted) - Course.objects.filter(slug__in=wanted).count()


@transaction.atomic
def open_starters(agency: Agency, *, by: Person) -> Path:
    """The courses are open to the whole city, and a path leads through them.

    What the city has under the same addresses stays as it is, so a second time adds nothing.
    """
    courses = [
        Course.objects.filter(slug=said.slug).first() or write_starter(said, agency, by=by)
        for said in starter_courses()
    ]
    for course in courses:
        if not course.publications.open().exists() and course.agency_id == agency.pk:
            publish_course(course, by=by)
    return Path.objects.filter(slug=PATH).first() or _path(agency, courses, by)


@transaction.atomic
def write_starter(said: StarterCourse, agency: Agency, *, by: Person) -> Course:
    """One of the courses stands with its lessons and its quiz, not yet open to learners."""
    course = write_course(
        Course(
            slug=said.slug,
            title=said.title,
            aim=said.aim,
            agency=agency,
            audience=Audience.CITY,
            competence=said.competence,
            minutes=said.minutes,
            stated_jp=said.stated_jp,
            sources="\n".join(said.sources),
        ),
        by=by,
    )
    for sitting in said.lessons:
        lesson = new_lesson(Lesson(course=course, title=sitting.title), by=by)
        draft = write_blocks(lesson, sitting.blocks, by=by, title=sitting.title)
        draft.minutes = sitting.minutes
        draft.save(update_fields=["minutes"])
        publish_lesson(draft, by=by)
    quiz = set_rules(course, pass_percent=said.pass_percent, attempts_per_day=3, by=by)
    write_questions(quiz, said.questions, by=by)
    publish_quiz(quiz, by=by)
    return course


def _path(agency: Agency, courses: list[Course], by: Person) -> Path:
    path = write_path(
        Path(
            slug=PATH,
            title=_("ASN cakap AI"),
            aim=_(
                "Memahami AI, memakainya dengan aman di meja kerja, menjaga data warga, memetakan "
                "risiko, dan merancang layanan lintas sektor yang pantas dipercaya."
            ),
            agency=agency,
            audience=Audience.CITY,
            competence="Literasi digital",
        ),
        by=by,
    )
    draft = begin_draft(path)
    for course in courses:
        step = PathStep(
            version=draft,
            kind=StepKind.COURSE,
            course=course,
            title=course.title,
            minutes=course.minutes,
        )
        write_step(step, by=by)
    publish_path(path, by=by)
    return path
