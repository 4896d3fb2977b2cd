"""The front of Belajar: what is asked of me, what I go on with, then everything there is to learn."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from sinau.kernel.recalling import recalled
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person
from sinau.university import catalogue
from sinau.university.catalogue import Wish
from sinau.university.models import (
    DutyPerson,
    Enrolment,
    PathEnrolment,
    Registration,
    TrainingClass,
)
from sinau.university.views.attendance import RECEIPT_COOKIE

SHOWN = 3
CLASSES_SHOWN = 4


@recalled
def _courses(person: Person) -> QuerySet[Enrolment]:
    return Enrolment.objects.of(person).unfinished().select_related("course__agency")[:SHOWN]


@recalled
def _paths(person: Person) -> QuerySet[PathEnrolment]:
    walking = PathEnrolment.objects.of(person).filter(completed_at=None)
    return walking.select_related("path__agency")[:SHOWN]


@recalled
def _duties(person: Person) -> QuerySet[DutyPerson]:
    """Mandatory ones first, the nearest day first."""
    related = ("duty__agency", "duty__course", "duty__training_class", "duty__path")
    waiting = DutyPerson.objects.waiting().filter(person=person).select_related(*related)
    return waiting.order_by("-duty__mandatory", "due_on", "pk")[: SHOWN + 1]


@recalled
def _classes(person: Person) -> QuerySet[TrainingClass]:
    coming = TrainingClass.objects.visible_to(person).published().coming()
    return coming.select_related("agency")[:CLASSES_SHOWN]


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """First what waits for me; the list with its filters below, alone when something is looked for."""
    wish = Wish.of(request.GET)
    person = request.user
    is_front = not wish.narrows and not {"halaman", "semua", "urut"} & request.GET.keys()
    context: dict[str, Any] = {
        "wish": wish,
        "is_list": not is_front,
        "forms": catalogue.FORMS,
        "lengths": catalogue.LENGTHS,
        "for_whom": catalogue.FOR_WHOM,
        "open": catalogue.OPEN,
        "orders": catalogue.ORDERS,
        "waiting_receipt": RECEIPT_COOKIE in request.COOKIES,
    }
    if is_front:
        context["offers"], context["has_more"] = catalogue.first_offers(person)
        context |= _front(person)
    else:
        context["page"] = catalogue.offers(person, wish, request.GET.get("halaman"))
        context["offers"] = context["page"].object_list
        context["competences"] = catalogue.competences(person)
    return render(request, "university/index.html", context)


def _front(person: Person) -> dict[str, Any]:
    classes = _classes(person=person)
    standing = Registration.objects.standing().filter(
        person=person, training_class__in=[found.pk for found in classes]
    )
    places = {found.training_class_id: found for found in standing} if classes else {}
    duties = _duties(person=person)
    return {
        "mine": _courses(person=person),
        "walking": _paths(person=person),
        "duties": duties[:SHOWN],
        "has_more_duties": len(duties) > SHOWN,
        "classes": [(found, places.get(found.pk)) for found in classes],
        "for_position": catalogue.for_position(person),
    }
