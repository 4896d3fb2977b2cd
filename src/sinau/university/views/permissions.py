"""What a supervisor is asked: may this person come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import permit, refuse_permission
from sinau.university.forms import ReasonForm
from sinau.university.models import Registration


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """Who asks me, with the class and what else they have asked for."""
    asking = (
        Registration.objects.asking()
        .answered_by(request.user)
        .select_related("person", "agency", "training_class__agency")
        .order_by("training_class__starts_at", "pk")
    )
    return render(request, "university/permissions.html", {"asking": list(asking[:200])})


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Yes."""
    found = _asked(request, pk)
    registration = permit(found, by=request.user)
    said = (
        _("%(name)s diizinkan dan masuk daftar tunggu.")
        if registration.is_waiting
        else _("%(name)s diizinkan dan mendapat kursi.")
    )
    messages.success(request, said % {"name": registration.person.name})
    return redirect("university:permissions")


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """No, with a reason the person reads."""
    registration = _asked(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        refuse_permission(registration, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Jawaban Anda terkirim."))
        return redirect("university:permissions")
    context = {"registration": registration, "form": form}
    status = 422 if form.errors else 200
    return render(request, "university/permission_refuse.html", context, status=status)


def _asked(request: PersonRequest, pk: int) -> Registration:
    mine = Registration.objects.exclude(asked_at=None).answered_by(request.user)
    return get_object_or_404(mine.select_related("person", "training_class"), pk=pk)
