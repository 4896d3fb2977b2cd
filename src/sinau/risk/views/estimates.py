"""The six questions about a risk, the numbers of one that is known, and what they say while one types."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.observing import see
from sinau.risk.actions.writing import Numbers, change_numbers, write_down
from sinau.risk.estimate_forms import EstimateForm, RangeFields, SixForm
from sinau.risk.models import Register, Risk, Seen
from sinau.risk.reckoning import Reckoning, reckon, reckon_risk
from sinau.risk.scales import Scale
from sinau.risk.taking import start_of


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Six questions on one page; the map shows the new risk at once."""
    register = _register(request, pk)
    start = start_of(request.GET, register, request.user)
    form = SixForm(register, request.user, request.POST or None, initial=start.initial)
    if request.method == "POST" and form.is_valid() and "hitung" not in request.POST:
        risk = write_down(
            register,
            form.statement(),
            numbers_of(form),
            likelihood=form.cleaned_data["likelihood"],
            impact=form.cleaned_data["impact"],
            by=request.user,
        )
        start.finish(risk, by=request.user)
        messages.success(request, _("Risiko telah dicatat dan tampil di peta."))
        return redirect(risk)
    context = {
        "form": form,
        "register": register,
        "reckoning": _reckoning(request, register),
        "title": _("Catat risiko"),
        "back": register.get_absolute_url(),
        "back_label": register.title,
        "suggested": start.controls,
        "is_new": True,
    }
    return render(request, "risk/six.html", context)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """How often, how bad, causes and controls of a risk that is known."""
    risk = _risk(request, pk)
    form = EstimateForm(risk, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and "hitung" not in request.POST:
        change_numbers(risk, numbers_of(form), by=request.user)
        messages.success(request, _("Perkiraan telah disimpan dan dihitung."))
        return redirect(risk)
    context = {
        "form": form,
        "register": risk.register,
        "risk": risk,
        "reckoning": _reckoning(request, risk.register, risk.category) or reckon_risk(risk),
        "title": _("Perkirakan risiko"),
        "back": risk.get_absolute_url(),
        "back_label": risk.code,
    }
    return render(request, "risk/six.html", context)


@signed_in
@require_POST
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """What the numbers typed so far say; writes nothing."""
    register = _register(request, pk)
    context = {"reckoning": _reckoning(request, register, request.POST.get("category", ""))}
    return render(request, "risk/parts/reckoning.html", context)


@signed_in
@require_POST
def quiet(request: PersonRequest, pk: int) -> HttpResponse:
    """Nothing happened until today; that teaches as well."""
    risk = _risk(request, pk)
    day = today()
    if see(risk, Seen.QUIET, day=day, source=f"quiet:{day}", by=request.user):
        messages.success(request, _("Dicatat: tidak ada kejadian sampai hari ini."))
    return redirect(risk)


def numbers_of(form: SixForm | EstimateForm) -> Numbers:
    """The answers that are numbers."""
    return Numbers(
        guess=form.guess() if form.has_guess() else None,
        weights=form.weights(),
        controls=list(form.cleaned_data["controls"]),
        measure=form.measure(),
        co_owners=list(form.cleaned_data["co_owners"]),
    )


def _reckoning(request: PersonRequest, register: Register, category: str = "") -> Reckoning | None:
    """What the ranges typed so far say; nothing where they are not whole."""
    form = RangeFields(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return None
    guess = form.guess()
    scale: Scale = register.framework.scale
    return reckon(guess.gamma(), guess.loss(), scale, treat_from=scale.treat_from(category))


def _register(request: PersonRequest, pk: int) -> Register:
    registers = Register.objects.writable_by(request.user).select_related(
        "framework", "agency", "keeper"
    )
    register: Register = get_object_or_404(registers, pk=pk)
    return register


def _risk(request: PersonRequest, pk: int) -> Risk:
    risks = Risk.objects.writable_by(request.user).select_related(
        "register__framework",
        "register__agency",
        "register__keeper",
        "estimate",
        "learning",
        "closure",
    )
    risk: Risk = get_object_or_404(risks, pk=pk)
    return risk
