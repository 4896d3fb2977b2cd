"""My account: who I am here, and how it is secured."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.people.accounts import guard, sessions
from sinau.people.accounts.factors import factors_of
from sinau.people.models import Grant
from sinau.people.tokens.issuing import may_issue


@signed_in
def show(request: PersonRequest) -> HttpResponse:
    """Only ever one's own."""
    person = request.user
    context = {
        "person": person,
        "grants": Grant.objects.valid_on(today()).filter(person=person).select_related("agency"),
        "has": factors_of(person),
        "devices": sessions.sessions_of(person).count(),
        "failures": guard.failures_of(person),
        "may_issue": may_issue(person),
    }
    return render(request, "people/me.html", context)
