"""Seats kept for agencies, on the officer's desk."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import release, reserve
from sinau.university.forms import ReservationForm
from sinau.university.models import Registration
from sinau.university.views.desk_classes import kept_class


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """Which agency has how many seats until when, how many are taken; and one more."""
    training_class = kept_class(request, pk)
    form = ReservationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        reserve(
            training_class,
            said["agency"],
            seats=said["seats"],
            release_on=said["release_on"],
            by=request.user,
        )
        messages.success(request, _("Kursi dicadangkan untuk %(name)s.") % {"name": said["agency"]})
        return redirect("university:reservations", pk)
    seated = Registration.objects.seated().filter(training_class=training_class)
    taken = dict(
        seated.order_by().values("agency").annotate(n=Count("pk")).values_list("agency", "n")
    )
    quotas = training_class.reserved.select_related("agency")
    context = {
        "class": training_class,
        "form": form,
        "quotas": [(quota, min(quota.seats, taken.get(quota.agency_id, 0))) for quota in quotas],
    }
    status = 422 if form.errors else 200
    return render(request, "university/reservations.html", context, status=status)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int, reservation: int) -> HttpResponse:
    """Release it today."""
    training_class = kept_class(request, pk)
    release(get_object_or_404(training_class.reserved, pk=reservation), by=request.user)
    messages.success(request, _("Kursi yang belum terisi dilepas untuk semua."))
    return redirect("university:reservations", pk)
