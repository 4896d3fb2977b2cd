"""Ask that a row of one's book be put right."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from sinau.credit.claims import correcting
from sinau.credit.claims.asking import CorrectionForm
from sinau.credit.models import Claim, Entry
from sinau.credit.summaries import explanation
from sinau.credit.views.claims.drafts import address
from sinau.people.access import PersonRequest, signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """What is wrong, in the person's words; the answers follow, taken over from the row."""
    entry = get_object_or_404(Entry.objects.filter(person=request.user), pk=pk)
    known = correcting.correction_of(entry)
    if known is not None and not known.is_mendable:
        return redirect(known)
    form = CorrectionForm(request.POST or None, initial=_kept(known))
    if request.method == "POST" and form.is_valid():
        plea = form.cleaned_data["plea"]
        claim = correcting.ask(entry, by=request.user, plea=plea, removes=form.removes)
        return redirect(address(claim, "periksa"))
    context = {
        "entry": entry,
        "form": form,
        "explanation": explanation(entry),
        "may_correct": known is not None or correcting.is_correctable(entry, request.user),
    }
    status = 422 if form.errors else 200
    return render(request, "credit/claims/correction.html", context, status=status)


def _kept(known: Claim | None) -> dict[str, str]:
    if known is None:
        return {}
    kind = CorrectionForm.NOT_MINE if known.removes else CorrectionForm.WRONG
    return {"kind": kind, "plea": known.plea}
