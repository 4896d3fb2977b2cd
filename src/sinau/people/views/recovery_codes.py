"""Recovery codes: to read, to print, to keep as a file, to replace."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sinau.people.access import PersonRequest
from sinau.people.accounts import factors
from sinau.people.views.confirmations import confirmed


@never_cache
@require_GET
@confirmed
def show(request: PersonRequest) -> HttpResponse:
    """The codes that still work; the page is made to be printed."""
    if not factors.factors_of(request.user).has_any:
        raise Http404
    codes = factors.recovery_codes_of(request.user)
    return render(request, "people/recovery_codes.html", {"codes": codes})


@never_cache
@require_GET
@confirmed
def download(request: PersonRequest) -> HttpResponse:
    """The same as a text file."""
    codes = factors.recovery_codes_of(request.user)
    if not codes:
        raise Http404
    context = {"codes": codes, "person": request.user}
    text = render_to_string("people/letters/recovery_codes.txt", context)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kode-pemulihan-sinau.txt"'
    return response


@require_http_methods(["GET", "POST"])
@confirmed
def create(request: PersonRequest) -> HttpResponse:
    """New codes; the old ones stop working. Who comes back from confirming sees the old ones first."""
    if request.method == "GET":
        return redirect("people:recovery_codes")
    factors.renew_recovery_codes(request.user)
    messages.success(request, _("Kode pemulihan baru dibuat. Kode lama tidak berlaku lagi."))
    return redirect("people:recovery_codes")
