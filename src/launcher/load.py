"""A small, bounded load generator: asks for pages at a steady rate, or as fast as answers come.

At a steady rate each answer is timed from the moment it was due, so that a server that stalls
cannot hide the requests that had to wait.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit


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
        if not self.times:
            return float("inf")
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


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
    server = urlsplit(address)
    assert server.hostname
    host, port = server.hostname, server.port
    turns, times, failures = count(), [], count()
    began = time.perf_counter()

    def client() -> None:
        connection = http.client.HTTPConnection(host, port, timeout=30)
        while True:
            turn = next(turns)
            due = began + turn * gap if gap else time.perf_counter()
            if (total is not None and turn >= total) or (
                until is not None and due - began >= until
            ):
                break
            if (wait := due - time.perf_counter()) > 0:
                time.sleep(wait)
            ask = asks[turn % len(asks)]
            try:
                connection.request("GET", ask.path, headers=dict(ask.headers))
                answer = connection.getresponse()
                answer.read()
                good = answer.status == 200
            except (OSError, http.client.HTTPException):
                connection.close()
                good = False
            if good:
                times.append(time.perf_counter() - due)
            else:
                next(failures)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Answers(tuple(times), next(failures), time.perf_counter() - began)
