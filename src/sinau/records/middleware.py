"""The door's place in Django: before sessions, cookies and forms, which programs do not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse

from sinau.records import door
from sinau.records.exchange import Answer, Ask, TooLarge

_PREFIX = "/xapi/"
_CHUNK = 64 * 1024


class DoorMiddleware:
    """Answers what begins with `/xapi/`; everything else goes on as it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(_PREFIX):
            return self.get_response(request)
        assert isinstance(request, WSGIRequest)
        return _response(door.answer(_ask(request)))


def _ask(request: WSGIRequest) -> Ask:
    environ = request.environ
    return Ask(
        method=request.method or "",
        path=request.path_info[len(_PREFIX) :],
        query=environ.get("QUERY_STRING", ""),
        headers=_Headers(environ),
        read=lambda limit: _read(environ, limit),
    )


class _Headers(Mapping[str, str]):
    """Headers by their name in lower case, looked up where WSGI left them."""

    __slots__ = ("_environ",)

    def __init__(self, environ: dict[str, Any]) -> None:
        self._environ = environ

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        return str(self._environ.get(_keys[name], default))

    def __getitem__(self, name: str) -> str:
        return str(self._environ[_keys[name]])

    def __iter__(self) -> Any:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


class _Keys(dict[str, str]):
    """Under which key WSGI keeps each header."""

    def __missing__(self, name: str) -> str:
        self[name] = f"HTTP_{name.upper().replace('-', '_')}"
        return self[name]


_keys = _Keys({"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"})


def _read(environ: dict[str, Any], limit: int) -> bytes:
    """The body, as long as it is said to be; without a length what comes in chunks."""
    stream = environ["wsgi.input"]
    said = environ.get("CONTENT_LENGTH")
    if said:
        length = int(said) if said.isdigit() else 0
        if length > limit:
            raise TooLarge
        return bytes(stream.read(length)) if length else b""
    if "chunked" not in environ.get("HTTP_TRANSFER_ENCODING", ""):
        return b""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLarge
        chunks.append(chunk)
    return b"".join(chunks)


def _response(answer: Answer) -> HttpResponse:
    response = HttpResponse(
        answer.body, status=answer.status, content_type=answer.content_type or None
    )
    if not answer.content_type:
        del response.headers["Content-Type"]
    for name, value in answer.headers:
        response.headers[name] = value
    # A refusal is an answer to a program, nothing that the keeper of the house must read.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
