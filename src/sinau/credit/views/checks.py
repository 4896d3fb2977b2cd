"""Is this summary genuine? For anybody who has the paper or the file, without signing in."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from sinau.credit.forms import SummaryCheckForm
from sinau.credit.models import Closing, SignedSummary


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, code: str = "") -> HttpResponse:
    """What was closed under a code, and whether a file is the very one that was signed then.

    The file is only read through once for its fingerprint; nothing in it is opened or kept.
    """
    closing = None
    if code:
        known = Closing.objects.select_related("agency", "summary")
        closing = get_object_or_404(known, code=code.upper())
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
