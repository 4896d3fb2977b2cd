"""The boxes of the AI taxonomy for one register: risks, reasons why not, and suggestions."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.taxonomies import (
    classify_risk,
    confirm_exclusion,
    exclude_box,
    withdraw_exclusion,
)
from sinau.risk.coverage import Box, Coverage, coverage_of, is_ai
from sinau.risk.coverage_forms import ExclusionForm
from sinau.risk.incident_forms import ClassForm
from sinau.risk.models import Classification, Context, Exclusion, Register, Risk
from sinau.risk.models.registers import house_of, side_of
from sinau.risk.taxonomy import service_kinds, suggested, taxonomy
from sinau.risk.views.asking import ask_about


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Twenty-four boxes, seven domains: what is answered, and what still waits."""
    register = _find(request, pk)
    covered = coverage_of(register)
    classes = {box.code: box for box in taxonomy().subdomains}
    may_write = Register.objects.writable_by(request.user).filter(pk=pk).exists()
    house = house_of(side_of(request.user, register))
    context = {
        "register": register,
        "covered": covered,
        "domains": [
            (code, name, [(box, classes[box.code], _may_confirm(box, house)) for box in boxes])
            for (code, name), boxes in groupby(
                covered.boxes, key=lambda box: (box.domain_code, box.domain_name)
            )
        ],
        "unplaced": _unplaced(register),
        "headline": headline(covered),
        "is_duty": is_ai(register),
        "taxonomy": taxonomy(),
        "may_write": may_write,
    }
    return render(request, "risk/coverage.html", context)


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """Risks others have met with services of this kind, to be taken over with one press."""
    register = _find(request, pk, writes=True)
    kinds = service_kinds()
    stored = Context.objects.filter(register=register).values_list("service_kinds", flat=True)
    chosen = request.GET.get("jenis", "")
    wanted = [chosen] if chosen in {kind.key for kind in kinds} else (stored.first() or [])
    classified = Classification.objects.filter(risk__register=register, risk__closure=None)
    taken = set(classified.values_list("suggestion", flat=True))
    classes = {box.code: box for box in taxonomy().subdomains}
    context = {
        "register": register,
        "kinds": [(kind.key, kind.name) for kind in kinds],
        "suggestions": [
            (one, classes[one.subdomain], one.key in taken) for one in suggested(wanted)
        ],
    }
    return render(request, "risk/suggestions.html", context)


@signed_in
def new(request: PersonRequest, pk: int, code: str) -> HttpResponse:
    """Say why a box does not apply."""
    register = _find(request, pk, writes=True)
    box = taxonomy().find(code)
    if box is None:
        raise Http404
    form = ExclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        exclude_box(register, code, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, _("Alasan dicatat. Pegawai perangkat daerah lain yang membenarkannya.")
        )
        return redirect("risk:coverage", register.pk)
    context = {
        "title": _("Tidak berlaku: %(name)s") % {"name": box.name},
        "lead": box.question,
        "form": form,
        "submit": _("Simpan alasan"),
        "back": f"../#{box.code}",
        "back_label": _("Subranah"),
    }
    return render(request, "risk/form.html", context)


@signed_in
@require_POST
def confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """Agree that a box does not apply, as somebody of another agency."""
    seen = Register.objects.visible_to(request.user)
    exclusion = get_object_or_404(Exclusion.objects.filter(register__in=seen), pk=pk)
    confirm_exclusion(exclusion, by=request.user)
    messages.success(request, _("Anda membenarkan bahwa subranah ini tidak berlaku."))
    return redirect("risk:coverage", exclusion.register_id)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back that a box does not apply."""
    theirs = Register.objects.writable_by(request.user)
    exclusion = get_object_or_404(Exclusion.objects.filter(register__in=theirs), pk=pk)
    withdraw_exclusion(exclusion, by=request.user)
    messages.success(request, _("Pernyataan ditarik; subranah ini menunggu jawaban lagi."))
    return redirect("risk:coverage", exclusion.register_id)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Say in which box a risk lies and what causes it."""
    risks = Risk.objects.writable_by(request.user).select_related("register", "closure")
    risk = get_object_or_404(risks, pk=pk)
    known = Classification.objects.filter(risk=risk).first()
    form = ClassForm(request.POST or None, initial=_answers(known))
    if request.method == "POST" and form.is_valid():
        classify_risk(risk, form.cleaned_data["subdomain"], form.causes(), by=request.user)
        messages.success(request, _("Penggolongan telah disimpan."))
        return redirect(risk)
    return ask_about(
        request, risk, form, title=_("Golongkan risiko"), submit=_("Simpan penggolongan")
    )


def headline(covered: Coverage) -> str:
    """What the boxes say, in one sentence."""
    words = {"done": covered.done, "total": covered.total, "left": covered.total - covered.done}
    if covered.is_complete:
        return _("Ke-%(total)s subranah sudah terjawab.") % words
    return _("%(done)s dari %(total)s subranah terjawab; %(left)s masih menunggu.") % words


def _answers(known: Classification | None) -> dict[str, Any]:
    names = ("subdomain", "entity", "intent", "timing")
    return {name: getattr(known, name) for name in names} if known else {}


def _may_confirm(box: Box, house: str) -> bool:
    reason = box.reason
    return bool(reason and not reason.confirmed_by and reason.stated_house != house)


def _unplaced(register: Register) -> list[Risk]:
    """Open risks nobody has placed in a box."""
    return list(register.risks.filter(closure=None, classification=None).order_by("code")[:50])


def _find(request: PersonRequest, pk: int, *, writes: bool = False) -> Register:
    mine = Register.objects
    seen = mine.writable_by(request.user) if writes else mine.visible_to(request.user)
    register: Register = get_object_or_404(seen.select_related("agency"), pk=pk)
    return register
