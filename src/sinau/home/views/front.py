"""Beranda: where am I, what matters now, what is my next step."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.communities.models import Community, Conversation
from sinau.credit.summaries import year_of
from sinau.home.steps import next_steps
from sinau.kernel.clock import WIB, now, today
from sinau.knowledge.models import Article
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person
from sinau.university.models import Enrolment, Registration, TrainingClass

A_FEW = 3
TALKS = 5


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The front page of whoever has signed in."""
    person = request.user
    context = {
        "greeting": greeting(now().astimezone(WIB), person),
        "steps": next_steps(person),
        "year": year_of(person, today().year),
        "learning": Enrolment.objects.of(person)
        .unfinished()
        .select_related("course__agency")[:A_FEW],
        "classes": _classes(person),
        "talks": _talks(person),
        "articles": Article.objects.visible_to(person)
        .verified()
        .select_related("agency")
        .order_by("-updated_at")[:A_FEW],
    }
    return render(request, "home/front.html", context)


def greeting(moment: datetime, person: Person) -> str:
    """As people here greet each other at that hour."""
    hours = (
        (4, _("Selamat malam, %(name)s")),
        (10, _("Selamat pagi, %(name)s")),
        (15, _("Selamat siang, %(name)s")),
        (18, _("Selamat sore, %(name)s")),
        (24, _("Selamat malam, %(name)s")),
    )
    words = next(words for until, words in hours if moment.hour < until)
    return words % {"name": person.get_short_name()}


def _classes(person: Person) -> list[tuple[TrainingClass, Registration | None]]:
    """Coming classes, those I registered for first."""
    coming = TrainingClass.objects.visible_to(person).published().coming()
    classes = list(coming.select_related("agency")[:A_FEW])
    mine = {
        found.training_class_id: found
        for found in Registration.objects.standing().filter(
            person=person, training_class__in=[found.pk for found in classes]
        )
    }
    return sorted(
        ((found, mine.get(found.pk)) for found in classes), key=lambda pair: pair[1] is None
    )


def _talks(person: Person) -> list[Conversation]:
    """The newest talk in my communities; where I joined none, in those made for me."""
    readable = Conversation.objects.visible_to(person).shown().select_related("community")
    joined = Community.objects.joined_by(person)
    talks = list(readable.filter(community__in=joined).order_by("-last_activity_at")[:TALKS])
    return talks or list(readable.order_by("-last_activity_at")[:TALKS])
