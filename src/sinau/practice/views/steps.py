"""The next step of a cycle, taken by whoever has it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.people.access import PersonRequest, signed_in
from sinau.practice import actions
from sinau.practice.forms import ReasonForm
from sinau.practice.views.cycles import cycle_of

PLAIN = {
    "sanggup": (actions.agree, gettext_lazy("Terima kasih. Rencana menunggu atasannya.")),
    "setuju": (actions.approve, gettext_lazy("Rencana disetujui dan dapat dimulai.")),
    "lapor": (actions.report, gettext_lazy("Dilaporkan selesai, menunggu pembenaran.")),
    "selesai": (
        actions.complete,
        gettext_lazy("Selesai. JP dihitung menurut aturan yang berlaku."),
    ),
}
WITH_REASON = {
    "tolak": (actions.decline, gettext_lazy("Tidak menyanggupi")),
    "kembali": (actions.return_plan, gettext_lazy("Kembalikan rencana")),
    "henti": (actions.stop, gettext_lazy("Hentikan praktik")),
}


@signed_in
def update(request: PersonRequest, pk: int, step: str) -> HttpResponse:
    """Take a step; one that is a no asks why first."""
    cycle = cycle_of(request, pk)
    if step in PLAIN and request.method == "POST":
        verb, said = PLAIN[step]
        verb(cycle, by=request.user)
        messages.success(request, str(said))
        return redirect(cycle)
    if step not in WITH_REASON:
        raise Http404
    refuse, title = WITH_REASON[step]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        refuse(cycle, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Tersimpan, dan yang bersangkutan diberi tahu."))
        return redirect(cycle)
    context = {"form": form, "cycle": cycle, "title": title}
    return render(request, "practice/reason.html", context, status=422 if form.errors else 200)
