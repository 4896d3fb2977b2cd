"""The catalogue of rooms on the officer's desk."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.university.actions import close_room, write_room
from sinau.university.forms import RoomForm
from sinau.university.models import Room


@needs(Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """Every room of the city that can be chosen, and how often it is booked from now on."""
    coming = Count("sessions", filter=Q(sessions__ends_at__gte=now()))
    rooms = Room.objects.in_use().select_related("agency").annotate(coming=coming)
    mine = set(Room.objects.kept_by(request.user).values_list("pk", flat=True))
    context = {"rooms": [(room, room.pk in mine) for room in rooms.order_by("name", "pk")]}
    return render(request, "university/class_rooms.html", context)


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """One room more."""
    return _form(request, Room(agency=request.user.agency))


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what is said of it."""
    return _form(request, get_object_or_404(Room.objects.kept_by(request.user), pk=pk))


def _form(request: PersonRequest, room: Room) -> HttpResponse:
    form = RoomForm(request.POST or None, instance=room, person=request.user)
    if request.method == "POST" and form.is_valid():
        write_room(form.save(commit=False), by=request.user)
        messages.success(request, _("Ruang disimpan."))
        return redirect("university:class_rooms")
    status = 422 if form.errors else 200
    return render(
        request, "university/class_room_form.html", {"form": form, "room": room}, status=status
    )


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Offer it no more; sessions that have it keep it."""
    close_room(get_object_or_404(Room.objects.kept_by(request.user), pk=pk), by=request.user)
    messages.success(request, _("Ruang tidak ditawarkan lagi."))
    return redirect("university:class_rooms")
