"""The supervisor's word on a request."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import advise
from sinau.personnel.forms import NoteForm
from sinau.personnel.views.leaves import found, page_of


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Pass it on, or give it back with a note."""
    leave = found(request, pk)
    passes_on = request.POST.get("verb") == "forward"
    form = NoteForm(request.POST, needed=not passes_on)
    if leave.waits_for(request.user) and not form.is_valid():
        return page_of(request, leave, form)
    advise(leave, by=request.user, passes_on=passes_on, note=form.data.get("note", ""))
    said = _("Permintaan diteruskan.") if passes_on else _("Permintaan dikembalikan.")
    messages.success(request, said)
    return redirect(leave)
