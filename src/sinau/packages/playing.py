"""The page around a SCORM unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def answer(request: HttpRequest, rest: list[str]) -> HttpResponse:
    return HttpResponse(status=404)
