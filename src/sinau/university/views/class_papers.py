"""Material and minutes of a class."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.university.actions import add_material, remove_material, write_minutes
from sinau.university.forms import MaterialForm, MinutesForm
from sinau.university.models import (
    AttendanceSheet,
    ClassMaterial,
    Minutes,
    Registration,
    TrainingClass,
)
from sinau.university.views.desk_classes import kept_class


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """One file or link more for the participants."""
    training_class = kept_class(request, pk)
    form = MaterialForm(
        request.POST or None,
        request.FILES or None,
        instance=ClassMaterial(training_class=training_class),
    )
    if request.method == "POST" and form.is_valid():
        material = form.save(commit=False)
        if form.cleaned_data.get("file"):
            material.file_name = str(form.cleaned_data["file"].name)[-150:]
        add_material(material, by=request.user)
        messages.success(request, _("Bahan disimpan."))
        return redirect("university:class_desk", pk)
    context = {"form": form, "class": training_class}
    status = 422 if form.errors else 200
    return render(request, "university/material_form.html", context, status=status)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int, material: int) -> HttpResponse:
    """Offer it no more."""
    training_class = kept_class(request, pk)
    remove_material(get_object_or_404(training_class.papers, pk=material), by=request.user)
    messages.success(request, _("Bahan dihapus."))
    return redirect("university:class_desk", pk)


@signed_in
def show(request: PersonRequest, pk: int, material: int) -> HttpResponse:
    """The file, for who has a seat and the officer; always to be saved, never shown in the page."""
    training_class = get_object_or_404(TrainingClass.objects.visible_to(request.user), pk=pk)
    if not is_inside(request, training_class):
        raise Http404
    found = get_object_or_404(training_class.papers.exclude(file=""), pk=material)
    return _sent(found)


@signed_in
def sheet(request: PersonRequest, pk: int, sheet: int) -> HttpResponse:
    """The signed list as it was sent in, for officers."""
    training_class = kept_class(request, pk)
    found = get_object_or_404(AttendanceSheet, pk=sheet, session__training_class=training_class)
    return _sent(found)


def _sent(found: ClassMaterial | AttendanceSheet) -> HttpResponse:
    """The file under the name it came with, to be saved."""
    sent = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name)
    return cast(HttpResponse, sent)


@signed_in
def edit(request: PersonRequest, pk: int, session: int) -> HttpResponse:
    """The minutes of a session."""
    training_class = kept_class(request, pk)
    found = get_object_or_404(training_class.sessions.select_related("training_class"), pk=session)
    minutes = Minutes.objects.filter(session=found).first()
    known = {"text": minutes.text, "decisions": minutes.decisions} if minutes else None
    form = MinutesForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        write_minutes(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Notulen disimpan."))
        return redirect("university:class_desk", pk)
    context = {"form": form, "class": training_class, "session": found, "minutes": minutes}
    status = 422 if form.errors else 200
    return render(request, "university/minutes_form.html", context, status=status)


def is_inside(request: PersonRequest, training_class: TrainingClass) -> bool:
    """Whether this person has a seat in the class or keeps it."""
    seated = Registration.objects.seated().filter(
        training_class=training_class, person=request.user
    )
    return seated.exists() or request.user.has_role(Role.OFFICER, over=training_class.agency)
