"""Lists of risks the agencies of a register make without seeing each other's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Agency
from sinau.risk.actions.taxonomies import finish_list, match_naming, name_risk
from sinau.risk.completeness import Unnamed, unnamed_of
from sinau.risk.coverage_forms import MatchForm, NamingForm
from sinau.risk.models import Naming, Register
from sinau.risk.models.registers import side_of


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One's own list; those of others when both are finished; and what they say together."""
    register = _find(request, pk)
    own = _own_agency(request, register)
    finished = {row.agency_id for row in register.finished_lists.all()}
    may_write = own is not None and _writes(request, pk)
    may_add = may_write and own.pk not in finished if own else False
    form = NamingForm(request.POST or None) if may_add else None
    if request.method == "POST" and form and form.is_valid():
        name_risk(register, form.cleaned_data["text"], by=request.user)
        return redirect(request.path)
    found = unnamed_of(register)
    context = {
        "register": register,
        "own": own,
        "form": form,
        "may_write": may_write,
        "is_finished": own is not None and own.pk in finished,
        "lists": [
            (row.agency, row.finished_at)
            for row in register.finished_lists.select_related("agency")
        ],
        "namings": Naming.objects.visible_to(request.user)
        .filter(register=register)
        .select_related("agency", "risk"),
        "found": found,
        "headline": headline(found) if found else "",
        "may_match": found is not None and _writes(request, pk),
    }
    return render(request, "risk/lists_apart.html", context)


@signed_in
@require_POST
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """The list of one's agency is as long as it will be."""
    register = get_object_or_404(Register.objects.writable_by(request.user), pk=pk)
    if _own_agency(request, register):
        finish_list(register, by=request.user)
        messages.success(request, _("Daftar perangkat daerah Anda selesai."))
    return redirect("risk:lists_apart", register.pk)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Say which risk of the register was meant."""
    namings = Naming.objects.visible_to(request.user).filter(
        register__in=Register.objects.writable_by(request.user)
    )
    naming = get_object_or_404(namings.select_related("register", "agency"), pk=pk)
    register = naming.register
    if unnamed_of(register) is None:
        return redirect("risk:lists_apart", register.pk)
    form = MatchForm(naming, request.POST or None)
    if request.method == "POST" and form.is_valid():
        match_naming(naming, form.cleaned_data["risk"], by=request.user)
        messages.success(request, _("Padanan telah disimpan."))
        return redirect("risk:lists_apart", register.pk)
    context = {
        "title": _("Padankan risiko"),
        "lead": f"{naming.agency.short_name}: {naming.text}",
        "form": form,
        "submit": _("Simpan padanan"),
        "back": f"../../../register/{register.pk}/daftar-mandiri/",
        "back_label": _("Daftar mandiri"),
    }
    return render(request, "risk/form.html", context)


def headline(found: Unnamed) -> str:
    """What the lists say together, in one sentence."""
    return ngettext(
        "%(named)s risiko dinamai; sekitar %(count)s risiko belum dinamai.",
        "%(named)s risiko dinamai; sekitar %(count)s risiko belum dinamai.",
        found.unnamed,
    ) % {"named": found.named, "count": found.unnamed}


def _own_agency(request: PersonRequest, register: Register) -> Agency | None:
    """The agency the person speaks for, when it takes part in the register."""
    agency = side_of(request.user, register)
    return agency if register.involvements.filter(agency=agency).exists() else None


def _writes(request: PersonRequest, pk: int) -> bool:
    return Register.objects.writable_by(request.user).filter(pk=pk).exists()


def _find(request: PersonRequest, pk: int) -> Register:
    register: Register = get_object_or_404(
        Register.objects.visible_to(request.user).select_related("agency"), pk=pk
    )
    return register
