"""A document beside a regulation that says nearly the same: a person says what it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinau.knowledge import actions
from sinau.knowledge.likeness import share
from sinau.knowledge.mend_forms import TwinForm
from sinau.knowledge.models import Document, Regulation, TwinChoice
from sinau.people.access import PersonRequest, signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int, other: int) -> HttpResponse:
    """Both side by side, and the choice: the same, a newer copy, or another regulation."""
    document = get_object_or_404(
        Document.objects.managed_by(request.user).select_related("reading"), pk=pk
    )
    regulation = get_object_or_404(Regulation.objects.visible_to(request.user), pk=other)
    may_replace = Regulation.objects.managed_by(request.user).filter(pk=other).exists()
    form = TwinForm(request.POST or None, may_replace=may_replace)
    if request.method == "POST" and form.is_valid():
        choice = TwinChoice(form.cleaned_data["choice"])
        actions.choose_twin(document, regulation, choice, by=request.user)
        messages.success(request, _("Pilihan Anda dicatat."))
        return redirect(regulation if choice == TwinChoice.EDITION else document)
    reading = document.reading
    who = reading.report.get("identity", {}) if reading else {}
    context = {
        "document": document,
        "regulation": regulation,
        "form": form,
        "who": who,
        "report": reading.report if reading else {},
        "share": round(100 * share(reading.signature, regulation.signature)) if reading else 0,
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/twin.html", context, status=status)
