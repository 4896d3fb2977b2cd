"""Take a seat, give it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import cancel, register
from sinau.university.models import Registration, TrainingClass


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """A seat, or a place on the waiting list."""
    training_class = get_object_or_404(TrainingClass.objects.visible_to(request.user), pk=pk)
    registration = register(training_class, request.user, by=request.user)
    if registration.is_waiting:
        messages.info(
            request, _("Kursi penuh. Anda masuk daftar tunggu dan naik dengan sendirinya.")
        )
    else:
        messages.success(request, _("Anda terdaftar. Sampai bertemu di kelas."))
    return redirect(training_class)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the place back; before that, say who gets it."""
    registration = get_object_or_404(
        Registration.objects.standing().select_related("training_class"),
        training_class=pk,
        person=request.user,
    )
    if request.method == "POST":
        cancel(registration, by=request.user)
        messages.success(request, _("Pendaftaran Anda dibatalkan."))
        return redirect(registration.training_class)
    context = {"registration": registration, "class": registration.training_class}
    return render(request, "university/cancel.html", context)
