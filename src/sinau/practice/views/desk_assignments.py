"""Assignments on the officer's desk: write them, take them out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.practice.actions import remove_assignment, write_assignment
from sinau.practice.forms import AssignmentForm
from sinau.practice.models import Assignment
from sinau.university.models import Course


@signed_in
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """The assignments of one course."""
    course = get_object_or_404(Course.objects.kept_by(request.user), slug=slug)
    context = {"course": course, "assignments": list(course.assignments.asked())}
    return render(request, "practice/desk_index.html", context)


@signed_in
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """Write an assignment for a course."""
    course = get_object_or_404(Course.objects.kept_by(request.user), slug=slug)
    return _form(request, Assignment(course=course))


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what an assignment says."""
    return _form(request, kept(request, pk))


def kept(request: PersonRequest, pk: int) -> Assignment:
    """An assignment of a course in this officer's charge, or 404."""
    rows = Assignment.objects.kept_by(request.user).select_related("course")
    return get_object_or_404(rows, pk=pk)


def _form(request: PersonRequest, assignment: Assignment) -> HttpResponse:
    form = AssignmentForm(request.POST or None, instance=assignment)
    if request.method == "POST" and form.is_valid():
        write_assignment(form.save(commit=False), form.criteria, by=request.user)
        messages.success(request, _("Tugas disimpan dan menjadi bagian kursusnya."))
        return redirect("practice:desk", assignment.course.slug)
    context = {"form": form, "assignment": assignment, "course": assignment.course}
    status = 422 if form.errors else 200
    return render(request, "practice/assignment_form.html", context, status=status)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for it no longer."""
    assignment = kept(request, pk)
    if request.method == "POST":
        remove_assignment(assignment, by=request.user)
        messages.success(
            request, _("Tugas tidak lagi diminta. Yang sudah dikirim tetap tersimpan.")
        )
        return redirect("practice:desk", assignment.course.slug)
    context = {"assignment": assignment, "course": assignment.course}
    return render(request, "practice/assignment_remove.html", context)
