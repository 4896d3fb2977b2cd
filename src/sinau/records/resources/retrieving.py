"""Statements as they are asked for: one, or a page of many with the address of the next.

1.0.3 Communication 2.1.3 and Data 2.5; 2.0 4.1.6.1.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import msgspec
from django.core import signing

from sinau.records import belonging, finding
from sinau.records.exchange import Answer, Problem, Visit
from sinau.records.models import Scope
from sinau.records.resources import parameters, shaping
from sinau.records.resources.parameters import Parameters
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version

SECTION = "1.0.3 Communication 2.1.3"
MORE_PATH = "/xapi/statements/more"
# A page can be asked for so long after the one before; 2.0 and 1.0.3 want a day.
MORE_SECONDS = 7 * 86_400
_SALT = "sinau.records.more"

_ONE = frozenset({"statementId", "voidedStatementId"})
_BESIDE_ONE = frozenset({"attachments", "format"})
_FILTERS = frozenset(
    {
        "agent",
        "verb",
        "activity",
        "registration",
        "related_activities",
        "related_agents",
        "since",
        "until",
        "limit",
        "ascending",
    }
)
_KNOWN = _ONE | _BESIDE_ONE | _FILTERS
_MORE = frozenset({"cursor"})
_FORMATS = ("exact", "ids", "canonical")


class _Stored(msgspec.Struct):
    stored: datetime


_stored_of = msgspec.json.Decoder(_Stored)


def show(visit: Visit) -> Answer:
    """One statement by its id, or those that match."""
    visit.need(Scope.STATEMENTS_READ_MINE)
    given = parameters.read(visit.ask.query, _KNOWN)
    if not _ONE.isdisjoint(given):
        return _one(visit, given)
    query = _query(given, visit.version)
    return _page(visit, query, _format(given), parameters.truth(given, "attachments"))


def more(visit: Visit) -> Answer:
    """The page after one that was asked for in the last days; the caller's rights are looked at anew."""
    visit.need(Scope.STATEMENTS_READ_MINE)
    given = parameters.read(visit.ask.query, _MORE)
    parameters.needed(given, "cursor", "1.0.3 Data 2.5")
    try:
        said = signing.loads(given["cursor"], salt=_SALT, max_age=MORE_SECONDS)
    except signing.BadSignature:
        raise Invalid(
            "Alamat halaman berikutnya tidak sah atau sudah kedaluwarsa; ulangi dari halaman pertama.",
            field="cursor",
            section="1.0.3 Data 2.5",
        ) from None
    query, shape, with_contents = msgspec.convert(said, tuple[_Kept, str, bool])
    return _page(visit, query.query(), shape, with_contents)


# ── One ─────────────────────────────────────────────────────────────────────


def _one(visit: Visit, given: Parameters) -> Answer:
    if excess := given.keys() - _ONE - _BESIDE_ONE:
        name = min(excess)
        raise Invalid(
            f'Parameter "{name}" tidak dapat dipakai bersama id pernyataan; hapus.',
            field=name,
            section=SECTION,
        )
    if len(_ONE & given.keys()) > 1:
        raise Invalid(
            'Pakai salah satu: "statementId" atau "voidedStatementId".',
            field="voidedStatementId",
            section=SECTION,
        )
    voided = "voidedStatementId" in given
    statement_id = parameters.uuid(given, "voidedStatementId" if voided else "statementId")
    assert statement_id
    shape, with_contents = _format(given), parameters.truth(given, "attachments")
    found = finding.one(statement_id, voided=voided, caller=visit.caller)
    if found is None or not belonging.is_readable(visit.caller, found):
        raise Problem(404, "Pernyataan itu tidak ada.", section="1.0.3 Communication 3.2")
    (body,) = shaping.shaped([found], shape, visit)
    answer = shaping.with_contents(body, [found]) if with_contents else Answer(200, body)
    return answer.with_headers(_last_modified(found))


