"""Register for classes, and read who is in them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef
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
from sinau.people.models import Person, Role
from sinau.university.actions import register
from sinau.university.api.scopes import CLASSES_READ, CLASSES_WRITE
from sinau.university.models import Completion, Registration, TrainingClass

router = Router(tags=["universitas"])
_NIP = r"^[0-9]{18}$"


class RegistrationIn(Schema):
    """Who wants to come."""

    person: str | None = Field(
        None, pattern=_NIP, description="NIP peserta; kosong berarti orang yang diwakili token."
    )


class ParticipantOut(Schema):
    """One registration: with a seat, waiting for one, or waiting for permission."""

    id: int
    person: str
    name: str
    agency: str
    state: str = Field(description="seated, waiting, asking")
    registered_at: dt.datetime
    seated_at: dt.datetime | None = None
    invited_at: dt.datetime | None = None
    no_show_at: dt.datetime | None = None
    completed: bool


@router.post(
    "/classes/{int:pk}/registrations",
    auth=needs(CLASSES_WRITE),
    response=answers(200, ParticipantOut, 201, ParticipantOut),
)
def create_registration(
    request: ApiRequest, pk: int, said: RegistrationIn
) -> Status[dict[str, Any]]:
    """Daftarkan seseorang di kelas; 201 bila baru, 200 bila sudah terdaftar.

    Orang lain hanya dapat didaftarkan oleh pejabat atas perangkat daerah penyelenggara kelas.
    """
    training_class = get_object_or_404(TrainingClass.objects.visible_to(request.user), pk=pk)
    person = _participant(request.user, training_class, said.person)
    standing = Registration.objects.standing().filter(training_class=training_class)
    is_known = standing.filter(person=person).exists()
    registration = register(training_class, person, by=request.user)
    return Status(200 if is_known else 201, _shown(_whole().get(pk=registration.pk)))


@router.get(
    "/classes/{int:pk}/participants",
    auth=needs(CLASSES_READ),
    response=answers(200, Page[ParticipantOut]),
)
def list_participants(
    request: ApiRequest, response: HttpResponse, pk: int, wanted: Query[PageQuery]
) -> dict[str, Any]:
    """Peserta sebuah kelas, bagi pejabat atas perangkat daerah penyelenggaranya."""
    training_class = get_object_or_404(TrainingClass.objects.kept_by(request.user), pk=pk)
    rows = _whole().filter(training_class=training_class, cancelled_at=None).order_by("pk")
    return page_of(request, response, rows, wanted, _shown)


def _participant(actor: Person, training_class: TrainingClass, nip: str | None) -> Person:
    if nip is None or nip == actor.nip:
        return actor
    if not actor.has_role(Role.OFFICER, over=training_class.agency):
        raise Http404
    found: Person = get_object_or_404(Person.objects.serving(), nip=nip)
    return found


def _whole() -> Any:
    done = Completion.objects.filter(
        training_class=OuterRef("training_class"), person=OuterRef("person"), undone_at=None
    )
    rows = Registration.objects.select_related("person", "agency")
    return rows.annotate(is_complete=Exists(done))


def _shown(registration: Any) -> dict[str, Any]:
    waiting = "asking" if registration.is_asking else "waiting"
    return {
        "id": registration.pk,
        "person": registration.person.nip,
        "name": registration.person.full_name,
        "agency": registration.agency.code if registration.agency else "",
        "state": "seated" if registration.seated_at else waiting,
        "registered_at": registration.registered_at,
        "seated_at": registration.seated_at,
        "invited_at": registration.invited_at,
        "no_show_at": registration.no_show_at,
        "completed": registration.is_complete,
    }
