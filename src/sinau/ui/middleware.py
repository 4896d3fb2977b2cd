"""One place turns a refusal into a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sinau.kernel.refusals import Refused


class RefusalMiddleware:
    """Shows the words of a Refused, with every reason, instead of an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """The page for a refusal; anything else goes on as it was."""
        if not isinstance(trouble, Refused):
            return None
        context = {
            "message": trouble.message,
            "reasons": trouble.reasons,
            "back_url": trouble.back or request.headers.get("Referer", "") or "/",
        }
        return render(request, "409.html", context, status=trouble.status)
