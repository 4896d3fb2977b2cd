"""My password."""

from __future__ import annotations

from django.contrib import auth, messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sinau.kernel.refusals import Refused
from sinau.people.access import PersonRequest, signed_in
from sinau.people.accounts import actions, entering, sessions
from sinau.people.accounts.forms import ChangePasswordForm


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: PersonRequest) -> HttpResponse:
    """Change it, knowing the old one; every other device is signed out."""
    person = request.user
    form = ChangePasswordForm(request.POST or None, person=person)
    if form.is_valid():
        try:
            entering.check_password(request, nip=person.nip, password=form.cleaned_data["old"])
        except entering.WrongInput:
            form.add_error("old", _("Kata sandi sekarang tidak cocok."))
        except Refused as refusal:
            form.add_error("old", str(refusal))
    if not form.is_valid():
        return render(request, "people/password_edit.html", {"form": form})
    formerly = request.session.session_key
    actions.change_password(person, form.cleaned_data["password"])
    auth.update_session_auth_hash(request, person)
    sessions.confirm(request)
    sessions.keep(request, formerly=formerly)
    messages.success(request, _("Kata sandi diganti. Perangkat lain harus masuk kembali."))
    return redirect("people:me")
