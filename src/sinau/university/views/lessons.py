"""A lesson to read; going on is how one says that it is read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.later import read_later
from sinau.people.access import PersonRequest, signed_in
from sinau.ui.kept import keepable
from sinau.university.actions import read_lesson
from sinau.university.models import (
    Course,
    Enrolment,
    Language,
    Lesson,
    LessonRead,
    LessonVersion,
)
from sinau.university.showing import headings_of, show_blocks


def shown_lesson(request: PersonRequest, slug: str, position: int) -> Lesson:
    """A lesson this person may read; what was never published is not there."""
    course = get_object_or_404(
        Course.objects.visible_to(request.user).select_related("agency", "quiz"), slug=slug
    )
    lesson = get_object_or_404(
        Lesson.objects.shown().select_related("current"), course=course, position=position
    )
    lesson.course = course
    return lesson


@signed_in
def show(request: PersonRequest, slug: str, position: int) -> HttpResponse:
    """Its blocks, and its place among the others."""
    lesson = shown_lesson(request, slug, position)
    course = lesson.course
    lessons = list(course.lessons.shown())
    enrolment = Enrolment.objects.of(request.user).filter(course=course).first()
    read = set(
        LessonRead.objects.filter(enrolment=enrolment).values_list("lesson_id", flat=True)
        if enrolment
        else ()
    )
    versions = language_versions(lesson)
    version = next((v for v in versions if v.language == request.GET.get("bahasa")), versions[0])
    version.lesson = lesson
    blocks = show_blocks(version, request.user)
    response = render(
        request,
        "university/lesson.html",
        {
            "course": course,
            "lesson": lesson,
            "lessons": [(found, found.pk in read) for found in lessons],
            "enrolment": enrolment,
            "version": version,
            "versions": versions,
            "is_behind": version != versions[0] and version.follows_id != lesson.current_id,
            "blocks": blocks,
            "headings": headings_of(blocks),
            "number": lessons.index(lesson) + 1,
            "previous": next((x for x in reversed(lessons) if x.position < position), None),
            "following": next((x for x in lessons if x.position > position), None),
        },
    )
    return keepable(response, request)


def language_versions(lesson: Lesson) -> list[LessonVersion]:
    """What learners read now, the original first, then the newest of each other language."""
    current = lesson.current
    assert current is not None
    others = (
        lesson.versions.published()
        .exclude(language=Language.INDONESIAN)
        .order_by("language", "-number")
        .distinct("language")
    )
    return [current, *others]


@signed_in
@require_POST
def create(request: PersonRequest, slug: str, position: int) -> HttpResponse:
    """This lesson is read; on to the next, or to the quiz."""
    lesson = shown_lesson(request, slug, position)
    course = lesson.course
    later = read_later(request.POST)
    completion, merged = read_lesson(lesson, request.user, later=later)
    if later:
        return sent_later(merged=merged)
    following = course.lessons.shown().filter(position__gt=position).first()
    if following:
        return redirect("university:lesson", course.slug, following.position)
    if completion is not None:
        messages.success(request, _("Semua pelajaran selesai dan kuis sudah lulus."))
        return redirect(course)
    return redirect("university:quiz", course.slug)


def sent_later(*, merged: bool) -> JsonResponse:
    """What a device is told of something it sends afterwards."""
    return JsonResponse({"state": "merged" if merged else "sent"})
