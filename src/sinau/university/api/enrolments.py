"""Join courses, and read how far somebody is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from sinau.kernel.api import (
    ApiRequest,
    Field,
    Page,
    PageQuery,
    Query,
    Router,
    Schema,
    Status,
    answers,
    needs,
    page_of,
)
from sinau.people.models import Person
from sinau.university.actions import enrol
from sinau.university.api.scopes import ENROLMENTS_READ, ENROLMENTS_WRITE
from sinau.university.models import Course, Enrolment

router = Router(tags=["universitas"])
_NIP = r"^[0-9]{18}$"


class EnrolmentIn(Schema):
    """Who takes which course."""

    course: str = Field(min_length=1, max_length=80, description="Alamat kursus (slug).")
    person: str | None = Field(
        None, pattern=_NIP, description="NIP peserta; kosong berarti orang yang diwakili token."
    )


class EnrolmentOut(Schema):
    """How far somebody is with a course."""

    id: int
    course: str
    person: str
    enrolled_at: dt.datetime
    last_seen_at: dt.datetime
    lessons_read: int
    lesson_count: int
    best_score: Decimal | None = None
    completed_at: dt.datetime | None = None
    activities_done: list[str] = Field(description="Alamat kegiatan yang sudah dikerjakan.")


class EnrolmentQuery(PageQuery):
    """Which enrolments are wanted."""

    course: str = Field("", max_length=80)
    person: str = Field("", max_length=18, description="NIP peserta.")
    completed: bool | None = Field(None, description="Hanya yang tuntas, atau yang belum.")


@router.post(
    "/enrolments",
    auth=needs(ENROLMENTS_WRITE),
    response=answers(200, EnrolmentOut, 201, EnrolmentOut),
)
def create_enrolment(request: ApiRequest, said: EnrolmentIn) -> Status[dict[str, Any]]:
    """Daftarkan seseorang pada kursus; 201 bila baru, 200 bila sudah terdaftar.

    Orang lain hanya dapat didaftarkan oleh pejabat kepegawaian atas perangkat daerahnya.
    """
    person = _learner(request.user, said.person)
    course = get_object_or_404(
        Course.objects.visible_to(request.user) & Course.objects.visible_to(person),
        slug=said.course,
    )
    stands = Enrolment.objects.filter(course=course, person=person).exists()
    enrolment = enrol(course, person)
    return Status(200 if stands else 201, shown(_whole().get(pk=enrolment.pk)))


@router.get("/enrolments", auth=needs(ENROLMENTS_READ), response=answers(200, Page[EnrolmentOut]))
def list_enrolments(
    request: ApiRequest, response: HttpResponse, wanted: Query[EnrolmentQuery]
) -> dict[str, Any]:
    """Kemajuan belajar yang boleh dilihat orang yang diwakili token, yang terakhir lebih dahulu."""
    rows = _whole().visible_to(request.user)
    if wanted.course:
        rows = rows.filter(course__slug=wanted.course)
    if wanted.person:
        rows = rows.filter(person__nip=wanted.person)
    if wanted.completed is not None:
        rows = rows.filter(completed_at__isnull=not wanted.completed)
    return page_of(request, response, rows, wanted, shown)


@router.get(
    "/enrolments/{int:pk}", auth=needs(ENROLMENTS_READ), response=answers(200, EnrolmentOut)
)
def show_enrolment(request: ApiRequest, pk: int) -> dict[str, Any]:
    """Seberapa jauh seseorang dengan satu kursus."""
    return shown(get_object_or_404(_whole().visible_to(request.user), pk=pk))


def _learner(actor: Person, nip: str | None) -> Person:
    if nip is None or nip == actor.nip:
        return actor
    found: Person | None = Person.objects.kept_by(actor).serving().filter(nip=nip).first()
    if found is None:
        raise Http404
    return found


def _whole() -> Any:
    rows: QuerySet[Enrolment] = Enrolment.objects.select_related("course", "person")
    return rows.prefetch_related("activities_done__activity")


def shown(enrolment: Enrolment) -> dict[str, Any]:
    """An enrolment as programs see it."""
    return {
        "id": enrolment.pk,
        "course": enrolment.course.slug,
        "person": enrolment.person.nip,
        "enrolled_at": enrolment.enrolled_at,
        "last_seen_at": enrolment.last_seen_at,
        "lessons_read": enrolment.lessons_read,
        "lesson_count": enrolment.course.lesson_count,
        "best_score": enrolment.best_score,
        "completed_at": enrolment.completed_at,
        "activities_done": [done.activity.address for done in enrolment.activities_done.all()],
    }
