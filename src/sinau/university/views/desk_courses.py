"""A course on the officer's desk: write it, see who learns it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response
from sinau.university.actions import write_course
from sinau.university.forms import CourseForm
from sinau.university.models import Course, Enrolment
from sinau.university.models.learning import EnrolmentQuerySet

STATES = [("selesai", gettext_lazy("Selesai")), ("belum", gettext_lazy("Belum selesai"))]


def kept_course(request: PersonRequest, slug: str) -> Course:
    """A course in this officer's charge, or 404."""
    return get_object_or_404(
        Course.objects.kept_by(request.user).select_related("agency", "owner", "quiz__current"),
        slug=slug,
    )


@signed_in
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """Everything of the course and what is still missing."""
    course = kept_course(request, slug)
    quiz = getattr(course, "quiz", None)
    return render(
        request,
        "university/desk_course.html",
        {
            "course": course,
            "lessons": list(
                course.lessons.annotate(
                    drafts=Count("versions", filter=Q(versions__published_at=None))
                ).order_by("position")
            ),
            "quiz": quiz,
            "draft": quiz.versions.filter(published_at=None).first() if quiz else None,
            "publication": course.publications.select_related("published_by").first(),
        },
    )


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """Begin a course."""
    return _form(request, Course(agency=request.user.agency))


@signed_in
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Change what it says of itself."""
    return _form(request, kept_course(request, slug))


def _form(request: PersonRequest, course: Course) -> HttpResponse:
    form = CourseForm(request.POST or None, instance=course, person=request.user)
    if request.method == "POST" and form.is_valid():
        kept = write_course(form.save(commit=False), by=request.user)
        messages.success(request, _("Kursus disimpan."))
        return redirect("university:course_desk", kept.slug)
    return render(
        request,
        "university/course_form.html",
        {"form": form, "course": course},
        status=422 if form.errors else 200,
    )


@signed_in
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """Who learns it and how far they are; or the same as Excel."""
    course = kept_course(request, slug)
    learners = (
        Enrolment.objects.filter(course=course)
        .select_related("person__agency")
        .order_by("person__name", "pk")
    )
    match request.GET.get("keadaan"):
        case "selesai":
            learners = learners.exclude(completed_at=None)
        case "belum":
            learners = learners.unfinished()
    if request.GET.get("unduh") == "xlsx":
        return _sheet(course, learners)
    page = Paginator(learners, 50).get_page(request.GET.get("halaman"))
    context = {"course": course, "page": page, "states": STATES}
    return render(request, "university/learners.html", context)


def _sheet(course: Course, learners: EnrolmentQuerySet) -> HttpResponse:
    headings = [
        _("NIP"),
        _("Nama"),
        _("Perangkat daerah"),
        _("Mulai"),
        _("Pelajaran dibaca"),
        _("Nilai terbaik"),
        _("Selesai"),
    ]
    rows = (
        [
            found.person.nip,
            found.person.full_name,
            found.person.agency.name if found.person.agency else "",
            found.enrolled_at,
            found.lessons_read,
            found.best_score if found.best_score is not None else "",
            found.completed_at or "",
        ]
        for found in learners.iterator(chunk_size=500)
    )
    return sheet_response(f"peserta-{course.slug}", _("Peserta"), headings, rows)
