"""Take a request back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import withdraw
from sinau.personnel.models import LeaveRequest


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Only one's own, and only before it is decided."""
    leave = get_object_or_404(LeaveRequest.objects.filter(person=request.user), pk=pk)
    withdraw(leave, by=request.user)
    messages.success(request, _("Permintaan ditarik. Harinya kembali ke sisa hak Anda."))
    return redirect(leave)
