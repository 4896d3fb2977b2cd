"""Themes of the city's plan and the programmes that serve them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.planning.actions.themes import write_programme, write_theme
from sinau.planning.forms.structure import ProgrammeForm, ThemeForm
from sinau.planning.models import PlanItem, Programme, Theme
from sinau.planning.views.pages import coordinates, form_page, needs_coordinator, planning_year


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """Every theme with its goal and its programmes."""
    themes = Theme.objects.visible_to(request.user).prefetch_related(
        "programmes__academy", "programmes__leads_to__competency"
    )
    context = {"themes": list(themes), "may_write": coordinates(request.user)}
    return render(request, "planning/themes.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Name a theme."""
    needs_coordinator(request.user)
    year = planning_year()
    return _theme(request, Theme(starts_year=year, ends_year=year + 4), _("Tema baru"))


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what it says."""
    needs_coordinator(request.user)
    theme = get_object_or_404(Theme, pk=pk)
    return _theme(request, theme, _("Ubah tema"))


def _theme(request: PersonRequest, theme: Theme, title: str) -> HttpResponse:
    form = ThemeForm(request.POST or None, instance=theme)
    if request.method == "POST" and form.is_valid():
        write_theme(form.save(commit=False), by=request.user)
        messages.success(request, _("Tema disimpan."))
        return redirect("planning:themes")
    return form_page(
        request,
        form,
        title=title,
        back=reverse("planning:themes"),
        back_label=_("Tema dan program"),
        submit=_("Simpan tema"),
    )


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One programme: where it leads, who offers it, and its items year by year."""
    programme = get_object_or_404(
        Programme.objects.visible_to(request.user).select_related("theme", "academy"), pk=pk
    )
    items = (
        PlanItem.objects.visible_to(request.user)
        .standing()
        .filter(programme=programme)
        .select_related("plan", "agency")
        .order_by("-plan__year", "month")
    )
    context = {
        "programme": programme,
        "ways": list(programme.leads_to.select_related("competency")),
        "items": list(items),
        "may_write": coordinates(request.user),
    }
    return render(request, "planning/programme.html", context)


@signed_in
def programme_new(request: PersonRequest) -> HttpResponse:
    """Begin a programme."""
    needs_coordinator(request.user)
    said = request.GET.get("tema", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    theme = Theme.objects.filter(pk=number).first()
    programme = Programme(theme=theme) if theme else Programme()
    return _programme(request, programme, _("Program baru"))


@signed_in
def programme_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what it says and where it leads."""
    needs_coordinator(request.user)
    return _programme(request, get_object_or_404(Programme, pk=pk), _("Ubah program"))


def _programme(request: PersonRequest, programme: Programme, title: str) -> HttpResponse:
    form = ProgrammeForm(request.POST or None, instance=programme)
    if request.method == "POST" and form.is_valid():
        kept = write_programme(form.save(commit=False), form.leads_to, by=request.user)
        messages.success(request, _("Program disimpan."))
        return redirect(kept)
    return form_page(
        request,
        form,
        title=title,
        back=reverse("planning:themes"),
        back_label=_("Tema dan program"),
        submit=_("Simpan program"),
    )
