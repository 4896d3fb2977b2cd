"""My passkeys: list, add, rename, remove."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sinau.kernel.refusals import Refused
from sinau.people.access import PersonRequest, signed_in
from sinau.people.accounts import factors, sessions
from sinau.people.accounts.forms import PasskeyForm, PasskeyNameForm
from sinau.people.views.confirmations import confirmed


@require_GET
@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """All of mine."""
    return render(request, "people/passkeys.html", {"passkeys": factors.passkeys_of(request.user)})


@never_cache
@require_http_methods(["GET", "POST"])
@confirmed
def new(request: PersonRequest) -> HttpResponse:
    """Name it, let the device make it, keep it."""
    device = sessions.device(request.headers.get("User-Agent", ""))
    form = PasskeyForm(request.POST or None, initial={"name": device})
    if form.is_valid():
        try:
            made = factors.add_passkey(request.user, **form.cleaned_data)
            messages.success(request, _("Kunci masuk ditambahkan."))
            return redirect("people:recovery_codes" if made else "people:passkeys")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "people/passkey_new.html", {"form": form})


@never_cache
@require_GET
@confirmed
def challenge(request: PersonRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(factors.ask_for_new_passkey(request.user))


@require_http_methods(["GET", "POST"])
@confirmed
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Give one of mine another name."""
    passkey = get_object_or_404(factors.passkeys_of(request.user), pk=pk)
    form = PasskeyNameForm(request.POST or None, initial={"name": str(passkey)})
    if not form.is_valid():
        return render(request, "people/passkey_edit.html", {"form": form, "passkey": passkey})
    factors.rename_passkey(passkey, form.cleaned_data["name"])
    messages.success(request, _("Nama kunci disimpan."))
    return redirect("people:passkeys")


@require_http_methods(["GET", "POST"])
@confirmed
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what it means, then the device no longer signs me in."""
    passkey = get_object_or_404(factors.passkeys_of(request.user), pk=pk)
    if request.method == "GET":
        has = factors.factors_of(request.user)
        return render(request, "people/passkey_remove.html", {"passkey": passkey, "has": has})
    factors.remove_factor(passkey, by=request.user)
    messages.success(request, _("Kunci masuk dihapus."))
    return redirect("people:passkeys")
