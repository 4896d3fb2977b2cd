"""Everything under `/xapi/` comes in here: one plain function from a request to an answer.

It is no view, so that a statement costs no session, no cookie, no template and no list of addresses:
a request is one look in a dictionary, the caller one look in memory.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate

from django.conf import settings
from django.db import DataError, InterfaceError, OperationalError

from sinau.records import alternate, crossing, finding, guarding, limits, refusals
from sinau.records.callers import Caller, caller_of
from sinau.records.exchange import Answer, Ask, Problem, TooLarge, Visit, told
from sinau.records.resources import about, activities, agents, statements
from sinau.records.resources.documents import ACTIVITY_PROFILE, AGENT_PROFILE, STATE
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version, version_of

logger = logging.getLogger(__name__)

VERSION = "X-Experience-API-Version"
THROUGH = "X-Experience-API-Consistent-Through"
Handler = Callable[[Visit], Answer]


@dataclass(frozen=True, slots=True)
class Resource:
    """What one address can do."""

    handlers: Mapping[str, Handler]
    # Whether each answer says up to when statements are visible.
    tells_through: bool = False
    # Writing statements is counted by statements, everything else by requests.
    counts_itself: frozenset[str] = frozenset()

    @property
    def allowed(self) -> str:
        return ", ".join([*self.handlers, "OPTIONS"])


def _reading(show: Handler, **more: Handler) -> dict[str, Handler]:
    return {"GET": show, "HEAD": show, **more}


def _documents(of: object) -> Resource:
    show, put, post, remove = (getattr(of, name) for name in ("show", "put", "post", "remove"))
    return Resource(_reading(show, PUT=put, POST=post, DELETE=remove))


_RESOURCES: dict[str, Resource] = {
    "statements": Resource(
        _reading(statements.show, PUT=statements.put, POST=statements.post),
        tells_through=True,
        counts_itself=frozenset({"PUT", "POST"}),
    ),
    "statements/more": Resource(_reading(statements.more), tells_through=True),
    "activities/state": _documents(STATE),
    "activities/profile": _documents(ACTIVITY_PROFILE),
    "agents/profile": _documents(AGENT_PROFILE),
    "activities": Resource(_reading(activities.show)),
    "agents": Resource(_reading(agents.show)),
}
_ABOUT = "about"
_ABOUT_METHODS = ("GET", "HEAD")


def answer(ask: Ask) -> Answer:
    """What the client is answered, with every header that the specification wants."""
    path = "/".join(filter(None, ask.path.split("/"))) if "//" in ask.path else ask.path.strip("/")
    resource = _RESOURCES.get(path)
    visit = _Attempt(ask)
    try:
        given = visit.about() if path == _ABOUT else visit.go(path, resource)
    except Exception as trouble:
        problem = _problem(trouble, visit)
        _note(problem, visit)
        given = told(problem, ask.header("accept"))
    return _finished(given, visit, resource)


class _Attempt:
    """A request on its way in: what is known of it when something goes wrong is answered too."""

    __slots__ = ("ask", "caller", "version")

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.version: Version | None = None
        self.caller: Caller | None = None

    def about(self) -> Answer:
        """Told to everybody, whatever version they name (1.0.3 Communication 2.8)."""
        said = self.ask.header("x-experience-api-version")
        if self.ask.method == "OPTIONS":
            return crossing.preflight(self.ask, ", ".join(_ABOUT_METHODS))
        if self.ask.method not in _ABOUT_METHODS:
            raise _not_allowed(self.ask.method, ", ".join([*_ABOUT_METHODS, "OPTIONS"]))
        try:
            self.version = version_of(said)
        except Invalid:
            return about.show(None)
        return about.show(self.version)

    def go(self, path: str, resource: Resource | None) -> Answer:
        """Through the door, in this order: address, method, version, key, limit."""
        if resource is None:
            raise Problem(404, f"Tidak ada sumber xAPI di /xapi/{path[:100]}.")
        is_alternate = alternate.is_alternate(self.ask)
        if is_alternate:
            self.ask = alternate.unfolded(self.ask, settings.XAPI_MAX_BYTES)
        method = self.ask.method
        if method == "OPTIONS":
            return crossing.preflight(self.ask, resource.allowed)
        handler = resource.handlers.get(method)
        if handler is None:
            raise _not_allowed(method, resource.allowed)
        self.version = version_of(self.ask.header("x-experience-api-version") or None)
        if is_alternate and self.version is not Version.V1:
            raise Invalid(
                'Versi 2.0.0 tidak mengenal parameter "method"; pakai metode HTTP-nya.',
                field="method",
                section=alternate.SECTION,
            )
        self.caller = self._known_caller()
        _spoken[self.caller.authority_key] = self.version
        if method not in resource.counts_itself:
            limits.spend(self.caller)
        visit = Visit(self.ask, self.version, self.caller)
        return handler(guarding.admitted(path, visit) if self.caller.guard else visit)

    def _known_caller(self) -> Caller:
        said = self.ask.header("authorization")
        caller = caller_of(said) if said else None
        if caller is None:
            raise Problem(
                401,
                "Kunci ini tidak dikenal atau sudah tidak berlaku; periksa kunci dan rahasianya."
                if said
                else "Sertakan kunci Anda dalam Authorization (Basic atau Bearer).",
                section="1.0.3 Communication 4.0",
                headers=(("WWW-Authenticate", _challenge(self.ask)),),
            )
        return caller


def _challenge(ask: Ask) -> str:
    """Basic only for programs: in a browser it would open a dialogue that nobody can answer."""
    accept = ask.header("accept")
    is_browser = (
        ask.header("origin")
        or ask.header("sec-fetch-mode")
        or ask.header("sec-fetch-site")
        or ask.header("x-requested-with")
        or "text/html" in accept
    )
    return 'Bearer realm="xAPI"' if is_browser else 'Basic realm="xAPI", charset="UTF-8"'


def _not_allowed(method: str, allowed: str) -> Problem:
    return Problem(
        405,
        f"{method[:20]} tidak tersedia di sini; yang tersedia: {allowed}.",
        section="1.0.3 Communication 3.2",
        headers=(("Allow", allowed),),
    )


# ── When it goes wrong ──────────────────────────────────────────────────────


def _problem(trouble: Exception, attempt: _Attempt) -> Problem:
    match trouble:
        case Problem():
            return trouble
        case Invalid():
            return Problem(400, trouble.sentence, trouble.field, trouble.section)
        case TooLarge():
            return Problem(
                413,
                f"Isi permintaan paling besar {settings.XAPI_MAX_BYTES // 1024 // 1024} MB; "
                "kirim dalam bagian yang lebih kecil.",
                section="1.0.3 Communication 3.2",
            )
        case DataError():
            logger.warning("Not keepable: %s", trouble)
            return Problem(400, "Permintaan memuat nilai yang tidak dapat disimpan; perbaiki.")
        case OperationalError() | InterfaceError():
            logger.exception("The database did not answer.")
            return Problem(
                503,
                "Basis data sedang sibuk; kirim lagi sebentar lagi.",
                headers=(("Retry-After", "2"),),
            )
    logger.error("%s /xapi/%s failed", attempt.ask.method, attempt.ask.path[:200], exc_info=trouble)
    return Problem(500, "Sinau gagal menjawab permintaan ini; kegagalannya sudah dicatat.")


# What tells somebody who connects a system nothing: "not there" is an ordinary answer.
_ORDINARY = frozenset({404, 405, 412})


def _note(problem: Problem, attempt: _Attempt) -> None:
    """Remembered for the page of whoever connects the system; our own failures stand in the log."""
    if problem.status in _ORDINARY or problem.status >= 500:
        return
    refusals.note(
        status=problem.status,
        sentence=problem.sentence,
        field=problem.field,
        section=problem.section,
        client_id=attempt.caller.client_id if attempt.caller else None,
        method=attempt.ask.method,
        path=f"/xapi/{attempt.ask.path}",
    )


# ── What every answer says ──────────────────────────────────────────────────

# Without this a browser may guess from `Last-Modified` for how long it need not ask us again, and
# a course on the second device would go on from where the first one was yesterday (RFC 9111 4.2.2).
_CACHE = ("Cache-Control", "private, no-cache")


def _finished(given: Answer, attempt: _Attempt, resource: Resource | None) -> Answer:
    version = attempt.version or _meant(attempt.ask)
    headers = [(VERSION, version.value), ("Date", _date()), _CACHE, *given.headers]
    if _is_about_statements(attempt.ask, resource):
        headers.append((THROUGH, _through()))
    if given.content_type:
        headers.append(("Content-Length", str(len(given.body))))
    if origin := attempt.ask.header("origin"):
        headers += crossing.headers(origin, attempt.caller)
    body = b"" if attempt.ask.method == "HEAD" else given.body
    return Answer(given.status, body, given.content_type, tuple(headers))


def _is_about_statements(ask: Ask, resource: Resource | None) -> bool:
    """Also when the address is a mistyped one: who waits for the moment looks at nothing else."""
    if resource is None:
        return ask.path.lstrip("/").startswith("statements")
    return resource.tells_through


# By which rules each caller spoke last, as far as this process heard.
_spoken: dict[int, Version] = {}


def _meant(ask: Ask) -> Version:
    """By which rules somebody is refused whose version could not be understood.

    Who names none is answered by the rules by which they spoke last: a client of 1.0.3 looks for
    1.0.3 in the answer (Communication 3.3), one of 2.0 for 2.0.0.
    """
    said = ask.header("x-experience-api-version")
    if said:
        return Version.V1 if said.startswith(("1.", "0.")) else Version.V2
    caller = caller_of(ask.header("authorization")) if ask.header("authorization") else None
    return _spoken.get(caller.authority_key, Version.V2) if caller else Version.V2


def _through() -> str:
    try:
        at = finding.consistent_through()
    except (OperationalError, InterfaceError):
        # The database is away: nothing new can be promised.
        at = datetime.fromtimestamp(0, UTC)
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


_dated: tuple[int, str] = (0, "")


def _date() -> str:
    """The `Date` header, written once a second."""
    global _dated
    second = int(time.time())
    if _dated[0] != second:
        _dated = (second, formatdate(second, usegmt=True))
    return _dated[1]
