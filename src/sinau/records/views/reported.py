"""Learning that other systems reported, for the one who learnt and those who answer for them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.records.models import LOOKERS, Reported, answers_for_city


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What was learnt, which statements say so, and by which wording of which rule it counted."""
    seen = Reported.objects.visible_to(request.user).select_related("person__agency", "rule")
    learning = get_object_or_404(seen, pk=pk)
    context = {
        "learning": learning,
        "supports": learning.supports.order_by("pk"),
        "reads_statements": answers_for_city(request.user, *LOOKERS),
    }
    return render(request, "records/reported.html", context)
