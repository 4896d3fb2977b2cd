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
# So much of a refused body is heard out: of one that is too large, and of one that nobody read.
_HEARD_OUT = 4
_PATIENCE = 1024 * 1024


class DoorMiddleware:
    """Answers what begins with `/xapi/`; everything else goes on as it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(_PREFIX):
            return self.get_response(request)
        assert isinstance(request, WSGIRequest)
        body = _Body(request.environ)
        answer = door.answer(_ask(request, body))
        body.drain(_PATIENCE)
        return _response(answer)


def _ask(request: WSGIRequest, body: _Body) -> Ask:
    environ = request.environ
    return Ask(
        method=request.method or "",
        path=request.path_info[len(_PREFIX) :],
        query=environ.get("QUERY_STRING", ""),
        headers=_Headers(environ),
        read=body.read,
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


class _Body:
    """What comes after the headers: read once, or left unread by a refusal."""

    __slots__ = ("_chunked", "_left", "_stream")

    def __init__(self, environ: dict[str, Any]) -> None:
        said = environ.get("CONTENT_LENGTH")
        self._left = int(said) if said and said.isdigit() else 0
        self._chunked = not said and "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "")
        self._stream = environ["wsgi.input"]

    def read(self, limit: int) -> bytes:
        """All of it; more than the limit raises `TooLarge`."""
        if self._chunked:
            return self._read_chunks(limit)
        length, self._left = self._left, 0
        if length > limit:
            self._left = length
            self.drain(_HEARD_OUT * limit)
            raise TooLarge
        return bytes(self._stream.read(length)) if length else b""

    def _read_chunks(self, limit: int) -> bytes:
        self._chunked = False
        chunks: list[bytes] = []
        size = 0
        while chunk := self._stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge
            chunks.append(chunk)
        return b"".join(chunks)

    def drain(self, at_most: int) -> None:
        """A client that is still sending would not hear our answer, only a broken line."""
        if self._left > at_most:
            return
        while self._left > 0 and self._stream.read(min(self._left, _CHUNK)):
            self._left -= min(self._left, _CHUNK)


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
