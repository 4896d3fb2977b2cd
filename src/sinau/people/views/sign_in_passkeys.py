"""Signing in with a passkey: the browser fetches a challenge and posts the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sinau.kernel.refusals import Refused
from sinau.people.accounts import entering, factors
from sinau.people.accounts.forms import AnswerForm


@never_cache
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A challenge for the device, then the person whose passkey answered it."""
    if request.method == "GET":
        return JsonResponse(factors.ask_for_passkey())
    form = AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise factors.PasskeyNotAccepted
        passkey = factors.check_passkey(form.cleaned_data["credential"])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("people:sign_in")
    return entering.by_passkey(request, passkey, onward=entering.safe_onward(request))
