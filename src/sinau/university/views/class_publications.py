"""Announce a class, and take the announcement back with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import publish_class, withdraw_class
from sinau.university.forms import ReasonForm
from sinau.university.views.desk_classes import kept_class


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Announce; registration is open."""
    training_class = kept_class(request, pk)
    publish_class(training_class, by=request.user)
    messages.success(request, _("Kelas diumumkan dan pendaftaran dibuka."))
    return redirect("university:class_desk", pk)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Withdraw, with a reason."""
    training_class = kept_class(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_class(training_class, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Pengumuman kelas ditarik. Yang terdaftar tetap terdaftar."))
        return redirect("university:class_desk", pk)
    context = {"class": training_class, "form": form}
    return render(
        request, "university/class_withdraw.html", context, status=422 if form.errors else 200
    )
