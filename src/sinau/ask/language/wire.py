"""Talk to an OpenAI-compatible server: stream its words, and give every misfortune one name."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST_LINE = 64 * 1024
MOST_BYTES = 512 * 1024
PAUSE = 0.3
LONGEST_PAUSE = 2.0
"""A server that asks for more patience than this is left to others."""
LOOK = 0.5
"""How often, in seconds, it is looked whether the reader has gone."""


class Trouble(Exception):
    """The server gave no usable answer; `name` is an outcome of a call."""

    def __init__(self, name: str, *, again: float | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.again = again


@dataclass(frozen=True, kw_only=True)
class Server:
    """Where to ask, and how long to wait for what."""

    base_url: str
    model: str
    key: str
    answer_tokens: int
    connect_seconds: float
    first_token_seconds: float
    total_seconds: float


Messages = list[dict[str, str]]


def stream(
    server: Server, messages: Messages, *, is_cancelled: Callable[[], bool] = lambda: False
) -> Iterator[str]:
    """The words as they come; asked once more only while nothing has come yet."""
    for turn in (1, 2):
        try:
            yield from _once(server, messages, is_cancelled)
            return
        except Trouble as trouble:
            if turn == 2 or trouble.again is None:
                raise
            time.sleep(min(trouble.again, LONGEST_PAUSE))


def _once(server: Server, messages: Messages, is_cancelled: Callable[[], bool]) -> Iterator[str]:
    reader = _Reader(server, is_cancelled)
    connection = _connect(server)
    try:
        reader.answer = _request(connection, server, messages)
        reader.sock = connection.sock or reader.sock
        for words in _words(reader):
            reader.has_begun = True
            yield words
    except TimeoutError:
        raise Trouble("slow") from None
    except (OSError, http.client.HTTPException, ValueError):
        # Before the first word it costs nothing to try again; after it the answer is torn.
        raise Trouble("cut", again=None if reader.has_begun else PAUSE) from None
    finally:
        connection.close()


def _connect(server: Server) -> http.client.HTTPConnection:
    parts = urlsplit(server.base_url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=server.connect_seconds)
        connection.connect()
    except (OSError, http.client.HTTPException, ValueError):
        raise Trouble("unreachable", again=PAUSE) from None
    return connection


def _request(
    connection: http.client.HTTPConnection, server: Server, messages: Messages
) -> http.client.HTTPResponse:
    body = {
        "model": server.model,
        "messages": messages,
        "max_tokens": server.answer_tokens,
        "temperature": 0,
        "stream": True,
    }
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    path = urlsplit(server.base_url).path.rstrip("/") + "/chat/completions"
    _wait(connection, server.first_token_seconds)
    connection.request("POST", path, json.dumps(body), headers)
    answer = connection.getresponse()
    if answer.status == 200:
        return answer
    raise _refusal(answer)


def _refusal(answer: http.client.HTTPResponse) -> Trouble:
    waits = answer.getheader("Retry-After") or ""
    pause = float(waits) if waits.isdecimal() else PAUSE
    if answer.status in (401, 403):
        return Trouble("unauthorised")
    if answer.status == 429:
        return Trouble("busy", again=pause if pause <= LONGEST_PAUSE else None)
    if answer.status == 503:
        return Trouble("busy", again=PAUSE)
    return Trouble("broken", again=PAUSE if answer.status >= 500 else None)


def _wait(connection: http.client.HTTPConnection, seconds: float) -> None:
    if connection.sock is not None:
        connection.sock.settimeout(max(seconds, 0.05))


class _Reader:
    """Lines of an answer, while there is time and somebody who reads."""

    answer: http.client.HTTPResponse
    sock: socket.socket | None = None

    def __init__(self, server: Server, is_cancelled: Callable[[], bool]) -> None:
        began = time.monotonic()
        self.first = began + server.connect_seconds + server.first_token_seconds
        self.deadline = began + server.total_seconds
        self.has_begun = False
        self.is_cancelled = is_cancelled
        self.waiting = b""
        self.bytes = 0
        self.looked = 0.0

    def line(self) -> bytes:
        """The next line; nothing at the end."""
        while b"\n" not in self.waiting:
            more = self._more()
            if not more:
                found, self.waiting = self.waiting, b""
                return found
            self.waiting += more
            if len(self.waiting) > LONGEST_LINE:
                raise Trouble("garbled")
        found, _mark, self.waiting = self.waiting.partition(b"\n")
        return found + b"\n"

    def whole(self) -> bytes:
        """All of it at once."""
        found = b""
        while more := self._more():
            found += more
        return found

    def _more(self) -> bytes:
        """What has come; piece by piece, so that a server that trickles does not outlast its time."""
        at = time.monotonic()
        until = self.deadline if self.has_begun else min(self.first, self.deadline)
        if at >= until:
            raise Trouble("slow")
        if at - self.looked > LOOK:
            self.looked = at
            if self.is_cancelled():
                raise Trouble("cancelled")
        if self.sock is not None:
            self.sock.settimeout(until - at)
        found = self.answer.read1(4096)
        self.bytes += len(found)
        if self.bytes > MOST_BYTES:
            raise Trouble("garbled")
        return found


def _words(reader: _Reader) -> Iterator[str]:
    if "event-stream" not in (reader.answer.getheader("Content-Type") or ""):
        # Some servers answer in one piece, whatever they are asked.
        yield _said(_parsed(reader.whole()), "message")
        return
    is_whole = False
    while line := reader.line():
        if not line.startswith(b"data:"):
            continue
        data = line[5:].strip()
        if data == b"[DONE]":
            return
        record = _parsed(data)
        if words := _said(record, "delta"):
            yield words
        is_whole = is_whole or _is_finished(record)
    if not is_whole:
        raise Trouble("cut")


def _parsed(data: bytes) -> dict[str, object]:
    try:
        record = json.loads(data)
    except ValueError:
        raise Trouble("garbled") from None
    if not isinstance(record, dict) or "error" in record:
        raise Trouble("broken" if isinstance(record, dict) else "garbled")
    return record


def _choice(record: dict[str, object]) -> dict[str, object]:
    choices = record.get("choices")
    if not isinstance(choices, list):
        raise Trouble("garbled")
    return choices[0] if choices and isinstance(choices[0], dict) else {}


def _said(record: dict[str, object], part: str) -> str:
    there = _choice(record).get(part)
    words = there.get("content") if isinstance(there, dict) else None
    return words if isinstance(words, str) else ""


def _is_finished(record: dict[str, object]) -> bool:
    return bool(_choice(record).get("finish_reason"))
