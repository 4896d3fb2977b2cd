"""Say title and aim of a course in another language."""

from __future__ import annotations

from django.db import transaction

from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.university.actions.courses import tell_written
from sinau.university.models import Course, CourseTranslation


@transaction.atomic
def translate_course(
    course: Course, language: str, *, title: str, aim: str, by: Person
) -> CourseTranslation:
    """The course has these words in this language, and knows which original they render."""
    said, _is_new = CourseTranslation.objects.update_or_create(
        course=course,
        language=language,
        defaults={
            "title": title,
            "aim": aim,
            "of_title": course.title,
            "of_aim": course.aim,
            "by": by,
            "at": now(),
        },
    )
    tell_written(course, f"terjemahan ({language})", by)
    return said
