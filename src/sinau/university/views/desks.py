"""The officer's desk: courses and classes in their charge."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Sum
from django.http import HttpResponse
from django.shortcuts import render

from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.university.models import ClassClosing, Course, Publication, TrainingClass


@needs(Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """What waits (classes to close), what comes, and every course with its numbers."""
    open_course = Publication.objects.open().filter(course=OuterRef("pk"))
    open_class = Publication.objects.open().filter(training_class=OuterRef("pk"))
    courses = list(
        Course.objects.kept_by(request.user)
        .select_related("agency")
        .annotate(is_open=Exists(open_course))
        .order_by("title", "pk")
    )
    classes = list(
        TrainingClass.objects.kept_by(request.user)
        .select_related("agency", "closing")
        .annotate(is_open=Exists(open_class))
        .order_by("-starts_at", "-pk")[:50]
    )
    done = ClassClosing.objects.filter(training_class__in=classes).aggregate(n=Sum("completed"))
    return render(
        request,
        "university/office.html",
        {
            "courses": courses,
            "classes": classes,
            "to_close": [c for c in classes if c.is_over and not hasattr(c, "closing")],
            "learners": sum(course.enrolment_count for course in courses),
            "finished": sum(course.completion_count for course in courses),
            "attended": done["n"] or 0,
        },
    )
