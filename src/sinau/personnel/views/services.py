"""The catalogue of personnel services."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sinau.kernel.clock import today
from sinau.kernel.workdays import calendar
from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import SLUG
from sinau.personnel.balance import balance_of
from sinau.personnel.leave.entitlement import rules_on
from sinau.personnel.models import READERS, LeaveDraft, LeaveRequest, Service

MINE = 10


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What one can ask for, what one has asked for, and what waits for one's word."""
    person = request.user
    theirs = LeaveRequest.objects.filter(Q(supervisor=person) | Q(official=person))
    context = {
        "services": Service.objects.visible_to(person).select_related("agency"),
        "draft": LeaveDraft.objects.begun_by(person),
        "mine": LeaveRequest.objects.filter(person=person)[:MINE],
        "waiting": LeaveRequest.objects.waiting_for(person).select_related("person", "agency")[
            :MINE
        ],
        "answers_for_people": person.has_role(*READERS) or theirs.exists(),
    }
    return render(request, "personnel/index.html", context)


@signed_in
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """One service as its standard describes it, with what I may ask for."""
    services = Service.objects.visible_to(request.user).select_related("agency", "owner")
    service = get_object_or_404(services, slug=slug)
    context = {
        "service": service,
        "is_leave": service.slug == SLUG,
        "balance": balance_of(request.user, on=today()),
        "draft": LeaveDraft.objects.begun_by(request.user),
        "rules": rules_on(today()).rules if service.slug == SLUG else (),
        "days_off_are_verified": calendar().is_verified_for(today(), today()),
    }
    return render(request, "personnel/service.html", context)
