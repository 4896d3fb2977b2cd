"""A small, bounded load generator: asks for pages at a steady rate, or as fast as answers come.

At a steady rate each answer is timed from the moment it was due, so that a server that stalls
cannot hide the requests that had to wait.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Self
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


class Line:
    """A connection that is kept open, and reads no more of an answer than a measure needs.

    The load runs on the processors that it measures, so it must be light. Not for anything else: it
    believes that a server sends what HTTP/1.1 says.
    """

    def __init__(self, address: str, *, patience: float = 60) -> None:
        server = urlsplit(address)
        assert server.hostname and server.port
        self._where, self._patience = (server.hostname, server.port), patience
        self._socket: socket.socket | None = None
        self._read = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; the next question opens the line again."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._read = None, b""

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: str = ""
    ) -> tuple[int, bytes, bytes]:
        """Status, head and body of the answer; a line that breaks is an OSError."""
        if self._socket is None:
            self._socket = socket.create_connection(self._where, self._patience)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers)]
        if method == "POST":
            lines.append(f"Content-Length: {len(body.encode())}")
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        head = self._until(b"\r\n\r\n")
        if _CHUNKED.search(head):
            return int(head[9:12]), head, self._chunks()
        length = _LENGTH.search(head)
        return int(head[9:12]), head, self._exactly(int(length[1]) if length else 0)

    def _chunks(self) -> bytes:
        body = b""
        while size := int(self._until(b"\r\n").partition(b";")[0], 16):
            body += self._exactly(size + 2)[:-2]
        self._exactly(2)
        return body

    def _until(self, end: bytes) -> bytes:
        while (at := self._read.find(end)) < 0:
            self._more()
        found, self._read = self._read[:at], self._read[at + len(end) :]
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._read) < size:
            self._more()
        found, self._read = self._read[:size], self._read[size:]
        return found

    def _more(self) -> None:
        assert self._socket is not None
        came = self._socket.recv(65536)
        if not came:
            raise ConnectionResetError("the server hung up")
        self._read += came


@dataclass(frozen=True)
class Ask:
    """One request that the load repeats."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answers:
    """What came back: the times in seconds, the failures, and how long it all took."""

    times: tuple[float, ...]
    failures: int
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """The time within which that share of the answers came; infinite when none came."""
        return percentile(self.times, share)


def percentile(times: Sequence[float], share: float) -> float:
    """The time within which that share of the answers came; infinite when none came."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("inf")


def steady(address: str, asks: Sequence[Ask], *, rate: float, seconds: float) -> Answers:
    """So many requests a second, whether or not the answers keep up."""
    return _run(address, asks, clients=16, total=int(rate * seconds), gap=1 / rate)


def flat_out(address: str, asks: Sequence[Ask], *, clients: int, seconds: float) -> Answers:
    """Each client asks again as soon as it is answered."""
    return _run(address, asks, clients=clients, until=seconds)


def _run(
    address: str,
    asks: Sequence[Ask],
    *,
    clients: int,
    total: int | None = None,
    gap: float = 0.0,
    until: float | None = None,
) -> Answers:
    turns, times, failures = count(), [], count()
    began = time.perf_counter()

    def client() -> None:
        with Line(address, patience=30) as line:
            while True:
                turn = next(turns)
                due = began + turn * gap if gap else time.perf_counter()
                if (total is not None and turn >= total) or (
                    until is not None and due - began >= until
                ):
                    break
                if (wait := due - time.perf_counter()) > 0:
                    time.sleep(wait)
                if _is_answered(line, asks[turn % len(asks)]):
                    times.append(time.perf_counter() - due)
                else:
                    next(failures)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Answers(tuple(times), next(failures), time.perf_counter() - began)


def _is_answered(line: Line, ask: Ask) -> bool:
    try:
        return line.ask("GET", ask.path, ask.headers)[0] == 200
    except (OSError, ValueError):
        line.close()
        return False
