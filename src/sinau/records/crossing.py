"""Pages of other sites that call us from a browser (CORS), when a client names their site."""

from __future__ import annotations

import time
from itertools import chain

from sinau.kernel.clock import now
from sinau.records.callers import Caller
from sinau.records.exchange import Answer, Ask
from sinau.records.models import Client, Pass

_MAY_SEND = (
    "Authorization, Content-Type, If-Match, If-None-Match, Accept-Language, "
    "X-Experience-API-Version"
)
_MAY_READ = (
    "ETag, Last-Modified, Retry-After, X-Experience-API-Consistent-Through, "
    "X-Experience-API-Version"
)
_BELIEVED_SECONDS = 5.0
_origins: tuple[float, frozenset[str]] = (float("-inf"), frozenset())


def preflight(ask: Ask, allowed: str) -> Answer:
    """What a browser asks before it sends the request itself."""
    headers = [("Allow", allowed)]
    if _is_welcome(ask.header("origin")):
        headers += [
            ("Access-Control-Allow-Methods", allowed),
            ("Access-Control-Allow-Headers", _MAY_SEND),
            ("Access-Control-Max-Age", "600"),
        ]
    return Answer(204, content_type="", headers=tuple(headers))


def headers(origin: str, caller: Caller | None) -> list[tuple[str, str]]:
    """A page of that site may read the answer: when it is the caller's, or nobody came in yet."""
    welcome = origin in caller.origins if caller is not None else _is_welcome(origin)
    if not welcome:
        return [("Vary", "Origin")]
    return [
        ("Vary", "Origin"),
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Expose-Headers", _MAY_READ),
    ]


def forget_origins() -> None:
    """The next preflight looks at the clients anew."""
    global _origins
    _origins = (float("-inf"), frozenset())


def _is_welcome(origin: str) -> bool:
    """Whether any client or pass names that site: a preflight does not say whose it is."""
    global _origins
    if not origin:
        return False
    at = time.monotonic()
    if at - _origins[0] >= _BELIEVED_SECONDS:
        clients = Client.objects.usable(now()).exclude(origins=[])
        passes = Pass.objects.filter(expires_at__gt=now()).exclude(origins=[])
        rows = [each.values_list("origins", flat=True) for each in (clients, passes)]
        _origins = (at, frozenset(one for origins in chain(*rows) for one in origins))
    return origin in _origins[1]
