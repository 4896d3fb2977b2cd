"""Why a document was found, in plain figures, for those who keep the knowledge of the city."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sinau.people.access import PersonRequest, needs
from sinau.search.engine.evidence import explain
from sinau.search.finding import find_for
from sinau.search.results import results
from sinau.search.views.results import EXPLAINED_TO
from sinau.search.wishes import Wish


@needs(*EXPLAINED_TO)
def show(request: PersonRequest) -> HttpResponse:
    """What each word of the wish added to the best passage of one document the person can find."""
    wish = Wish.of(request)
    found = find_for(request.user, wish.words, past=wish.past)
    grouped = found.documents()
    key = request.GET.get("hasil", "")
    if not key.isdecimal() or int(key) not in grouped:
        raise Http404
    finds = grouped[int(key)]
    best = finds[0].hit
    context = {
        "wish": wish,
        "result": results(found.plan, {int(key): finds})[0],
        "place": list(grouped).index(int(key)) + 1,
        "of": len(grouped),
        "score": best.score,
        "coverage": round(100 * found.plan.coverage(best.terms)),
        "reasons": explain(found.plan, best),
        "terms": found.plan.terms,
        "passages": found.plan.passages,
        "corrections": found.corrections,
    }
    return render(request, "search/explanation.html", context)
