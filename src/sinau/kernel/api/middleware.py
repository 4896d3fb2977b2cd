"""At the door for programs: how much is taken at once, and one form for everything that goes wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sinau.kernel.api.mounting import body_limits
from sinau.kernel.api.problems import MEDIA_TYPE, Problem

_DOOR = "/api/"
LARGEST_JSON = 1024 * 1024
# A file may also be the whole body, where an app takes files.
_FILES = ("application/zip", "application/octet-stream", "application/xml", "text/xml")
_BODILESS = ("GET", "HEAD", "OPTIONS", "DELETE")


class ApiMiddleware:
    """Answers programs as programs: problem documents only, and no cookie ever."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(_DOOR):
            return self.get_response(request)
        response = _refusal_of_body(request) or self.get_response(request)
        if request.path_info == _DOOR:
            return response
        response.cookies.clear()
        response.headers.setdefault("Cache-Control", "no-store")
        is_told = response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)
        return response if response.status_code < 400 or is_told else _retold(response)


def _refusal_of_body(request: HttpRequest) -> HttpResponse | None:
    """A body that is too large is refused before anybody reads it."""
    if "\0" in request.path_info:
        return Problem(404).answer()
    said = request.META.get("CONTENT_LENGTH") or ""
    if not said:
        chunked = request.META.get("HTTP_TRANSFER_ENCODING", "")
        is_refused = chunked and request.method not in _BODILESS and not _takes_files(request)
        return Problem(411).answer() if is_refused else None
    most = _largest(request)
    if not said.isascii() or not said.isdigit() or int(said[:18]) <= most:
        return None
    megabytes = most // (1024 * 1024)
    sentence = _("Isi permintaan di alamat ini paling besar %(megabytes)s MB.")
    return Problem(413, sentence % {"megabytes": megabytes}, limit=most).answer()


def _takes_files(request: HttpRequest) -> bool:
    """Whether a file may be the whole body here; who reads it counts the bytes as they come."""
    if request.content_type not in _FILES:
        return False
    return any(request.path_info.startswith(beginning) for beginning, _most in body_limits())


def _largest(request: HttpRequest) -> int:
    is_form = request.content_type == "multipart/form-data"
    if not is_form and request.content_type not in _FILES:
        return LARGEST_JSON
    for beginning, most in body_limits():
        if request.path_info.startswith(beginning):
            return most
    return int(settings.UPLOAD_MAX_BYTES) if is_form else LARGEST_JSON


def _retold(response: HttpResponse) -> HttpResponse:
    """A page for people (404, 405, 500 of Django) as a problem document, its headers kept."""
    kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response}
    return Problem(response.status_code, headers=kept).answer()
