"""After each page: note that the device was seen."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sinau.people.accounts.sessions import note_seen

Answer = Callable[[HttpRequest], HttpResponse]


def last_seen(get_response: Answer) -> Answer:
    """Only where the page has read the session anyway: a check of health stays without database."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed:
            note_seen(request)
        return response

    return answer
