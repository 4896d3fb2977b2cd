"""Decisions about a risk: review, acceptance, closing and opening again."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.risk.actions import accept_risk, close_risk, reopen_risk, review_risk
from sinau.risk.forms import AcceptForm, ReasonForm, ReviewForm
from sinau.risk.models import Register, Risk, Verdict
from sinau.risk.models.risks import RiskQuerySet
from sinau.risk.views.asking import ask_about


@signed_in
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """A risk officer agrees to the risk as it stands, or sends it back."""
    risk = _find(Risk.objects.decidable_by(request.user, Role.RISK_OFFICER), pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        review_risk(risk, Verdict(said["verdict"]), note=said["note"], by=request.user)
        messages.success(request, _("Tinjauan telah dicatat."))
        return redirect(risk)
    return ask_about(request, risk, form, title=_("Tinjau risiko"), submit=_("Simpan tinjauan"))


@signed_in
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    """A head carries a risk above the appetite."""
    risk = _find(Risk.objects.decidable_by(request.user, Role.HEAD), pk)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept_risk(risk, **form.cleaned_data, by=request.user)
        messages.success(request, _("Penerimaan risiko telah dicatat."))
        return redirect(risk)
    return ask_about(
        request,
        risk,
        form,
        title=_("Terima risiko di atas selera"),
        submit=_("Terima risiko ini"),
        warning=_(
            "Dengan menerima, Anda yang bertanggung jawab bila risiko ini terjadi. "
            "Gerbang uji coba menghitung penerimaan ini sampai tanggal yang Anda isi."
        ),
    )


@signed_in
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """A risk that need not be watched any more."""
    risk = _find(_closable(request), pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_risk(risk, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Risiko telah ditutup."))
        return redirect(risk)
    return ask_about(request, risk, form, title=_("Tutup risiko"), submit=_("Tutup risiko"))


@signed_in
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    """A closed risk is watched again."""
    risk = _find(_closable(request), pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reopen_risk(risk, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Risiko telah dibuka kembali dan menunggu tinjauan."))
        return redirect(risk)
    return ask_about(request, risk, form, title=_("Buka kembali risiko"), submit=_("Buka kembali"))


def _closable(request: PersonRequest) -> RiskQuerySet:
    """The keeper of the register, and risk officers in their scope."""
    mine = Q(register__keeper=request.user) | Q(
        register__in=Register.objects.decidable_by(request.user, Role.RISK_OFFICER)
    )
    return Risk.objects.visible_to(request.user).filter(mine)


def _find(risks: RiskQuerySet, pk: int) -> Risk:
    wanted = risks.select_related(
        "register__framework",
        "standing",
        "inherent",
        "residual",
        "closure",
        "review",
        "acceptance__assessment",
    )
    risk: Risk = get_object_or_404(wanted, pk=pk)
    return risk
