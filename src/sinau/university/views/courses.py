"""A course as its learner sees it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import enrol
from sinau.university.models import (
    Activity,
    ActivityDone,
    Certificate,
    Course,
    Enrolment,
    LessonRead,
)


@signed_in
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """Aim, lessons, quiz, and how far this person is."""
    course = get_object_or_404(
        Course.objects.visible_to(request.user).select_related("agency", "owner", "quiz__current"),
        slug=slug,
    )
    enrolment = Enrolment.objects.of(request.user).filter(course=course).first()
    read = set(
        LessonRead.objects.filter(enrolment=enrolment).values_list("lesson_id", flat=True)
        if enrolment
        else ()
    )
    certificate = (
        Certificate.objects.of(request.user).filter(completion__course=course).first()
        if enrolment and enrolment.completed_at
        else None
    )
    lessons = list(course.lessons.shown())
    translations = list(course.translations.all())
    for said in translations:
        said.course = course
    wanted = request.GET.get("bahasa")
    return render(
        request,
        "university/course.html",
        {
            "course": course,
            "translations": translations,
            "words": next((said for said in translations if said.language == wanted), course),
            "lessons": [(lesson, lesson.pk in read) for lesson in lessons],
            "enrolment": enrolment,
            "next_lesson": next((lesson for lesson in lessons if lesson.pk not in read), None),
            "certificate": certificate,
            "quiz": getattr(course, "quiz", None),
            "activities": _activities(course, enrolment),
            "is_open": course.publications.open().exists(),
            "keeps": Course.objects.kept_by(request.user).filter(pk=course.pk).exists(),
        },
    )


def _activities(course: Course, enrolment: Enrolment | None) -> list[tuple[Activity, bool]]:
    """What else there is to do, and whether this learner has done it."""
    done = set(
        ActivityDone.objects.filter(enrolment=enrolment).values_list("activity_id", flat=True)
        if enrolment
        else ()
    )
    return [(activity, activity.pk in done) for activity in course.activities.asked()]


@signed_in
@require_POST
def create(request: PersonRequest, slug: str) -> HttpResponse:
    """Take the course and begin reading."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    enrolment = enrol(course, request.user)
    lessons = course.lessons.shown()
    here = lessons.filter(position__gte=enrolment.next_position).first() or lessons.last()
    return redirect("university:lesson", course.slug, here.position) if here else redirect(course)
