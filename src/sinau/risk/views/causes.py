"""Common causes: the list everybody chooses from, and describing one."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, F, Q, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions import describe_cause
from sinau.risk.cause_forms import CauseForm
from sinau.risk.models import Cause, Register, Risk


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """All causes by name, with how many of the risks one may see hang on each."""
    if not Register.objects.visible_to(request.user).exists():
        raise Http404
    mine = Risk.objects.visible_to(request.user).open_now()
    hanging = Q(risk_weights__risk__in=mine.values("pk"))
    causes = (
        Cause.objects.select_related("agency")
        .annotate(risks=Count("risk_weights", filter=hanging))
        .annotate(weight=Sum("risk_weights__weight", filter=hanging))
        .order_by(F("weight").desc(nulls_last=True), "name")
    )
    context = {"causes": causes, "may_write": _may_write(request)}
    return render(request, "risk/causes.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Describe a cause nobody has named yet."""
    if not _may_write(request):
        raise Http404
    return _ask(request, None)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change the story of a cause: those of the agency that answers for it, and who described it."""
    mine = Q(described_by=request.user)
    if request.user.agency_id:
        mine |= Q(agency=request.user.agency_id)
    if not _may_write(request):
        raise Http404
    return _ask(request, get_object_or_404(Cause.objects.filter(mine), pk=pk))


def _ask(request: PersonRequest, cause: Cause | None) -> HttpResponse:
    form = CauseForm(cause, request.POST or None)
    if request.method == "POST" and form.is_valid():
        describe_cause(**form.cleaned_data, cause=cause, by=request.user)
        messages.success(request, _("Penyebab bersama telah disimpan."))
        return redirect("risk:causes")
    context = {
        "title": _("Ubah penyebab bersama") if cause else _("Tambah penyebab bersama"),
        "lead": _("Sesuatu yang mempunyai nama, dan yang memukul banyak risiko sekaligus."),
        "form": form,
        "submit": _("Simpan penyebab"),
        "back": "../../" if cause else "../",
        "back_label": _("Penyebab bersama"),
    }
    return render(request, "risk/form.html", context)


def _may_write(request: PersonRequest) -> bool:
    return Register.objects.writable_by(request.user).exists()
