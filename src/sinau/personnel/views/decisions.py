"""The official's decision on a request."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import decide
from sinau.personnel.models import LeaveRequest


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Grant it, or refuse it with a reason."""
    leave = get_object_or_404(LeaveRequest.objects.visible_to(request.user), pk=pk)
    grants = request.POST.get("verb") == "grant"
    decide(leave, by=request.user, grants=grants, note=request.POST.get("note", ""))
    said = _("Cuti disetujui. Suratnya sudah terbit.") if grants else _("Cuti tidak disetujui.")
    messages.success(request, said)
    return redirect(leave)
