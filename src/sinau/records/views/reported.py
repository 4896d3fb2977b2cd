"""Learning that other systems reported, for the one who learnt and those who answer for them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sinau.journal.models import Entry
from sinau.kernel.words import moment_id
from sinau.people.access import PersonRequest, signed_in
from sinau.records.models import LOOKERS, Reported, Support


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What was learnt, which statements say so, and by which wording of which rule it counted."""
    seen = Reported.objects.visible_to(request.user).select_related("person__agency", "rule")
    learning = get_object_or_404(seen, pk=pk)
    context = {
        "learning": learning,
        "reads_statements": request.user.answers_for_city(*LOOKERS),
        "supports": [(one, _address(request, one)) for one in learning.supports.order_by("pk")],
        "history": [
            {"title": entry.sentence(), "who": "Sinau", "when": moment_id(entry.told_at)}
            for entry in Entry.objects.about(f"records.person:{learning.person_id}").filter(
                data__evidence=learning.evidence
            )
        ],
    }
    return render(request, "records/reported.html", context)


def _address(request: PersonRequest, support: Support) -> str:
    """The page of the statement, for those who may read statements."""
    if not request.user.answers_for_city(*LOOKERS):
        return ""
    return reverse("records:statement", args=[support.statement])
