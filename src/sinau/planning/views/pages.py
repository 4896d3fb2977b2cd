"""What many pages of planning share: the year they speak of, and a page that is one form."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sinau.kernel.clock import today
from sinau.people.models import Person, Role


def planning_year() -> int:
    """The year one plans for: next year from July on, this year before."""
    day = today()
    return day.year + 1 if day.month >= 7 else day.year


def asked_year(request: HttpRequest) -> int:
    """The year in the address, or the one that is being planned."""
    said = request.GET.get("tahun", "") or request.POST.get("tahun", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) == 4 else planning_year()


def coordinates(person: Person) -> bool:
    """Whether the person coordinates learning for the whole city."""
    return person.answers_for_city(Role.OFFICER)


def needs_coordinator(person: Person) -> None:
    """To anybody else the page is not there."""
    if not coordinates(person):
        raise Http404


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str,
    back: str,
    back_label: str,
    submit: str,
    lead: str = "",
    **more: Any,
) -> HttpResponse:
    """A page that asks one thing."""
    context = {
        "form": form,
        "title": title,
        "back": back,
        "back_label": back_label,
        "submit": submit,
        "lead": lead,
        **more,
    }
    return render(request, "planning/form.html", context, status=422 if form.errors else 200)
