"""The doors Django's administration would have of its own; here they lead to ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sinau.people.accounts import entering


def sign_in(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """Our front door has the lock-out and the second factor; who is in and is no keeper finds nothing."""
    if request.user.is_authenticated:
        raise Http404
    onward = entering.safe_onward(request) or reverse("admin:index")
    return redirect(f"{reverse('people:sign_in')}?{urlencode({'next': onward})}")


def change_password(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """There is one page for it."""
    return redirect("people:password_edit")
