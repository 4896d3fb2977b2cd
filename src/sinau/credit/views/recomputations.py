"""The auditor's button: compute ledgers again from the facts, and read what differs."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from sinau.credit.auditing import ask
from sinau.credit.models import Recomputation
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Agency, Role

MAY_ASK = (Role.AUDITOR, Role.OFFICER)
SHOWN = 20


@needs(*MAY_ASK)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Former recomputations of the agencies one answers for, and the button for a new one."""
    context = {
        "agencies": list(_agencies(request)),
        "recomputations": _visible(request).select_related("agency", "asked_by")[:SHOWN],
    }
    return render(request, "credit/recomputations.html", context)


@needs(*MAY_ASK)
@require_POST
def create(request: PersonRequest) -> HttpResponse:
    """A recomputation of the chosen agency waits for the worker."""
    agency = get_object_or_404(_agencies(request), code=request.POST.get("unit", ""))
    return redirect(ask(agency, by=request.user))


@needs(*MAY_ASK)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """How far it is, and what it found."""
    found = get_object_or_404(_visible(request).select_related("agency", "asked_by"), pk=pk)
    return render(request, "credit/recomputation.html", {"recomputation": found})


def _agencies(request: PersonRequest) -> QuerySet[Agency]:
    return Agency.objects.open_now().filter(within("", request.user, *MAY_ASK)).order_by("path")


def _visible(request: PersonRequest) -> QuerySet[Recomputation]:
    return Recomputation.objects.filter(within("agency", request.user, *MAY_ASK))
