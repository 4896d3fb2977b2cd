"""Call a granted leave off: what will happen is said before it is done."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import cancel, may_cancel
from sinau.personnel.forms import CancelForm
from sinau.personnel.models import LeaveRequest


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask why; a post with a reason calls the leave off."""
    visible = LeaveRequest.objects.visible_to(request.user).select_related("person", "agency")
    leave = get_object_or_404(visible, pk=pk)
    if not may_cancel(leave, request.user):
        raise Http404
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel(leave, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("Cuti dibatalkan. Harinya kembali ke sisa hak."))
        return redirect(leave)
    return render(request, "personnel/leave/cancel.html", {"leave": leave, "form": form})
