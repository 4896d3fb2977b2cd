"""The devices I am signed in on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.people.accounts import sessions


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """All of mine, this one marked."""
    here = request.session.session_key
    found = sessions.sessions_of(request.user)
    if not any(session.session_key == here for session in found):
        sessions.keep(request)
        found = found.all()
    devices = [
        {"session": s, "name": sessions.device(s.user_agent), "is_here": s.session_key == here}
        for s in found
    ]
    devices.sort(key=lambda device: not device["is_here"])
    return render(request, "people/sessions.html", {"devices": devices})


@require_POST
@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Sign one of my other devices out."""
    others = sessions.sessions_of(request.user).exclude(session_key=request.session.session_key)
    sessions.end_session(get_object_or_404(others, pk=pk), by=request.user)
    messages.success(request, _("Sesi itu diakhiri."))
    return redirect("people:sessions")


@require_POST
@signed_in
def remove_others(request: PersonRequest) -> HttpResponse:
    """Sign all my other devices out; with none there is nothing to do."""
    count = sessions.end_other_sessions(request.user, here=request.session.session_key)
    said = ngettext("%(n)s sesi lain diakhiri.", "%(n)s sesi lain diakhiri.", count) % {"n": count}
    messages.success(request, said)
    return redirect("people:sessions")
