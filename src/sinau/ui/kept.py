"""Pages a phone may keep for when there is no network: whose they are, and that they may be kept.

The service worker (`templates/ui/sw.js`) keeps only what a view marks with `keepable`, under the
key of the person it was made for, and throws it away when somebody else signs in or one signs out.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

HEADER = "X-Keep"


def device_key(person: Any) -> str:
    """The name under which a device keeps what is this person's; it says nothing about them."""
    return salted_hmac("sinau.ui.kept", str(person.pk)).hexdigest()[:16]


def device_key_of(request: HttpRequest | None) -> str:
    """The same for whoever the page was made for; empty for nobody."""
    # Only who was asked for while the page was made: no page becomes slower by this.
    if request is None or not hasattr(request, "_cached_user"):
        return ""
    return device_key(request.user) if request.user.is_authenticated else ""


def keepable(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """The person's device may keep this page and show it without a network."""
    response[HEADER] = device_key(request.user)
    return response
