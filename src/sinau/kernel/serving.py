"""Kept files over HTTP: whole, in part (RFC 9110, section 14) or only the head, so that players can jump."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

# More digits than any size has are no range: Python refuses to count thousands of them.
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_SLICE = 256 * 1024


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file that never changes under its key."""

    place: str
    key: str
    size: int
    media_type: str
    # What it is called when it is downloaded; empty when it is shown or played in the page.
    download: str = ""


def serve(request: HttpRequest, file: Kept) -> HttpResponseBase:
    """The part that is asked for; who may have it was decided before."""
    etag = f'"{file.key}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _headed(HttpResponse(status=304), file, etag)
    wanted = _wanted(request, file.size, etag)
    if wanted is not None and not wanted:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{file.size}"
        return _headed(answer, file, etag)
    first, last = wanted or (0, file.size - 1)
    response = _body(request, file, first, last, is_part=bool(wanted))
    response["Content-Length"] = str(last - first + 1)
    if wanted:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    return _headed(response, file, etag)


def _body(
    request: HttpRequest, file: Kept, first: int, last: int, *, is_part: bool
) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(content_type=file.media_type)
    try:
        content = default_storage.open(file.place)
    except FileNotFoundError:
        raise Http404 from None
    if is_part:
        return StreamingHttpResponse(_part(content, first, last), content_type=file.media_type)
    return FileResponse(content, content_type=file.media_type)


def _wanted(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | tuple[()] | None:
    """The part that is asked for; None for the whole, empty where there is no such part."""
    said = _RANGE.fullmatch(request.headers.get("Range", ""))
    if said is None or said.groups() == ("", ""):
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    begin, end = said.groups()
    if not begin:
        length = min(int(end), size)
        return (size - length, size - 1) if length else ()
    if end and int(end) < int(begin):
        return None
    first, last = int(begin), min(int(end) if end else size - 1, size - 1)
    return (first, last) if first <= last else ()


def _part(content: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with content:
        content.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := content.read(min(_SLICE, left))):
            left -= len(chunk)
            yield chunk


def _headed(response: HttpResponseBase, file: Kept, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    # No proxy may keep it: who may see it can change.
    response["Cache-Control"] = "private, max-age=86400"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if file.download:
        name = file.download.encode("ascii", "replace").decode().replace("?", "_")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
