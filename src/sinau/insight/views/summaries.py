"""The summary of an agency: four numbers, each a sentence that opens to its rows."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sinau.insight.figures import FIGURES
from sinau.insight.scopes import READERS, Scope, agencies_of, scope_of
from sinau.insight.trends import jp_by_month
from sinau.kernel.clock import now, today
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Agency


def chosen_scope(request: PersonRequest) -> tuple[Scope, list[Agency]]:
    """The agency in the address and those one may choose; 404 for one that is not theirs."""
    agencies = agencies_of(request.user)
    code = request.GET.get("unit", "")
    scope = scope_of(request.user, agencies, code=code, year=today().year)
    if scope is None:
        raise Http404
    return scope, agencies


@needs(*READERS)
def index(request: PersonRequest) -> HttpResponse:
    """Are we getting better, and is AI under control."""
    scope, agencies = chosen_scope(request)
    points = jp_by_month(scope)
    context = {
        "scope": scope,
        "agencies": agencies,
        "figures": [(figure, figure.count(scope)) for figure in FIGURES.values()],
        "points": points,
        "jp": points[-1].value if points else 0,
        "counted_at": now(),
    }
    return render(request, "insight/summary.html", context)
