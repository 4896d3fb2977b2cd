"""One place turns a refusal into a page, or for a program into a problem document (RFC 9457).

What the database cannot keep, because a NUL stands in it, is refused here as well.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.defaults import bad_request

from sinau.kernel.refusals import Refused


class RefusalMiddleware:
    """Shows the words of a Refused, with every reason, instead of an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """The page for a refusal; anything else goes on as it was."""
        if isinstance(trouble, DataError) and _holds_nul(request):
            return bad_request(request, trouble)
        if not isinstance(trouble, Refused):
            return None
        if not request.accepts("text/html") or request.path.startswith("/api/"):
            return _problem(trouble)
        context = {
            "message": trouble.message,
            "reasons": trouble.reasons,
            "back_url": trouble.back or request.headers.get("Referer", "") or "/",
        }
        return render(request, "409.html", context, status=trouble.status)


def _holds_nul(request: HttpRequest) -> bool:
    """Whether something was sent that nobody can type and PostgreSQL keeps in no text."""
    said = (*request.GET.lists(), *request.POST.lists())
    return any("\0" in word for _name, words in said for word in words)


def _problem(refusal: Refused) -> JsonResponse:
    """RFC 9457, section 3: `type` names the refusal, `detail` is the sentence people read."""
    document = {
        "type": f"urn:sinau:refusal:{refusal.code()}",
        "title": refusal.code(),
        "status": refusal.status,
        "detail": str(refusal.message),
    }
    if refusal.reasons:
        document["reasons"] = [str(reason) for reason in refusal.reasons]
    return JsonResponse(
        document, status=refusal.status, content_type="application/problem+json; charset=utf-8"
    )
