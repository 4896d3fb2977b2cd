"""How a risk is treated, the actions against it, and the list of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions import complete_action, plan_action, treat_risk
from sinau.risk.forms import ActionForm, CompletionForm, TreatForm
from sinau.risk.models import Register, Risk, Treatment
from sinau.risk.views.asking import ask_about

SHOWN = 100


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What I am to do about risks, the nearest day first."""
    mine = Treatment.objects.filter(owner=request.user).select_related(
        "risk__register", "completion"
    )
    context = {
        "undone": mine.undone().filter(risk__closure=None)[:SHOWN],
        "done": mine.exclude(completion=None).order_by("-completion__done_at")[:20],
        "today": today(),
    }
    return render(request, "risk/actions.html", context)


@signed_in
def treat(request: PersonRequest, pk: int) -> HttpResponse:
    """Decide how the risk is treated."""
    risk = _writable(request, pk)
    form = TreatForm(risk, request.POST or None)
    if request.method == "POST" and form.is_valid():
        treat_risk(risk, **form.cleaned_data, by=request.user)
        messages.success(request, _("Penanganan telah ditetapkan."))
        return redirect(risk)
    return ask_about(
        request, risk, form, title=_("Tetapkan penanganan"), submit=_("Simpan penanganan")
    )


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan an action."""
    risk = _writable(request, pk)
    form = ActionForm(risk, request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan_action(risk, **form.cleaned_data, by=request.user)
        messages.success(request, _("Tindakan telah direncanakan."))
        return redirect(risk)
    return ask_about(
        request, risk, form, title=_("Rencanakan tindakan"), submit=_("Simpan tindakan")
    )


@signed_in
def complete(request: PersonRequest, pk: int) -> HttpResponse:
    """Report an action as done: its owner, or those who keep the register."""
    theirs = Q(owner=request.user) | Q(
        risk__register__in=Register.objects.writable_by(request.user)
    )
    treatment = get_object_or_404(
        Treatment.objects.filter(theirs).select_related("risk__register", "owner"), pk=pk
    )
    form = CompletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        complete_action(treatment, evidence=form.cleaned_data["evidence"], by=request.user)
        messages.success(request, _("Tindakan telah dilaporkan selesai."))
        return redirect("risk:actions" if treatment.owner == request.user else treatment.risk)
    context = {
        "title": _("Laporkan selesai"),
        "lead": treatment.text,
        "form": form,
        "submit": _("Laporkan selesai"),
        "back": "../../",
        "back_label": _("Tindak lanjut saya"),
    }
    return render(request, "risk/form.html", context)


def _writable(request: PersonRequest, pk: int) -> Risk:
    wanted = Risk.objects.writable_by(request.user).select_related(
        "register__framework", "standing", "closure"
    )
    risk: Risk = get_object_or_404(wanted, pk=pk)
    return risk
