"""The door for harvesters (OAI-PMH 2.0): open to all, and holding only what is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sinau.knowledge.harvest.answering import answer, refusal
from sinau.knowledge.harvest.asking import ProtocolError, understood
from sinau.knowledge.harvest.describing import SCHEMA

_XML = "text/xml; charset=UTF-8"


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """One answer; nothing is changed by asking, so a POST needs no token of a page."""
    query = _query(request)
    asked = None
    try:
        asked = understood(query)
        content = answer(asked)
    except ProtocolError as error:
        said = {name: query.get(name, "") for name in query}
        content = refusal(error, asked, said)
    return HttpResponse(content, content_type=_XML)


def _query(request: HttpRequest) -> QueryDict:
    """The arguments: of the address, or of a form that was posted (section 3.1.1)."""
    if request.method == "POST" and not request.GET:
        return request.POST
    return request.GET


@require_safe
def schema_show(request: HttpRequest) -> HttpResponse:
    """The schema of the format with the whole text."""
    return HttpResponse(SCHEMA, content_type=_XML)
