"""Preferences: how one wants to hear of each kind of notice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sinau.inbox.actions import choose
from sinau.inbox.forms import PreferencesForm
from sinau.people.access import PersonRequest, signed_in


@signed_in
def edit(request: PersonRequest) -> HttpResponse:
    """In the application or not, by the daily e-mail or not, kind by kind."""
    form = PreferencesForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        for kind, (in_app, by_mail) in form.chosen().items():
            choose(kind=kind, in_app=in_app, by_mail=by_mail, by=request.user)
        messages.success(request, _("Pilihan kabar disimpan."))
        return redirect("inbox:preferences")
    return render(request, "inbox/preferences.html", {"form": form, "email": request.user.email})
