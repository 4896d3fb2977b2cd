"""A lesson to read; going on is how one says that it is read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.ui import markdown
from sinau.university.actions import enrol, go_on
from sinau.university.models import Course, Enrolment, LessonRead


@signed_in
def show(request: PersonRequest, slug: str, position: int) -> HttpResponse:
    """The text, and its place among the others."""
    course = get_object_or_404(
        Course.objects.visible_to(request.user).select_related("agency", "quiz"), slug=slug
    )
    lessons = list(course.lessons.defer("body"))
    lesson = get_object_or_404(course.lessons, position=position)
    enrolment = Enrolment.objects.of(request.user).filter(course=course).first()
    read = set(
        LessonRead.objects.filter(enrolment=enrolment).values_list("lesson_id", flat=True)
        if enrolment
        else ()
    )
    # The page has the only h1: a text that begins with "##" needs no shift, one with "#" does.
    shift = int(any(level == 1 for level, *_rest in markdown.headings(lesson.body, shift=0)))
    return render(
        request,
        "university/lesson.html",
        {
            "course": course,
            "lesson": lesson,
            "lessons": [(found, found.pk in read) for found in lessons],
            "enrolment": enrolment,
            "body": markdown.render(lesson.body, shift=shift),
            "headings": [
                found for found in markdown.headings(lesson.body, shift=shift) if found[0] == 2
            ],
            "previous": next((x for x in lessons if x.position == position - 1), None),
            "following": next((x for x in lessons if x.position == position + 1), None),
        },
    )


@signed_in
@require_POST
def create(request: PersonRequest, slug: str, position: int) -> HttpResponse:
    """This lesson is read; on to the next, or to the quiz."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    lesson = get_object_or_404(course.lessons, position=position)
    completion = go_on(enrol(course, request.user), lesson)
    if position < course.lesson_count:
        return redirect("university:lesson", course.slug, position + 1)
    if completion is not None:
        messages.success(request, _("Semua pelajaran selesai dan kuis sudah lulus."))
        return redirect(course)
    return redirect("university:quiz", course.slug)
