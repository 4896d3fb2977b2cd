"""Registers: the list, one register with its map, and opening one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions import change_register, open_register
from sinau.risk.estimate_words import losses_of
from sinau.risk.forms import RegisterEditForm, RegisterForm, agencies_led
from sinau.risk.models import Register
from sinau.risk.views.lists import list_context

PER_PAGE = 25


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The registers of the agencies one works for or watches over."""
    mine = Register.objects.visible_to(request.user).select_related("agency", "keeper")
    page = Paginator(mine.order_by("-above_count", "title"), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    context = {"page": page, "may_open": agencies_led(request.user).exists()}
    return render(request, "risk/registers.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One register: its map, its risks, who takes part, and its history."""
    register = _find(request, pk)
    writable = Register.objects.writable_by(request.user).filter(pk=pk).exists()
    context = {
        **list_context(register.risks.all(), register.framework, request, register=register.pk),
        "register": register,
        "subject": f"risk.register:{register.pk}",
        "agencies": [row.agency for row in register.involvements.select_related("agency")],
        "losses": losses_of(register),
        "may_write": writable,
        "may_steer": Register.objects.steered_by(request.user).filter(pk=pk).exists(),
        "may_edit": writable and not register.source,
    }
    return render(request, "risk/register.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Open a register for an agency one leads or whose risks one manages."""
    if not agencies_led(request.user).exists():
        raise Http404
    form = RegisterForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        register = open_register(**form.cleaned_data, keeper=request.user, by=request.user)
        messages.success(request, _("Register telah dibuka. Catat risiko pertamanya."))
        return redirect(register)
    context = {
        "title": _("Buka register risiko"),
        "lead": _("Gagasan AI mempunyai registernya sendiri, dibuka dari halaman gagasan."),
        "form": form,
        "submit": _("Buka register"),
        "back": "../",
        "back_label": _("Register risiko"),
    }
    return render(request, "risk/form.html", context)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change title, keeper and partners of a register that no idea owns."""
    mine = Register.objects.writable_by(request.user).filter(source="")
    register = get_object_or_404(mine.select_related("agency", "keeper"), pk=pk)
    form = RegisterEditForm(register, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_register(register, **form.cleaned_data, by=request.user)
        messages.success(request, _("Register telah diubah."))
        return redirect(register)
    context = {
        "title": _("Ubah register"),
        "lead": register.agency.name,
        "form": form,
        "submit": _("Simpan perubahan"),
        "back": register.get_absolute_url(),
        "back_label": register.title,
    }
    return render(request, "risk/form.html", context)


def _find(request: PersonRequest, pk: int) -> Register:
    wanted = Register.objects.visible_to(request.user).select_related(
        "agency", "keeper", "framework"
    )
    register: Register = get_object_or_404(wanted, pk=pk)
    return register
