"""Courses and classes, as the person of the token may see them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from sinau.kernel.api import (
    ApiRequest,
    Field,
    Page,
    PageQuery,
    Query,
    Router,
    Schema,
    answers,
    needs,
    page_of,
)
from sinau.kernel.clock import now
from sinau.university.api.scopes import COURSES_READ
from sinau.university.models import Course, TrainingClass
from sinau.university.models.courses import CourseQuerySet

router = Router(tags=["universitas"])


class CourseOut(Schema):
    """A course one takes alone."""

    slug: str
    title: str
    aim: str
    competence: str
    minutes: int
    stated_jp: Decimal | None = None
    agency: str = Field(description="Kode perangkat daerah penyelenggara.")
    lesson_count: int
    enrolment_count: int
    completion_count: int
    url: str
    updated_at: dt.datetime


class LessonOut(Schema):
    """A sitting of a course."""

    position: int
    title: str
    minutes: int


class ActivityOut(Schema):
    """What a course asks for besides reading."""

    id: int
    address: str = Field(description="Namanya di aplikasi pemiliknya, seperti packages.package:4.")
    kind: str
    title: str
    required: bool
    url: str


class CourseWhole(CourseOut):
    """A course with what it consists of."""

    lessons: list[LessonOut]
    activities: list[ActivityOut]
    has_quiz: bool
    is_open: bool = Field(description="Apakah peserta baru dapat bergabung.")


class ClassOut(Schema):
    """A class one comes to."""

    id: int
    title: str
    summary: str
    place: str
    competence: str
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    minutes: int
    stated_jp: Decimal | None = None
    agency: str
    quota: int
    seats_left: int
    waiting_count: int
    url: str


class CourseQuery(PageQuery):
    """Which courses are wanted."""

    q: str = Field("", max_length=200, description="Kata dalam judul, tujuan, atau kompetensi.")
    competence: str = Field("", max_length=100)


class ClassQuery(PageQuery):
    """Which classes are wanted."""

    q: str = Field("", max_length=200, description="Kata dalam judul atau ringkasan.")
    coming: bool = Field(False, description="Hanya yang belum selesai.")


@router.get("/courses", auth=needs(COURSES_READ), response=answers(200, Page[CourseOut]))
def list_courses(
    request: ApiRequest, response: HttpResponse, wanted: Query[CourseQuery]
) -> dict[str, Any]:
    """Kursus terbuka yang dapat diikuti orang yang diwakili token, menurut judul."""
    rows: QuerySet[Course] = _courses(request).published().order_by("title", "pk")
    if wanted.competence:
        rows = rows.filter(competence__iexact=wanted.competence)
    for word in wanted.q.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(aim__icontains=word) | Q(competence__icontains=word)
        )
    return page_of(request, response, rows, wanted, shown)


@router.get("/courses/{slug}", auth=needs(COURSES_READ), response=answers(200, CourseWhole))
def show_course(request: ApiRequest, slug: str) -> dict[str, Any]:
    """Satu kursus dengan pelajaran dan kegiatannya."""
    course = get_object_or_404(_courses(request), slug=slug)
    quiz = getattr(course, "quiz", None)
    return {
        **shown(course),
        "lessons": list(course.lessons.all()),
        "activities": [
            {
                "id": each.pk,
                "address": each.address,
                "kind": each.kind_label,
                "title": each.title,
                "required": each.required,
                "url": each.url,
            }
            for each in course.activities.asked()
        ],
        "has_quiz": quiz is not None and quiz.current_id is not None,
        "is_open": course.publications.open().exists(),
    }


@router.get("/classes", auth=needs(COURSES_READ), response=answers(200, Page[ClassOut]))
def list_classes(
    request: ApiRequest, response: HttpResponse, wanted: Query[ClassQuery]
) -> dict[str, Any]:
    """Kelas yang diumumkan, yang terbaru lebih dahulu; yang akan datang menurut waktunya."""
    rows = TrainingClass.objects.visible_to(request.user).published().select_related("agency")
    if wanted.coming:
        rows = rows.filter(ends_at__gte=now(), closing=None)
    rows = rows.order_by("starts_at" if wanted.coming else "-starts_at", "pk")
    for word in wanted.q.split():
        rows = rows.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    return page_of(request, response, rows, wanted, shown_class)


@router.get("/classes/{int:pk}", auth=needs(COURSES_READ), response=answers(200, ClassOut))
def show_class(request: ApiRequest, pk: int) -> dict[str, Any]:
    """Satu kelas."""
    found = TrainingClass.objects.visible_to(request.user).select_related("agency")
    return shown_class(get_object_or_404(found, pk=pk))


def _courses(request: ApiRequest) -> CourseQuerySet:
    return Course.objects.visible_to(request.user).select_related("agency", "quiz")


def shown(course: Course) -> dict[str, Any]:
    """A course as programs see it."""
    return {
        "slug": course.slug,
        "title": course.title,
        "aim": course.aim,
        "competence": course.competence,
        "minutes": course.minutes,
        "stated_jp": course.stated_jp,
        "agency": course.agency.code,
        "lesson_count": course.lesson_count,
        "enrolment_count": course.enrolment_count,
        "completion_count": course.completion_count,
        "url": course.get_absolute_url(),
        "updated_at": course.updated_at,
    }


def shown_class(each: TrainingClass) -> dict[str, Any]:
    """A class as programs see it."""
    return {
        "id": each.pk,
        "title": each.title,
        "summary": each.summary,
        "place": each.place,
        "competence": each.competence,
        "starts_at": each.starts_at,
        "ends_at": each.ends_at,
        "minutes": each.minutes,
        "stated_jp": each.stated_jp,
        "agency": each.agency.code,
        "quota": each.quota,
        "seats_left": each.seats_left,
        "waiting_count": each.waiting_count,
        "url": each.get_absolute_url(),
    }
