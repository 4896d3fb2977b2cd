"""Begin from what exists: a whole course, or one lesson."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.copies import copy_course, copy_lesson
from sinau.university.forms.authoring import CopyForm, LessonCopyForm
from sinau.university.views.desk_courses import kept_course


@signed_in
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """A new course with the lessons, files and quiz of this one."""
    course = kept_course(request, slug)
    first = {"title": _("Salinan %(title)s") % {"title": course.title}, "agency": course.agency}
    form = CopyForm(request.POST or None, person=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        copy = copy_course(course, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kursus disalin. Salinan ini belum terbit."))
        return redirect("university:course_desk", copy.slug)
    return render(
        request,
        "university/course_copy.html",
        {"course": course, "form": form},
        status=422 if form.errors else 200,
    )


@signed_in
def create(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """The lesson stands in another course too, as a draft of its own."""
    course = kept_course(request, slug)
    lesson = get_object_or_404(course.lessons, pk=pk)
    form = LessonCopyForm(request.POST or None, person=request.user, initial={"course": course})
    if request.method == "POST" and form.is_valid():
        target = form.cleaned_data["course"]
        copy_lesson(lesson, target, by=request.user)
        messages.success(request, _("Pelajaran disalin sebagai draf."))
        return redirect("university:course_desk", target.slug)
    return render(
        request,
        "university/course_copy.html",
        {"course": course, "lesson": lesson, "form": form},
        status=422 if form.errors else 200,
    )