def _last_modified(latest: bytes) -> tuple[str, str]:
    stored = _stored_of.decode(latest).stored.astimezone(UTC)
    return "Last-Modified", format_datetime(stored, usegmt=True)


# ── Many ────────────────────────────────────────────────────────────────────


def _query(given: Parameters, version: Version) -> finding.Query:
    if not given:
        return finding.Query()
    agent = parameters.agent(given, "agent", version)[0] if "agent" in given else ""
    return finding.Query(
        agent=agent,
        verb=parameters.iri(given, "verb"),
        activity=parameters.iri(given, "activity"),
        registration=parameters.uuid(given, "registration"),
        related_agents=parameters.truth(given, "related_agents"),
        related_activities=parameters.truth(given, "related_activities"),
        since=parameters.moment(given, "since"),
        until=parameters.moment(given, "until"),
        ascending=parameters.truth(given, "ascending"),
        limit=_limit(given),
    )


def _limit(given: Parameters) -> int:
    value = given.get("limit", "0")
    if not (value.isascii() and value.isdigit()):
        raise Invalid(
            'Parameter "limit" harus bilangan bulat, nol atau lebih.',
            field="limit",
            section=SECTION,
        )
    # Longer than any page; `int` of a long text would take long.
    return int(value[:9]) if len(value) < 10 else finding.PAGE


def _format(given: Parameters) -> str:
    value = given.get("format", "exact")
    if value not in _FORMATS:
        raise Invalid(
            'Parameter "format" harus exact, ids, atau canonical.', field="format", section=SECTION
        )
    return value


def _page(visit: Visit, query: finding.Query, shape: str, with_contents: bool) -> Answer:
    belonging.check_query(visit.caller, query)
    found = finding.find(query, caller=visit.caller)
    while with_contents and len(found.statements) > 1 and shaping.is_too_much(found.statements):
        # Fewer statements on this page; `more` leads on to the rest.
        fewer = replace(query, limit=len(found.statements) // 2)
        found = finding.find(fewer, caller=visit.caller)
    address = ""
    if found.next:
        address = _address(replace(query, cursor=found.next), shape, with_contents)
    statements = b",".join(shaping.shaped(found.statements, shape, visit))
    body = b'{"statements":[%s],"more":"%s"}' % (statements, address.encode())
    answer = shaping.with_contents(body, found.statements) if with_contents else Answer(200, body)
    if not found.statements:
        return answer
    # The page is as new as the newest on it (2.0 4.1.6.1).
    return answer.with_headers(_last_modified(found.statements[-1 if query.ascending else 0]))


class _Kept(msgspec.Struct, omit_defaults=True):
    """A query as the address of the next page carries it."""

    a: str = ""
    v: str = ""
    o: str = ""
    r: str | None = None
    s: datetime | None = None
    u: datetime | None = None
    # related agents, related activities, ascending
    f: tuple[bool, bool, bool] = (False, False, False)
    n: int = 0
    c: str = ""

    @classmethod
    def of(cls, query: finding.Query) -> _Kept:
        return cls(
            *(query.agent, query.verb, query.activity, query.registration),
            *(query.since, query.until),
            (query.related_agents, query.related_activities, query.ascending),
            *(query.limit, query.cursor),
        )

    def query(self) -> finding.Query:
        agents, activities, ascending = self.f
        return finding.Query(
            agent=self.a,
            verb=self.v,
            activity=self.o,
            registration=self.r,
            related_agents=agents,
            related_activities=activities,
            since=self.s,
            until=self.u,
            ascending=ascending,
            limit=self.n,
            cursor=self.c,
        )


def _address(query: finding.Query, shape: str, with_contents: bool) -> str:
    """Relative, so that it holds under whatever name we were called."""
    said = msgspec.to_builtins([_Kept.of(query), shape, with_contents])
    return f"{MORE_PATH}?cursor={signing.dumps(said, salt=_SALT, compress=True)}"
