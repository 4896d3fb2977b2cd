"""The files of a course: shown where one may see the course, kept by its officers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, cast

from django.contrib import messages
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.files import keep_file, remove_file
from sinau.university.models import Course, CourseFile, FileKind, LessonReview
from sinau.university.views.desk_courses import kept_course

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_SLICE = 256 * 1024


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
    return cast(HttpResponse, serve(request, file))


def serve(request: PersonRequest, file: CourseFile) -> HttpResponseBase:
    """Whole, in part (RFC 9110, section 14), or only its head."""
    etag = f'"{file.key}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _headed(HttpResponse(status=304), file, etag)
    wanted = _wanted(request, file.size, etag)
    if wanted is not None and not wanted:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{file.size}"
        return _headed(answer, file, etag)
    first, last = wanted if wanted else (0, file.size - 1)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=file.media_type)
    else:
        try:
            content = default_storage.open(file.stored_at)
        except FileNotFoundError:
            raise Http404 from None
        if wanted:
            response = StreamingHttpResponse(
                _part(content, first, last), content_type=file.media_type
            )
        else:
            response = FileResponse(content, content_type=file.media_type)
    response["Content-Length"] = str(last - first + 1)
    if wanted:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    return _headed(response, file, etag)


def _wanted(request: PersonRequest, size: int, etag: str) -> tuple[int, int] | tuple[()] | None:
    """The part that is asked for; None for the whole, empty where there is no such part."""
    said = _RANGE.fullmatch(request.headers.get("Range", ""))
    if said is None or said.groups() == ("", ""):
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    begin, end = said.groups()
    if not begin:
        length = min(int(end), size)
        return (size - length, size - 1) if length else ()
    first, last = int(begin), min(int(end) if end else size - 1, size - 1)
    if first >= size:
        return ()
    return (first, last) if first <= last else None


def _part(content: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with content:
        content.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := content.read(min(_SLICE, left))):
            left -= len(chunk)
            yield chunk


def _headed(response: HttpResponseBase, file: CourseFile, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    # No proxy may keep it: who may see the course can change.
    response["Cache-Control"] = "private, max-age=86400"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if file.kind == FileKind.DOCUMENT:
        name = file.name.encode("ascii", "replace").decode().replace("?", "_")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


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
