"""One row of the ledger, with everything an auditor asks."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sinau.credit.models import Entry
from sinau.credit.summaries import explanation
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The row, the rule it was computed by, and whether it is as it was written."""
    visible = Entry.objects.visible_to(request.user)
    entry = get_object_or_404(
        visible.select_related("rule", "person__agency", "reverses", "reversal"), pk=pk
    )
    undone = getattr(entry, "reversal", None)
    context = {
        "entry": entry,
        "explanation": explanation(entry),
        "undone": undone,
        "is_whole": entry.hash == entry.computed_hash(),
        "may_reverse": (
            undone is None
            and not entry.is_reversal
            and entry.person != request.user
            and request.user.has_role(Role.OFFICER, over=entry.person.agency)
        ),
    }
    return render(request, "credit/entry.html", context)
