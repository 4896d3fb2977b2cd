"""That a result was opened, said by the browser beside going there; the link itself is plain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sinau.search.counting import count_opened, opening_said
from sinau.search.recent import note_opening


@csrf_exempt  # A ping carries no token of a form; what it may count was signed by our own page.
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Counts the opening once in a session; answers nothing, whatever it was."""
    opened = opening_said(request.GET.get("k", "")[:2000])
    if opened and request.user.is_authenticated and note_opening(request, opened.name):
        count_opened(opened, by=request.user)
    return HttpResponse(status=204)
