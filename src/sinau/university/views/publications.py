"""Open a course to its learners, and close it again with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import publish_course, withdraw_course
from sinau.university.forms import ReasonForm
from sinau.university.views.desk_courses import kept_course


@signed_in
@require_POST
def create(request: PersonRequest, slug: str) -> HttpResponse:
    """Publish."""
    course = kept_course(request, slug)
    publish_course(course, by=request.user)
    messages.success(request, _("Kursus terbit dan dapat diikuti."))
    return redirect("university:course_desk", course.slug)


@signed_in
def remove(request: PersonRequest, slug: str) -> HttpResponse:
    """Withdraw, with a reason."""
    course = kept_course(request, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_course(course, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Kursus ditarik. Yang sudah mulai tetap dapat menyelesaikan."))
        return redirect("university:course_desk", course.slug)
    context = {"course": course, "form": form}
    return render(
        request, "university/course_withdraw.html", context, status=422 if form.errors else 200
    )
