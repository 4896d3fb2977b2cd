"""Is this summary genuine? For anybody who has the paper or the file, without signing in."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from sinau.credit.forms import LARGEST_SUMMARY, SummaryCheckForm
from sinau.credit.models import Closing, SignedSummary

# What a form sends along with its file.
AROUND = 64 * 1024


@csrf_exempt
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, code: str = "") -> HttpResponse:
    """What was closed under a code, and whether a file is the very one that was signed then.

    A file too large is refused before any of it is read, which the check of the token would do;
    so the token is checked after the size.
    """
    closing = None
    if code:
        known = Closing.objects.select_related("agency", "summary")
        closing = get_object_or_404(known, code=code.upper())
    told = request.META.get("CONTENT_LENGTH") or ""
    if told.isdigit() and int(told) > LARGEST_SUMMARY + AROUND:
        message = _("Berkas ini lebih besar dari 20 MB, jadi bukan ringkasan dari Sinau.")
        context = {"form": SummaryCheckForm(), "closing": closing, "too_large": message}
        return render(request, "credit/check.html", context, status=413)
    return _examined(request, closing)


@csrf_protect
def _examined(request: HttpRequest, closing: Closing | None) -> HttpResponse:
    """The file is only read through once for its fingerprint; nothing in it is opened or kept."""
    asked = request.method == "POST"
    form = SummaryCheckForm(request.POST, request.FILES) if asked else SummaryCheckForm()
    context: dict[str, Any] = {"form": form, "closing": closing, "checked": False}
    if asked and form.is_valid():
        digest = hashlib.sha256()
        for piece in form.cleaned_data["file"].chunks():
            digest.update(piece)
        signed = SignedSummary.objects.select_related("closing__agency")
        found = signed.filter(sha256=digest.hexdigest()).first()
        context |= {"checked": True, "found": found, "sha256": digest.hexdigest()}
    return render(request, "credit/check.html", context)
