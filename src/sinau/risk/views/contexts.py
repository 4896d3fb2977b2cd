"""The context of a register, its criteria, and the people who hold a part in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.contexts import (
    end_steward,
    name_steward,
    set_impact_criterion,
    set_likelihood_criterion,
    write_context,
)
from sinau.risk.actions.monitoring import review_register
from sinau.risk.context_forms import ContextForm, CycleForm, StepsForm, StewardForm
from sinau.risk.criteria import impact_steps, likelihood_steps
from sinau.risk.models import Context, Nature, Part, Register, Steward


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Write what the unit does, for which period, and what it looks at."""
    register = _steered(request, pk)
    context = Context.objects.filter(register=register).select_related("register").first()
    form = ContextForm(register, context, request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_context(register, form.setting(), by=request.user)
        messages.success(request, _("Konteks telah disimpan."))
        return redirect("risk:form", register.pk, "2.0")
    return _ask(
        request,
        register,
        form,
        title=_("Konteks risiko"),
        submit=_("Simpan konteks"),
        draft=f"konteks-{register.pk}",
    )


@signed_in
def criteria(request: PersonRequest, pk: int) -> HttpResponse:
    """Which criteria the unit has words of its own for, and where to write them."""
    register = _steered(request, pk)
    context = Context.objects.filter(register=register).first()
    scale = register.framework.scale
    own = {row.category for row in context.likelihoods.all()} if context else set()
    own_impacts = {(row.area, row.nature) for row in context.impacts.all()} if context else set()
    natures = Nature.choices
    return render(
        request,
        "risk/criteria.html",
        {
            "register": register,
            "context": context,
            "likelihoods": [
                (name, label, name in own)
                for name, label in [
                    ("", _("Semua kategori")),
                    *((name, name) for name in (context.categories if context else [])),
                ]
            ],
            "impacts": [
                (area, nature, label, (area, nature) in own_impacts)
                for area in (context.areas if context else scale.areas)
                for nature, label in natures
            ],
        },
    )


@signed_in
def likelihood(request: PersonRequest, pk: int) -> HttpResponse:
    """Write what the steps of likelihood mean, for one category or all."""
    register, context = _with_context(request, pk)
    category = request.GET.get("kategori", "")
    if category and category not in context.categories:
        raise Http404
    form = StepsForm(likelihood_steps(register, category), request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_likelihood_criterion(context, category, form.steps(), by=request.user)
        messages.success(request, _("Kriteria telah disimpan."))
        return redirect("risk:criteria", register.pk)
    return _ask(
        request,
        register,
        form,
        title=_("Kriteria kemungkinan"),
        lead=f"{category or _('Semua kategori')} · {register.get_likelihood_basis_display()}",
        submit=_("Simpan kriteria"),
    )


@signed_in
def impact(request: PersonRequest, pk: int) -> HttpResponse:
    """Write what the steps of impact mean, for one area and one kind of risk."""
    register, context = _with_context(request, pk)
    area, nature = request.GET.get("area", ""), request.GET.get("jenis", Nature.NEGATIVE)
    if area not in context.areas or nature not in Nature.values:
        raise Http404
    form = StepsForm(impact_steps(register, area, nature), request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_impact_criterion(context, area, nature, form.steps(), by=request.user)
        messages.success(request, _("Kriteria telah disimpan."))
        return redirect("risk:criteria", register.pk)
    return _ask(
        request,
        register,
        form,
        title=_("Kriteria dampak"),
        lead=f"{area} · {Nature(nature).label}",
        submit=_("Simpan kriteria"),
    )


@signed_in
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """Look over the whole register, as often as its context says."""
    register = _steered(request, pk)
    form = CycleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        review_register(register, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("Tinjauan dicatat; tanggal berikutnya sudah ditetapkan."))
        return redirect("risk:forms", register.pk)
    return _ask(request, register, form, title=_("Tinjau register"), submit=_("Simpan tinjauan"))


@signed_in
def stewards(request: PersonRequest, pk: int) -> HttpResponse:
    """Who owns, coordinates and manages the risks of this register, and who did."""
    register = get_object_or_404(
        Register.objects.visible_to(request.user).select_related("agency"), pk=pk
    )
    context = {
        "register": register,
        "stewards": register.stewards.select_related("person__agency", "ended_by"),
        "may_name": Register.objects.staffed_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "risk/stewards.html", context)


@signed_in
def name(request: PersonRequest, pk: int) -> HttpResponse:
    """Name somebody."""
    register = get_object_or_404(Register.objects.staffed_by(request.user), pk=pk)
    form = StewardForm(register, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        name_steward(
            register,
            Part(said["part"]),
            said["person"],
            valid_from=said["valid_from"],
            valid_to=said["valid_to"],
            by=request.user,
        )
        messages.success(request, _("Pelaksana telah ditunjuk."))
        return redirect("risk:stewards", register.pk)
    return _ask(
        request,
        register,
        form,
        title=_("Tunjuk pelaksana"),
        submit=_("Tunjuk"),
        lead=_("Menunjuk pemilik risiko baru mengakhiri masa pemilik sebelumnya."),
    )


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """End somebody's part."""
    theirs = Register.objects.staffed_by(request.user)
    steward = get_object_or_404(Steward.objects.filter(register__in=theirs), pk=pk)
    end_steward(steward, by=request.user)
    messages.success(request, _("Peran telah diakhiri."))
    return redirect("risk:stewards", steward.register_id)


def _steered(request: PersonRequest, pk: int) -> Register:
    theirs = Register.objects.steered_by(request.user).select_related("framework", "agency")
    register: Register = get_object_or_404(theirs, pk=pk)
    return register


def _with_context(request: PersonRequest, pk: int) -> tuple[Register, Context]:
    register = _steered(request, pk)
    context = Context.objects.filter(register=register).first()
    if context is None:
        raise Http404
    context.register = register
    return register, context


def _ask(
    request: PersonRequest,
    register: Register,
    form: Any,
    *,
    title: str,
    submit: str,
    lead: str = "",
    draft: str = "",
) -> HttpResponse:
    context = {
        "title": title,
        "lead": lead or register.title,
        "form": form,
        "submit": submit,
        "back": reverse("risk:register", args=[register.pk]),
        "back_label": register.title,
        "draft": draft,
    }
    return render(request, "risk/form.html", context)
