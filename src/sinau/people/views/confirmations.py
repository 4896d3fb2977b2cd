"""Prove again who you are, before anything that guards the account is changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sinau.kernel.refusals import Refused
from sinau.people.access import Params, PersonRequest, signed_in
from sinau.people.accounts import entering, factors, sessions
from sinau.people.accounts.forms import ConfirmForm

View = Callable[Concatenate[PersonRequest, Params], HttpResponse]


def confirmed(view: View[Params]) -> Callable[Concatenate[HttpRequest, Params], HttpResponse]:
    """Only who has proved within the last minutes who they are; others do so and come back."""

    @wraps(view)
    def guarded(
        request: PersonRequest, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        if sessions.is_confirmed(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('people:confirm')}?{urlencode({'next': request.path})}")

    return signed_in(cast(View[Params], guarded))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@signed_in
def create(request: PersonRequest) -> HttpResponse:
    """By password, or by a code where there is no password (people who come by the provider)."""
    onward, by_code = entering.safe_onward(request), not request.user.has_usable_password()
    form = ConfirmForm(request.POST or None, initial={"next": onward})
    if by_code:
        form.fields["proof"].label = _("Kode dari aplikasi autentikator")
    if form.is_valid():
        try:
            _check(request, form.cleaned_data["proof"], by_code=by_code)
            sessions.confirm(request)
            return redirect(onward or "people:me")
        except entering.WrongInput:
            form.add_error("proof", _("Kata sandi tidak cocok."))
        except Refused as refusal:
            form.add_error("proof", str(refusal))
    can = not by_code or factors.factors_of(request.user).has_any
    return render(request, "people/confirm.html", {"form": form, "can": can})


def _check(request: PersonRequest, proof: str, *, by_code: bool) -> None:
    if by_code:
        factors.check_code(request.user, proof, address=entering.address_of(request))
    else:
        entering.check_password(request, nip=request.user.nip, password=proof)
