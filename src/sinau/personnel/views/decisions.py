"""The official's decision on a request."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import decide, give_back
from sinau.personnel.forms import NoteForm
from sinau.personnel.views.leaves import found, page_of


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Grant it, refuse it with a reason, or give it back with a note."""
    leave = found(request, pk)
    verb = request.POST.get("verb")
    form = NoteForm(request.POST, needed=verb != "grant")
    if leave.waits_for(request.user) and not form.is_valid():
        return page_of(request, leave, form)
    note = form.data.get("note", "")
    if verb == "return":
        give_back(leave, by=request.user, note=note)
        said = _("Permintaan dikembalikan.")
    else:
        decide(leave, by=request.user, grants=verb == "grant", note=note)
        granted = _("Cuti disetujui. Suratnya sudah terbit.")
        said = granted if verb == "grant" else _("Cuti tidak disetujui.")
    messages.success(request, said)
    return redirect(leave)
