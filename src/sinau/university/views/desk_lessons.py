"""Lessons on the officer's desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import move_lesson, new_lesson, remove_lesson, write_blocks
from sinau.university.forms import LessonForm
from sinau.university.lessons.blocks import Text
from sinau.university.models import Lesson
from sinau.university.views.desk_courses import kept_course


@signed_in
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """One lesson more, at the end: its title, and the first text if one likes."""
    course = kept_course(request, slug)
    form = LessonForm(request.POST or None, instance=Lesson(course=course))
    if request.method == "POST" and form.is_valid():
        lesson = new_lesson(form.save(commit=False), by=request.user)
        text = form.cleaned_data["body"]
        draft = write_blocks(lesson, [Text(markdown=text)] if text.strip() else [], by=request.user)
        messages.success(request, _("Draf pelajaran disimpan. Lanjutkan dengan blok berikutnya."))
        return redirect("university:lesson_edit", course.slug, draft.lesson_id)
    return render(
        request,
        "university/lesson_form.html",
        {"form": form, "course": course},
        status=422 if form.errors else 200,
    )


@signed_in
@require_POST
def update(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Up or down by one place."""
    course = kept_course(request, slug)
    lesson = get_object_or_404(course.lessons, pk=pk)
    move_lesson(lesson, up=request.POST.get("ke") == "atas", by=request.user)
    return redirect("university:course_desk", course.slug)


@signed_in
def remove(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take a lesson out; before that, say for whom."""
    course = kept_course(request, slug)
    lesson = get_object_or_404(course.lessons, pk=pk)
    if request.method == "POST":
        remove_lesson(lesson, by=request.user)
        messages.success(request, _("Pelajaran dihapus."))
        return redirect("university:course_desk", course.slug)
    context = {"course": course, "lesson": lesson, "readers": lesson.reads.count()}
    return render(request, "university/lesson_remove.html", context)
