"""Title and aim of a course in other languages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.translations import translate_course
from sinau.university.forms.authoring import CourseTranslationForm
from sinau.university.models import CourseTranslation
from sinau.university.views.desk_courses import kept_course


@signed_in
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """One language at a time; said again, it is said anew."""
    course = kept_course(request, slug)
    standing = {said.language: said for said in course.translations.select_related("by")}
    wanted = request.GET.get("bahasa", "en")
    said = standing.get(wanted) or CourseTranslation(course=course, language=wanted)
    form = CourseTranslationForm(request.POST or None, instance=said)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        translate_course(
            course, words["language"], title=words["title"], aim=words["aim"], by=request.user
        )
        messages.success(request, _("Terjemahan disimpan."))
        return redirect("university:course_desk", course.slug)
    for found in standing.values():
        found.course = course
    return render(
        request,
        "university/course_translation.html",
        {"course": course, "form": form, "standing": standing.values()},
        status=422 if form.errors else 200,
    )
