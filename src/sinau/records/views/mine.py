"""What the record store knows of oneself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.records.identities import periods_of
from sinau.records.models import Identity
from sinau.records.telling import told_to
from sinau.records.viewing import Wish, page_of


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """One's own statements, newest first, and under which identifiers they were found."""
    before = request.GET.get("sebelum", "")
    page = page_of(Wish(actors=periods_of(request.user), before=before))
    context = {
        "statements": told_to(page.statements, request.user),
        "older": page.older,
        "is_newest": not before,
        "identities": Identity.objects.filter(person=request.user),
        "email": request.user.email,
    }
    return render(request, "records/mine.html", context)
