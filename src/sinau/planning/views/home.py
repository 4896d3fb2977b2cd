"""The front page of planning: what is mine, what waits for me, and the city's plan."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person, Role
from sinau.planning.actions.needs import confirmable_by
from sinau.planning.models import DevelopmentPlan, Need, NeedState, PlanState, YearPlan
from sinau.planning.models.assessing import READERS
from sinau.planning.reckoning import match_of
from sinau.planning.views.pages import coordinates, planning_year
from sinau.planning.views.standing import may_judge


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """Where everybody starts."""
    person, year = request.user, planning_year()
    waiting = Need.objects.filter(confirmable_by(person), state=NeedState.PROPOSED)
    sent = (
        DevelopmentPlan.objects.filter(person__supervisor=person, agreed_at=None)
        .exclude(sent_at=None)
        .select_related("person__agency")
    )
    context = {
        "year": year,
        "match": match_of(person),
        "development": DevelopmentPlan.objects.filter(person=person, year=year).first(),
        "waiting": waiting.count(),
        "sent": [plan for plan in sent[:10] if may_judge(person, plan.person)],
        "plan": YearPlan.objects.visible_to(person).first(),
        "to_decide": YearPlan.objects.filter(state=PlanState.SUBMITTED).first()
        if person.answers_for_city(Role.OFFICER, Role.HEAD)
        else None,
        "looks_after": person.has_role(*READERS),
        "has_team": Person.objects.serving().filter(supervisor=person).exists()
        or person.has_role(*READERS),
        "sees_talent": coordinates(person) or person.has_role(Role.HEAD, Role.AUDITOR),
        "coordinates": coordinates(person),
    }
    return render(request, "planning/index.html", context)
