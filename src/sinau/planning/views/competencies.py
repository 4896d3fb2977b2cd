"""Frameworks, competencies and their levels, what positions need, and what teaches them."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import JobKind, Role
from sinau.planning.actions.competencies import (
    open_frameworks,
    say_it_teaches,
    take_teaching_back,
    write_competency,
)
from sinau.planning.forms.competencies import CompetencyForm, TeachForm
from sinau.planning.models import Competency, Framework, LevelWords, Requirement, Teaches
from sinau.planning.views.pages import coordinates, form_page, needs_coordinator
from sinau.ui.sheets import sheet_response
from sinau.university.models import Course, TrainingClass


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The frameworks with their competencies."""
    in_use = Competency.objects.in_use()
    frameworks = Framework.objects.prefetch_related(Prefetch("competencies", queryset=in_use))
    context = {"frameworks": list(frameworks), "may_write": coordinates(request.user)}
    return render(request, "planning/competencies.html", context)


@signed_in
@require_POST
def open_all(request: PersonRequest) -> HttpResponse:
    """Take the frameworks that come with the house into use."""
    needs_coordinator(request.user)
    count = open_frameworks(by=request.user)
    messages.success(request, _("%(count)s kerangka dimuat.") % {"count": count})
    return redirect("planning:competencies")


@signed_in
def show(request: PersonRequest, key: str) -> HttpResponse:
    """One competency: what its levels look like, who needs which, what teaches it."""
    competency = get_object_or_404(
        Competency.objects.visible_to(request.user).select_related("framework"), key=key
    )
    levels = LevelWords.objects.filter(competency=competency).select_related("written_by")
    open_things = Q(course__in=Course.objects.visible_to(request.user)) | Q(
        training_class__in=TrainingClass.objects.visible_to(request.user)
    )
    taught = Teaches.objects.filter(open_things, competency=competency)
    context = {
        "competency": competency,
        "levels": [row for row in levels if row.replaced_at is None],
        "former": [row for row in levels if row.replaced_at is not None],
        "requirements": list(Requirement.objects.in_force().filter(competency=competency)),
        "taught": list(taught.select_related("course", "training_class")),
        "may_write": coordinates(request.user),
        "may_teach": request.user.has_role(Role.OFFICER),
    }
    return render(request, "planning/competency.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Add a competency."""
    needs_coordinator(request.user)
    return _form(request, Competency(), _("Kompetensi baru"))


@signed_in
def edit(request: PersonRequest, key: str) -> HttpResponse:
    """Change what it says; a level with other words becomes a new version."""
    needs_coordinator(request.user)
    competency = get_object_or_404(Competency, key=key)
    return _form(request, competency, _("Ubah %(name)s") % {"name": competency.name})


def _form(request: PersonRequest, competency: Competency, title: str) -> HttpResponse:
    form = CompetencyForm(request.POST or None, instance=competency)
    if request.method == "POST" and form.is_valid():
        kept = write_competency(form.save(commit=False), form.levels, by=request.user)
        messages.success(request, _("Kompetensi disimpan."))
        return redirect(kept)
    back = competency.get_absolute_url() if competency.pk else reverse("planning:competencies")
    return form_page(
        request,
        form,
        title=title,
        lead=_("Kalimat lama tetap tersimpan sebagai versi sebelumnya."),
        back=back,
        back_label=_("Kompetensi"),
        submit=_("Simpan kompetensi"),
    )


@needs(Role.OFFICER)
def teach(request: PersonRequest, key: str) -> HttpResponse:
    """Say which course or class teaches it."""
    competency = get_object_or_404(Competency, key=key)
    form = TeachForm(request.POST or None, person=request.user)
    form.fields["course"].queryset = Course.objects.kept_by(request.user)  # type: ignore[attr-defined]
    form.fields["training_class"].queryset = TrainingClass.objects.kept_by(request.user)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        say_it_teaches(competency, form.thing, level=form.cleaned_data["level"], by=request.user)
        messages.success(request, _("Kaitan disimpan. Yang lulus sesudah ini menjadi bukti."))
        return redirect(competency)
    return form_page(
        request,
        form,
        title=_("Apa yang mengajarkan %(name)s") % {"name": competency.name},
        back=competency.get_absolute_url(),
        back_label=competency.name,
        submit=_("Simpan kaitan"),
    )


@needs(Role.OFFICER)
@require_POST
def unteach(request: PersonRequest, pk: int) -> HttpResponse:
    """It does not teach it any more."""
    theirs = Q(course__in=Course.objects.kept_by(request.user)) | Q(
        training_class__in=TrainingClass.objects.kept_by(request.user)
    )
    row = get_object_or_404(Teaches.objects.filter(theirs).select_related("competency"), pk=pk)
    take_teaching_back(row, by=request.user)
    messages.success(request, _("Kaitan dihapus."))
    return redirect(row.competency)


@signed_in
def requirements(request: PersonRequest) -> HttpResponse:
    """What each position needs, as a matrix; or as the Excel one fills in and brings back."""
    rows = list(
        Requirement.objects.in_force().select_related("competency").order_by("job_title", "pk")
    )
    if request.GET.get("unduh") == "xlsx":
        return _sheet(rows)
    competencies = list(Competency.objects.in_use().select_related("framework"))
    by_place: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for row in rows:
        by_place[row.job_kind, row.job_title][row.competency_id] = row.level
    labels = dict(JobKind.choices)
    places = [(kind, "") for kind in JobKind.values]
    places += sorted(place for place in by_place if place[1])
    matrix = [
        {
            "label": title or str(labels[kind]),
            "kind": str(labels[kind]) if title else "",
            "cells": [(one, by_place[kind, title].get(one.pk)) for one in competencies],
        }
        for kind, title in places
    ]
    context = {
        "competencies": competencies,
        "matrix": matrix,
        "unverified": sum(not row.verified for row in rows),
        "may_write": coordinates(request.user),
    }
    return render(request, "planning/requirements.html", context)


def _sheet(rows: list[Requirement]) -> HttpResponse:
    headings = [_("Jenis jabatan"), _("Nama jabatan"), _("Kompetensi"), _("Tingkat"), _("Dasar")]
    lines = (
        [row.get_job_kind_display(), row.job_title, row.competency.name, row.level, row.basis]
        for row in rows
    )
    return sheet_response("tingkat-jabatan", _("Tingkat"), headings, lines)
