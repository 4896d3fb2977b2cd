"""Why a document was found at its place, in plain figures, for those who keep the knowledge of the city."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sinau.people.access import PersonRequest, needs
from sinau.search.engine.analysis import load
from sinau.search.engine.evidence import explain
from sinau.search.looking import Sight, look_for
from sinau.search.results import results
from sinau.search.views.results import EXPLAINED_TO
from sinau.search.wishes import Wish

MATCHING = load("scoring")["matching"]


@needs(*EXPLAINED_TO)
@require_safe
def show(request: PersonRequest) -> HttpResponse:
    """What each word of the wish added to the best passage of one document the person can find."""
    wish = Wish.of(request)
    sight = look_for(request.user, wish)
    key = request.GET.get("hasil", "")
    if not key.isdecimal() or int(key) not in sight.chosen:
        raise Http404
    plan, finds = sight.found.plan, sight.grouped[int(key)]
    best = finds[0].hit
    context = {
        "wish": wish,
        "result": results(plan, {int(key): finds})[0],
        "place": sight.chosen.index(int(key)) + 1,
        "of": len(sight.chosen),
        "best": best,
        "coverage": round(100 * plan.coverage(best.terms)),
        "reasons": explain(plan, best),
        "terms": plan.terms,
        "passages": plan.passages,
        "corrections": sight.corrections,
        "left_out": _left_out(request, wish, sight),
        "threshold": round(100 * MATCHING["coverage"]),
        "is_by_date": bool(wish.order),
    }
    return render(request, "search/explanation.html", context)


def _left_out(request: PersonRequest, wish: Wish, sight: Sight) -> dict[str, int]:
    """How many documents that this person may read stand aside, and for what reason."""
    near = look_for(request.user, wish, near=True)
    past = sight if wish.past else look_for(request.user, replace(wish, past=True))
    return {
        "narrowed": len(sight.grouped) - len(sight.chosen),
        "weak": len(set(near.grouped) - set(sight.grouped)),
        "past": len(set(past.grouped) - set(sight.grouped)),
    }
