"""Statements about an idea or a call: vote, add one, and see which groups there are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.innovation.actions.opinions import (
    POLL_OVER,
    give_opinion,
    hide_statement,
    write_statement,
)
from sinau.innovation.models import Call, Idea, Opinion, Stage, Statement, Vote
from sinau.innovation.opinion_drawing import camps_svg, letter
from sinau.innovation.opinions import LEAST_PEOPLE, LEAST_VOTES, Landscape, Reading, landscape
from sinau.innovation.talk_forms import HideForm, StatementForm
from sinau.innovation.views.moderating import moderates
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person


@signed_in
def of_idea(request: PersonRequest, pk: int) -> HttpResponse:
    """The poll about an idea."""
    ideas = Idea.objects.visible_to(request.user).exclude(stage=Stage.DRAFT)
    return _poll(request, get_object_or_404(ideas.select_related("agency", "owner"), pk=pk))


@signed_in
def of_call(request: PersonRequest, pk: int) -> HttpResponse:
    """The poll about a call."""
    calls = Call.objects.visible_to(request.user).select_related("agency", "closing")
    return _poll(request, get_object_or_404(calls, pk=pk))


@signed_in
@require_POST
def vote(request: PersonRequest, pk: int) -> HttpResponse:
    """Agree, disagree or pass; the last vote counts."""
    statement = _find(request, pk)
    said = request.POST.get("suara", "")
    if said not in {str(value) for value in Opinion.values}:
        messages.error(request, _("Pilih setuju, tidak setuju, atau lewati."))
    else:
        give_opinion(statement, Opinion(int(said)), by=request.user)
    return redirect(f"{poll_url(statement.idea or statement.call)}#jajak")


@signed_in
def hide(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a statement from the vote."""
    statement = _find(request, pk)
    thing = statement.idea or statement.call
    assert thing is not None
    if not moderates(request.user, thing):
        raise Http404
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hide_statement(statement, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Pernyataan telah dikeluarkan dari jajak pendapat."))
        return redirect(poll_url(thing))
    context = {
        "title": _("Keluarkan pernyataan"),
        "lead": statement.text,
        "form": form,
        "submit": _("Keluarkan"),
        "back": poll_url(thing),
    }
    return render(request, "innovation/form.html", context)


def poll_url(thing: Idea | Call | None) -> str:
    """Where the poll about this stands."""
    assert thing is not None
    name = "innovation:opinions" if isinstance(thing, Idea) else "innovation:call_opinions"
    return reverse(name, args=[thing.pk])


def _poll(request: PersonRequest, thing: Idea | Call) -> HttpResponse:
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_statement(thing, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Pernyataan Anda sekarang dapat ditanggapi semua orang."))
        return redirect(poll_url(thing))
    statements = list(thing.statements.filter(hiding=None))
    mine = dict(
        Vote.objects.filter(statement__in=statements, person=request.user).values_list(
            "statement", "opinion"
        )
    )
    waiting = [one for one in statements if one.pk not in mine]
    found = _landscape(statements, request.user)
    keeps = moderates(request.user, thing)
    context = {
        "thing": thing,
        "idea": thing if isinstance(thing, Idea) else None,
        "is_inside": isinstance(thing, Idea)
        and Idea.objects.inside(request.user).filter(pk=thing.pk).exists(),
        "call": thing if isinstance(thing, Call) else None,
        "is_open": _is_open(thing),
        "next": waiting[0] if waiting else None,
        "answered": len(statements) - len(waiting),
        "statements": [
            {"statement": one, "mine": _said(mine.get(one.pk)), "may_hide": keeps}
            for one in statements
        ],
        "form": form,
        "least_people": LEAST_PEOPLE,
        "least_votes": LEAST_VOTES,
        **(_told(found, statements) if found else {}),
    }
    return render(request, "innovation/opinions.html", context)


def _landscape(statements: list[Statement], person: Person) -> Landscape | None:
    """The votes as a table of people in the order they came, which nobody sees."""
    place = {one.pk: at for at, one in enumerate(statements)}
    rows: dict[int, list[int | None]] = {}
    votes = Vote.objects.filter(statement__in=statements).order_by("person_id", "statement_id")
    for who, statement, opinion in votes.values_list("person_id", "statement_id", "opinion"):
        rows.setdefault(who, [None] * len(statements))[place[statement]] = opinion
    people = list(rows)
    me = people.index(person.pk) if person.pk in rows else None
    return landscape([rows[who] for who in people], me=me)


def _told(found: Landscape, statements: list[Statement]) -> dict[str, Any]:
    def lines(readings: tuple[Reading, ...]) -> list[dict[str, Any]]:
        return [
            {
                "text": statements[one.at].text,
                "agree": round(100 * one.agree),
                "refused": one.known and max(one.known) < 0.5,
                "shares": [
                    {
                        "name": letter(at),
                        "value": None if share is None else round(100 * share),
                    }
                    for at, share in enumerate(one.by_camp)
                ],
            }
            for one in readings
        ]

    shared = found.shared if len(found.camps) > 1 else ()
    return {
        "found": found,
        "svg": camps_svg(found),
        "camps": [{"name": letter(at), "size": camp.size} for at, camp in enumerate(found.camps)],
        "mine": letter(found.mine) if found.mine is not None else "",
        "shared": lines(shared)[:6],
        "dividing": lines(found.dividing)[:6],
        "readings": lines(found.readings),
    }


def _said(opinion: int | None) -> str:
    return "" if opinion is None else str(Opinion(opinion).label)


def _is_open(thing: Idea | Call) -> bool:
    if isinstance(thing, Call):
        return thing.is_open
    return thing.stage not in POLL_OVER


def _find(request: PersonRequest, pk: int) -> Statement:
    ideas = Idea.objects.visible_to(request.user).exclude(stage=Stage.DRAFT)
    seen = Statement.objects.filter(idea__in=ideas) | Statement.objects.filter(
        call__in=Call.objects.visible_to(request.user)
    )
    statement: Statement = get_object_or_404(
        seen.select_related("idea", "call__closing", "hiding"), pk=pk
    )
    return statement
