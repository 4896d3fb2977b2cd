"""The chain of a regulation on a line of time, and the regulation as it stood on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sinau.kernel.clock import today
from sinau.knowledge.chains import chain_of
from sinau.knowledge.comparing import compare
from sinau.knowledge.forms import DayForm
from sinau.knowledge.in_force import Changed, Standing, standing_on
from sinau.knowledge.leaves import leaves
from sinau.knowledge.models import Regulation, RegulationStatus, RelationKind
from sinau.knowledge.views.public import TONES
from sinau.people.access import PersonRequest, signed_in


def _regulation(request: PersonRequest, slug: str) -> Regulation:
    regulations = Regulation.objects.visible_to(request.user).select_related("agency")
    return get_object_or_404(regulations, slug=slug)


@signed_in
@require_safe
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """What amended and repealed what, the oldest first; and what carries it out."""
    regulation = _regulation(request, slug)
    carried = regulation.relations.standing().visible_to(request.user)
    context = {
        "regulation": regulation,
        "links": chain_of(regulation, request.user),
        "carried": carried.filter(
            kind__in=(RelationKind.IMPLEMENTS, RelationKind.IMPLEMENTED_BY)
        ).select_related("other"),
        "state_tone": TONES[RegulationStatus(regulation.status)],
        "may_manage": Regulation.objects.managed_by(request.user).filter(pk=regulation.pk).exists(),
    }
    return render(request, "knowledge/regulation_history.html", context)


@signed_in
@require_safe
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """The text in force on a day, with what had changed by then in its place and both texts."""
    regulation = _regulation(request, slug)
    form = DayForm(request.GET if request.GET.get("tanggal") else None)
    is_known = form.is_bound and form.is_valid()
    day: date = form.cleaned_data["tanggal"] if is_known else today()
    if not form.is_bound:
        form = DayForm(initial={"tanggal": day})
    standing = standing_on(regulation, day, request.user)
    context = {
        "regulation": regulation,
        "form": form,
        "day": day,
        "standing": standing,
        **_text(regulation, standing, request.GET.get("bagian", "")),
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/regulation_on.html", context, status=status)


def _text(regulation: Regulation, standing: Standing, part: str) -> dict[str, Any]:
    """The leaves of the wanted part, each first one of a changed Pasal with what changed."""
    known = [one["slug"] for one in regulation.parts]
    part = part if part in known else ""
    shown = [one for one in standing.passages if one.part == part] if known else standing.passages
    told: set[str] = set()
    rows = []
    for leaf in leaves(shown, regulation):
        number = leaf.passage.pasal if leaf.passage.section == "body" else ""
        change = standing.changes.get(number) if number not in told else None
        if change is not None:
            told.add(number)
        if number in standing.changes:
            leaf.permalink = ""
        rows.append({"leaf": leaf, "change": change, "runs": _runs(change)})
    return {"rows": rows, "part": part, "parts": _parts(regulation, standing)}


def _runs(change: Changed | None) -> list[Any]:
    """Both texts compared, where there are two."""
    if change is None or change.verb == "inserted":
        return []
    return list(compare(change.before, change.after))


def _parts(regulation: Regulation, standing: Standing) -> list[dict[str, Any]]:
    """The parts of a long regulation, with how many Pasal of each had changed."""
    counts: dict[str, int] = {}
    for change in standing.changes.values():
        passage = (change.new or change.old)[0]
        counts[passage.part] = counts.get(passage.part, 0) + 1
    return [{**one, "changed": counts.get(one["slug"], 0)} for one in regulation.parts]
