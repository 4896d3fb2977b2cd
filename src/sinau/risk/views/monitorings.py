"""Where a risk stands this quarter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.monitoring import monitor_risk
from sinau.risk.context_forms import MonitorForm
from sinau.risk.models import Register, Risk
from sinau.risk.views.asking import ask_about


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Write what was seen of the risk in a quarter; the map follows."""
    theirs = Risk.objects.filter(register__in=Register.objects.steered_by(request.user))
    risk = get_object_or_404(
        theirs.select_related(
            "register__framework", "standing", "inherent", "residual", "acceptance__assessment"
        ),
        pk=pk,
    )
    form = MonitorForm(risk, request.POST or None)
    if request.method == "POST" and form.is_valid():
        monitor_risk(risk, form.seen(), by=request.user)
        messages.success(request, _("Pemantauan telah dicatat dan peta diperbarui."))
        return redirect(risk)
    return ask_about(request, risk, form, title=_("Pantau risiko"), submit=_("Simpan pemantauan"))
