"""Beranda: where am I, what matters now, what is my next step."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.communities.models import Community, Conversation
from sinau.credit.summaries import year_of
from sinau.home.steps import next_steps
from sinau.kernel.clock import WIB, now, today
from sinau.kernel.recalling import recalled
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
        "learning": _learning(person=person),
        "classes": _classes(person),
        "talks": _my_talks(person=person) or _all_talks(person=person),
        "articles": _articles(person=person),
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


@recalled
def _learning(person: Person) -> QuerySet[Enrolment]:
    return Enrolment.objects.of(person).unfinished().select_related("course__agency")[:A_FEW]


@recalled
def _articles(person: Person) -> QuerySet[Article]:
    verified = Article.objects.visible_to(person).verified().select_related("agency")
    return verified.order_by("-updated_at")[:A_FEW]


@recalled
def _coming(person: Person) -> QuerySet[TrainingClass]:
    coming = TrainingClass.objects.visible_to(person).published().coming()
    return coming.select_related("agency")[:A_FEW]


@recalled
def _registrations(person: Person) -> QuerySet[Registration]:
    mine = Registration.objects.standing().filter(person=person)
    return mine.filter(training_class__ends_at__gte=now())


def _classes(person: Person) -> list[tuple[TrainingClass, Registration | None]]:
    """Coming classes, those I registered for first."""
    coming = _coming(person=person)
    mine = {found.training_class_id: found for found in _registrations(person=person) if coming}
    return sorted(
        ((found, mine.get(found.pk)) for found in coming), key=lambda pair: pair[1] is None
    )


def _talks(person: Person) -> QuerySet[Conversation]:
    readable = Conversation.objects.visible_to(person).shown().select_related("community")
    return readable.order_by("-last_activity_at")


@recalled
def _my_talks(person: Person) -> QuerySet[Conversation]:
    """The newest talk in my communities."""
    return _talks(person).filter(community__in=Community.objects.joined_by(person))[:TALKS]


@recalled
def _all_talks(person: Person) -> QuerySet[Conversation]:
    """Where I joined none, the newest in those made for me."""
    return _talks(person)[:TALKS]
