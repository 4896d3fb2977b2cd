"""The authenticator app: set up, and take away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sinau.kernel.refusals import Refused
from sinau.people.access import PersonRequest
from sinau.people.accounts import factors
from sinau.people.accounts.forms import NewAppForm
from sinau.people.views.confirmations import confirmed

# The secret waits in the session until its first code proves that the app has it.
WAITING = "people_app_secret"


@never_cache
@require_http_methods(["GET", "POST"])
@confirmed
def new(request: PersonRequest) -> HttpResponse:
    """Show the secret as picture and letters; the first right code puts it in force."""
    person = request.user
    if factors.factors_of(person).app:
        return redirect("people:me")
    secret = request.session.setdefault(WAITING, factors.new_secret())
    form = NewAppForm(request.POST or None)
    if form.is_valid():
        try:
            made = factors.add_app(person, secret=secret, code=form.cleaned_data["code"])
            request.session.pop(WAITING, None)
            messages.success(request, _("Aplikasi autentikator aktif."))
            return redirect("people:recovery_codes" if made else "people:me")
        except Refused as refusal:
            form.add_error("code", str(refusal))
    context = {
        "form": form,
        "picture": factors.picture(person, secret),
        "secret": factors.spelled(secret),
    }
    return render(request, "people/authenticator_new.html", context)


@require_http_methods(["GET", "POST"])
@confirmed
def remove(request: PersonRequest) -> HttpResponse:
    """Say what it means, then no longer ask for its codes."""
    has = factors.factors_of(request.user)
    if has.app is None:
        return redirect("people:me")
    if request.method == "GET":
        return render(request, "people/authenticator_remove.html", {"has": has})
    factors.remove_factor(has.app, by=request.user)
    messages.success(request, _("Aplikasi autentikator dicabut."))
    return redirect("people:me")
