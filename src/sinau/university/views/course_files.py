"""The files of a course: shown where one may see the course, kept by its officers."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.kernel.serving import Kept, serve
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.files import keep_file, remove_file
from sinau.university.models import Course, CourseFile, FileKind, LessonReview
from sinau.university.views.desk_courses import kept_course


@signed_in
@require_safe
def show(request: PersonRequest, slug: str, key: str) -> HttpResponse:
    """The file, or the part of it that is asked for; it never changes under its address."""
    asked = LessonReview.objects.filter(
        reviewer=request.user, version__lesson__course=OuterRef("course")
    )
    file = get_object_or_404(
        CourseFile.objects.filter(
            Q(course__in=Course.objects.visible_to(request.user)) | Exists(asked)
        ),
        course__slug=slug,
        key=key,
    )
    kept = Kept(
        place=file.stored_at,
        key=file.key,
        size=file.size,
        media_type=file.media_type,
        download=file.name if file.kind == FileKind.DOCUMENT else "",
    )
    return cast(HttpResponse, serve(request, kept))


@signed_in
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """What the course has, and a place to put more."""
    course = kept_course(request, slug)
    return render(
        request,
        "university/course_files.html",
        {"course": course, "files": course.files.select_related("by")},
    )


@signed_in
@require_POST
def create(request: PersonRequest, slug: str) -> HttpResponse:
    """One file more; with `buang` one less."""
    course = kept_course(request, slug)
    if request.POST.get("buang"):
        remove_file(get_object_or_404(course.files, key=request.POST["buang"]))
        messages.success(request, _("Berkas dihapus."))
        return redirect("university:course_files", course.slug)
    sent = request.FILES.getlist("berkas")
    if not sent:
        messages.error(request, _("Pilih berkasnya lebih dulu."))
    for file in sent:
        kept = keep_file(course, file, by=request.user)
        messages.success(request, _("“%(name)s” disimpan.") % {"name": kept.name})
    back = request.POST.get("kembali", "")
    if back.isdigit() and course.lessons.filter(pk=back).exists():
        return redirect("university:lesson_edit", course.slug, back)
    return redirect("university:course_files", course.slug)
