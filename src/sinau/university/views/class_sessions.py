"""Sessions on the officer's desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import remove_session, write_session
from sinau.university.actions.classes import SessionClashes
from sinau.university.forms import SessionForm
from sinau.university.models import Session, TrainingClass
from sinau.university.views.desk_classes import kept_class


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """One session more."""
    training_class = kept_class(request, pk)
    return _form(request, training_class, Session(training_class=training_class))


@signed_in
def edit(request: PersonRequest, pk: int, session: int) -> HttpResponse:
    """Change a session."""
    training_class = kept_class(request, pk)
    found = get_object_or_404(training_class.sessions.select_related("training_class"), pk=session)
    return _form(request, training_class, found)


def _form(request: PersonRequest, training_class: TrainingClass, session: Session) -> HttpResponse:
    """The form; when something clashes it comes back with the clashes and asks for a reason."""
    form = SessionForm(request.POST or None, instance=session)
    clashes: list[object] = []
    if request.method == "POST" and form.is_valid():
        try:
            write_session(
                form.save(commit=False), by=request.user, speakers=form.cleaned_data["speakers"]
            )
        except SessionClashes as refusal:
            clashes = list(refusal.reasons)
            form = SessionForm(request.POST, instance=session, asks_reason=True)
        else:
            messages.success(request, _("Sesi disimpan."))
            return redirect("university:class_desk", training_class.pk)
    return render(
        request,
        "university/session_form.html",
        {"form": form, "class": training_class, "session": session, "clashes": clashes},
        status=422 if form.errors or clashes else 200,
    )


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int, session: int) -> HttpResponse:
    """Take a session out."""
    training_class = kept_class(request, pk)
    found = get_object_or_404(training_class.sessions.select_related("training_class"), pk=session)
    remove_session(found, by=request.user)
    messages.success(request, _("Sesi dihapus."))
    return redirect("university:class_desk", pk)
