"""Without a network: the service worker, and the page that says what this device has kept."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sinau.ui.brand import current
from sinau.ui.bundle import SCRIPTS, STYLES


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; its version is that of the files every page needs."""
    page = reverse("ui:kept")
    files = [
        page,
        *(static(name) for name in (STYLES, SCRIPTS, "django_htmx/htmx-2.min.js", current().logo)),
    ]
    text = render_to_string("ui/sw.js", {"page": page, "files": files, "version": "VERSION"})
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    response = HttpResponse(
        text.replace("VERSION", version), content_type="text/javascript; charset=utf-8"
    )
    response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The same page for everybody; what is kept is only known to the device itself."""
    return render(request, "ui/pages/kept.html")
