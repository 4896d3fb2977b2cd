"""The officer's desk: courses and classes in their charge."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, OuterRef, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.university.actions.starter import missing_starters, open_starters
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
            "starters": missing_starters() if _may_open_starters(request) else 0,
        },
    )


def _may_open_starters(request: PersonRequest) -> bool:
    return request.user.answers_for_city(Role.OFFICER) and request.user.agency is not None


@needs(Role.OFFICER)
@require_POST
def create(request: PersonRequest) -> HttpResponse:
    """Open the courses and the path written by us, for the whole city."""
    agency = request.user.agency
    if agency is None or not _may_open_starters(request):
        raise Http404
    path = open_starters(agency, by=request.user)
    messages.success(request, _("Materi awal terbuka bagi seluruh kota dan dapat Anda ubah."))
    return redirect(path)
