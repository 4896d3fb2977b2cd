"""What is asked of me."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.university.models import DutyPerson


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Everything asked of me with its day: late and near first, then what is done or let off."""
    related = ("duty__course", "duty__training_class", "duty__path", "duty__agency", "exempted_by")
    mine = list(DutyPerson.objects.filter(person=request.user).select_related(*related)[:200])
    waiting = [a for a in mine if not (a.done_at or a.exempted_at or a.duty.ended_at)]
    waiting.sort(key=lambda asked: (not asked.duty.mandatory, asked.due_on))
    settled = [asked for asked in mine if asked not in waiting]
    return render(request, "university/duties.html", {"waiting": waiting, "settled": settled})
