"""The door for language models: one address, one POST, one answer."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from sinau.kernel.api import Problem
from sinau.people.accounts.entering import address_of
from sinau.search.api import SEARCH_READ
from sinau.search.mcp.messages import FAILED, INVALID, Envelope, Trouble
from sinau.search.mcp.serving import serve
from sinau.search.mcp.tools import Asker
from sinau.search.strangers import TokenOrNone

logger = logging.getLogger(__name__)

LARGEST = 64 * 1024
_door = TokenOrNone(SEARCH_READ)


@csrf_exempt  # Cookies open nothing here: a token says who calls, and who brings none is nobody.
def create(request: HttpRequest) -> HttpResponse:
    """Answers one message of the Model Context Protocol."""
    if not _is_from_here(request):
        return _told(Trouble(INVALID, "This Origin may not call.", status=403))
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit() or int(length) > LARGEST:
        return _told(Trouble(INVALID, f"A message has at most {LARGEST} bytes.", status=413))
    if request.content_type != "application/json":
        return _told(Trouble(INVALID, "Content-Type is application/json.", status=415))
    try:
        caller = _door(request)
    except Problem as problem:
        answer = _told(Trouble(INVALID, str(problem.sentence), status=problem.status))
        for name, value in problem.headers.items():
            answer[name] = value
        return answer
    return _answered(request, Asker(caller.person, address_of(request)))


def _answered(request: HttpRequest, asker: Asker) -> HttpResponse:
    number = None
    try:
        message = Envelope(request.body, request.headers).read()
        number = message.number
        said = serve(message, asker)
    except Trouble as trouble:
        return _told(trouble, number)
    except Exception:
        logger.exception("A tool failed.")
        return _told(Trouble(FAILED, "This failed here; it was noted.", status=500), number)
    return HttpResponse(status=202) if said is None else _json(said)


def _is_from_here(request: HttpRequest) -> bool:
    """Programs send no Origin; a page of another site does, and may not use a reader's network."""
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    said, ours = urlsplit(origin), urlsplit(settings.PUBLIC_URL)
    return (said.scheme, said.netloc) == (ours.scheme, ours.netloc)


def _told(trouble: Trouble, number: str | int | None = None) -> HttpResponse:
    trouble.number = trouble.number if number is None else number
    return _json(trouble.as_message(), trouble.status)


def _json(said: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = JsonResponse(said, status=status, encoder=DjangoJSONEncoder)
    answer["Cache-Control"] = "no-store"
    return answer
