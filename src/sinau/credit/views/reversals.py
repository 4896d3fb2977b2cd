"""Undo an entry: what will happen to whom is said before it is done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinau.credit.actions import reverse
from sinau.credit.forms import ReversalForm
from sinau.credit.models import Entry
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Role


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for the reason; a post with one undoes the entry."""
    theirs = Entry.objects.filter(within("person__agency", request.user, Role.OFFICER))
    entry = get_object_or_404(theirs.select_related("person", "rule"), pk=pk)
    form = ReversalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        undone = reverse(entry, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Catatan JP dibatalkan. Pegawai melihat alasannya."))
        return redirect(undone)
    return render(request, "credit/reversal.html", {"entry": entry, "form": form})
