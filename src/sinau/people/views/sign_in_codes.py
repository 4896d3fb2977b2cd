"""The second step of signing in: a code, or a passkey instead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sinau.kernel.refusals import Refused
from sinau.people.accounts import entering, factors
from sinau.people.accounts.forms import CodeForm


@never_cache
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Ask for the code of who has just given the right password; others start at the front door."""
    stage = None if request.user.is_authenticated else entering.pending_stage(request)
    if stage is None:
        return redirect("people:sign_in")
    person, status = stage.login.user, 200
    form, has = CodeForm(request.POST or None), factors.factors_of(person)
    if has.app is None:
        form.fields["code"].help_text = _("Satu dari kode pemulihan yang Anda simpan.")
    if form.is_valid():
        try:
            factor = factors.check_code(
                person, form.cleaned_data["code"], address=entering.address_of(request)
            )
            return entering.by_code(request, stage, factor)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            status = refusal.status if refusal.status == 429 else 200
    return render(request, "people/sign_in_code.html", {"form": form, "has": has}, status=status)
