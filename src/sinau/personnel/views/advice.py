"""The supervisor's word on a request."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import advise
from sinau.personnel.models import LeaveRequest


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Pass it on, or give it back."""
    leave = get_object_or_404(LeaveRequest.objects.visible_to(request.user), pk=pk)
    passes_on = request.POST.get("verb") == "forward"
    advise(leave, by=request.user, passes_on=passes_on, note=request.POST.get("note", ""))
    said = _("Permintaan diteruskan.") if passes_on else _("Permintaan dikembalikan.")
    messages.success(request, said)
    return redirect(leave)
