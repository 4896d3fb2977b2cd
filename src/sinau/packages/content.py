"""Everything that is asked at the address for content: files of packages, and nothing of the house.

It stands before sessions, cookies and pages, and reads none of them: what a package is given here it
is given for the signed, short-lived name in the path. No page of the house is answered here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import override

from sinau.packages import content_tokens, fetching, playing
from sinau.packages.content_types import type_of
from sinau.packages.models import Session

_CHUNK = 64 * 1024
# Pictures, films and fonts may stand elsewhere; whatever runs or reports may not.
POLICY = "; ".join(
    (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
        "img-src 'self' data: blob: https:",
        "media-src 'self' data: blob: https:",
        "font-src 'self' data: https:",
        "style-src 'self' 'unsafe-inline' https:",
        "frame-src 'self' https:",
        "connect-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


class ContentMiddleware:
    """Answers at the address for content; at every other it lets pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if path.startswith(fetching.PREFIX):
            return fetching.answer(request)
        if not is_for_content(request):
            return self.get_response(request)
        if path.startswith("/xapi/"):
            # The record store looks at keys only.
            return self.get_response(request)
        with override("id"):
            answer = _answer(request, path)
        answer.headers.setdefault("Content-Security-Policy", POLICY)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        answer.headers.setdefault("Cache-Control", "private, max-age=300")
        return answer


def is_for_content(request: HttpRequest) -> bool:
    """Whether the request is for the address where content is run."""
    said = request.META.get("HTTP_HOST", "").lower()
    return bool(settings.CONTENT_URL) and said == urlsplit(settings.CONTENT_URL).netloc.lower()


def _answer(request: HttpRequest, path: str) -> HttpResponseBase:
    _empty, kind, *rest = path.split("/", 3)
    if kind == "putar":
        return playing.answer(request, rest)
    if kind != "isi" or len(rest) != 2:
        return nothing()
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    if request.headers.get("Service-Worker"):
        # A worker would go on living after the launch is over.
        return HttpResponse(status=403)
    known = content_tokens.read_token(rest[0])
    return _file(request, known[0], rest[1]) if known else over()


def nothing() -> HttpResponse:
    """There is nothing here."""
    return HttpResponse("Tidak ada apa-apa di alamat ini.", status=404, content_type=_TEXT)


def over() -> HttpResponse:
    """The name in the path is made up or too old."""
    return HttpResponse(
        "Peluncuran ini sudah berakhir. Kembali ke Sinau dan luncurkan sekali lagi.",
        status=410,
        content_type=_TEXT,
    )


_TEXT = "text/plain; charset=utf-8"


def session_of(token: str) -> Session | None:
    """The session that a name in the path stands for."""
    known = content_tokens.read_token(token)
    if known is None:
        return None
    return (
        Session.objects.select_related(
            "unit__package", "registration__package", "registration__person"
        )
        .filter(code=known[1], registration__package__code=known[0])
        .first()
    )


# ── Files ───────────────────────────────────────────────────────────────────


def _file(request: HttpRequest, package: str, path: str) -> HttpResponseBase:
    name = f"packages/{_hyphenated(package)}/{path}"
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or "\\" in path or "\0" in path:
        return nothing()
    try:
        size = default_storage.size(name)
        file = default_storage.open(name)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, OSError, SuspiciousOperation):
        return nothing()
    first, last = _range(request.headers.get("Range", ""), size)
    headers = {"Accept-Ranges": "bytes", "Content-Type": type_of(path)}
    if first < 0:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    is_part = (first, last) != (0, size - 1) or bool(request.headers.get("Range"))
    if is_part:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    headers["Content-Length"] = str(last - first + 1)
    if request.method == "HEAD":
        file.close()
        return HttpResponse(status=206 if is_part else 200, headers=headers)
    return StreamingHttpResponse(
        _pieces(file, first, last - first + 1), status=206 if is_part else 200, headers=headers
    )


def _hyphenated(code: str) -> str:
    return f"{code[:8]}-{code[8:12]}-{code[12:16]}-{code[16:20]}-{code[20:]}"


def _range(said: str, size: int) -> tuple[int, int]:
    """The first and last byte that are wanted; (-1, -1) when there are none such."""
    unit, _equals, spans = said.partition("=")
    if unit != "bytes" or "," in spans or not spans:
        return 0, size - 1
    start, _dash, end = spans.partition("-")
    try:
        if not start:
            first, last = max(size - int(end), 0), size - 1
        else:
            first, last = int(start), min(int(end) if end else size - 1, size - 1)
    except ValueError:
        return 0, size - 1
    return (first, last) if 0 <= first <= last else (-1, -1)


def _pieces(file: IO[bytes], first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while length > 0 and (piece := file.read(min(_CHUNK, length))):
            length -= len(piece)
            yield piece


def said_json(request: HttpRequest, at_most: int) -> object:
    """What was sent, as JSON; None when it is none or too long."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > at_most:
        return None
    try:
        return json.loads(request.read(int(length)))
    except (ValueError, RecursionError):
        return None
