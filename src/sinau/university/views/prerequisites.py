"""What comes before a course."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.paths import ask_before, ask_no_more
from sinau.university.forms.paths import PrerequisiteForm
from sinau.university.views.desk_courses import kept_course


@signed_in
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """What comes before this course and why; another one is added here."""
    course = kept_course(request, slug)
    sent = request.POST if request.method == "POST" else None
    form = PrerequisiteForm(sent, course=course, person=request.user)
    if form.is_valid():
        said = form.cleaned_data
        ask_before(course, said["before"], why=said["why"], by=request.user)
        messages.success(request, _("Syarat tersimpan."))
        return redirect("university:prerequisites", course.slug)
    context = {
        "course": course,
        "prerequisites": course.prerequisites.select_related("before"),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "university/prerequisites.html", context, status=status)


@signed_in
@require_POST
def remove(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """The course can be begun without it."""
    course = kept_course(request, slug)
    ask_no_more(get_object_or_404(course.prerequisites, pk=pk))
    return redirect("university:prerequisites", course.slug)
