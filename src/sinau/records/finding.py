"""Find statements: by id, or by what a query asks; the newest first.

Each way in which a statement can match (as actor, as object, by a link, by what it refers to) is a
branch with an index of its own that already stands in the order asked for, so that a page of 50
reads about 50 rows of each branch, however many statements there are.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sinau.records.callers import Caller
from sinau.records.keys import key_of, related_key_of
from sinau.records.models import Scope
from sinau.records.references import AUTHORITY_MASK, VERB_MASK
from sinau.records.rows import cursor

PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for; the names are those of the parameters of the statements resource.

    `agent` is an identifier, `since` is exclusive and `until` inclusive, both about `stored`.
    `limit` 0 is as many as a page holds. `cursor` is the `next` of the page before.
    """

    agent: str = ""
    verb: str = ""
    activity: str = ""
    registration: str | None = None
    related_agents: bool = False
    related_activities: bool = False
    since: datetime | None = None
    until: datetime | None = None
    ascending: bool = False
    limit: int = 0
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of statements as JSON texts, and where the next one begins; "" at the end."""

    statements: list[bytes]
    next: str


def one(statement_id: str, *, voided: bool, caller: Caller) -> bytes | None:
    """The statement, if it is (or is not) voided and the caller may read it."""
    mine = _only_mine(caller)
    with cursor() as rows:
        found = rows.execute(
            """select s.stored, s.data::text from records_statement_id i
               join records_statement s on s.stored = i.stored and s.id = i.id
               where i.id = %s::text::uuid and s.voided = %s
               and (%s::bigint is null or s.authority = %s)""",
            (statement_id, voided, mine, mine),
            prepare=True,
        ).fetchone()
    return text_of(*found) if found else None


# The statement of a row that leads to it. Behind `offset 0` it cannot lead itself: without fresh
# statistics PostgreSQL would go through all statements, the newest first, and ask of each.
_ITS_STATEMENT = (
    "cross join lateral (select * from records_statement i"
    " where i.stored = {led}.stored and i.id = {led}.id offset 0) s"
)


def find(query: Query, *, caller: Caller) -> Found:
    """One page of what the caller may read."""
    limit = min(query.limit or PAGE, PAGE)
    sql, values = _sql(query, _only_mine(caller), limit + 1)
    with cursor() as rows:
        # Planned for these very values: one plan for all would read everything for a rare one.
        found = rows.execute(sql, values, prepare=False).fetchall()
    page = found[:limit]
    more = f"{_micros(page[-1][0])}.{page[-1][1]}" if len(found) > limit else ""
    return Found([text_of(stored, text) for stored, _id, text in page], more)


def text_of(stored: datetime, text: str) -> bytes:
    """The whole statement: the column `stored` belongs into it."""
    at = stored.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return b'{"stored":"%s",%s' % (at.encode(), text[1:].encode())


def _only_mine(caller: Caller) -> int | None:
    return None if caller.may(Scope.STATEMENTS_READ) else caller.authority_key


# ── One query ───────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Branch:
    """A way to match: conditions on `s` (the statement), and the table that leads to it."""

    where: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    by_link: int | None = None

    def also(self, condition: str, *values: Any) -> None:
        self.where.append(condition)
        self.values += values


def _sql(query: Query, mine: int | None, limit: int) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for branch in _branches(query):
        sql, given = _direct(branch, query, mine, limit)
        parts.append(f"({sql})")
        values += given
    if query.agent or query.activity or query.verb or query.registration:
        sql, given = _by_reference(_reached(query), query, mine, limit)
        parts.append(f"({sql})")
        values += given
    order = _order(query, "")
    if len(parts) == 1:
        return parts[0][1:-1], values
    together = " union all ".join(parts)
    return (
        f"select distinct on (stored, id) stored, id, data from ({together}) found "  # noqa: S608
        f"order by {order} limit {limit}"
    ), values


def _branches(query: Query) -> list[_Branch]:
    """The ways to match directly; the rarer of the conditions leads."""
    ways = [_Branch()]
    if query.agent:
        ways = _agent_ways(query)
    elif query.activity:
        ways = _activity_ways(query)
    for branch in ways:
        if query.agent and query.activity:
            _and_activity(branch, query)
        if query.verb:
            branch.also("s.verb = %s", key_of(query.verb))
        if query.registration:
            branch.also("s.registration = %s::text::uuid", query.registration)
    return ways


def _agent_ways(query: Query) -> list[_Branch]:
    key = key_of(query.agent)
    ways = [
        _Branch(["s.actor = %s"], [key]),
        _Branch(["s.object = %s"], [key]),
        _Branch(by_link=key),
    ]
    if query.related_agents:
        ways += [
            _Branch(by_link=related_key_of(query.agent)),
            _Branch(["s.authority = %s"], [key]),
        ]
    return ways


def _activity_ways(query: Query) -> list[_Branch]:
    ways = [_Branch(["s.object = %s"], [key_of(query.activity)])]
    if query.related_activities:
        ways.append(_Branch(by_link=related_key_of(query.activity)))
    return ways


def _and_activity(branch: _Branch, query: Query) -> None:
    key = key_of(query.activity)
    if not query.related_activities:
        branch.also("s.object = %s", key)
        return
    branch.also(
        "(s.object = %s or exists (select 1 from records_link a"
        " where a.key = %s and a.stored = s.stored and a.id = s.id))",
        *(key, related_key_of(query.activity)),
    )


def _direct(branch: _Branch, query: Query, mine: int | None, limit: int) -> tuple[str, list[Any]]:
    led_by = "s" if branch.by_link is None else "l"
    where, values = ["not s.voided", *branch.where], list(branch.values)
    if mine is not None:
        where.append("s.authority = %s")
        values.append(mine)
    source = "records_statement s"
    if branch.by_link is not None:
        source = "records_link l " + _ITS_STATEMENT.format(led="l")
        where.append("l.key = %s")
        values.append(branch.by_link)
    _span(query, led_by, where, values)
    return (
        f"select s.stored, s.id, s.data::text as data from {source} "  # noqa: S608
        f"where {' and '.join(where)} order by {_order(query, led_by + '.')} limit {limit}"
    ), values


def _reached(query: Query) -> list[list[int]]:
    """For each condition the keys of which a reached statement must have one."""
    asked: list[list[int]] = []
    if query.agent:
        keys = [key_of(query.agent)]
        if query.related_agents:
            keys += [related_key_of(query.agent), key_of(query.agent) ^ AUTHORITY_MASK]
        asked.append(keys)
    if query.activity:
        keys = [key_of(query.activity)]
        if query.related_activities:
            keys.append(related_key_of(query.activity))
        asked.append(keys)
    if query.verb:
        asked.append([key_of(query.verb) ^ VERB_MASK])
    return asked


def _by_reference(
    asked: list[list[int]], query: Query, mine: int | None, limit: int
) -> tuple[str, list[Any]]:
    where, values = ["not s.voided"], list[Any]()
    for keys in asked:
        where.append("r.keys && %s::bigint[]")
        values.append(keys)
    if query.registration:
        where.append("r.keys @> array[hashtextextended(%s::text::uuid::text, 0)]")
        values.append(query.registration)
    if mine is not None:
        where.append("s.authority = %s")
        values.append(mine)
    _span(query, "r", where, values)
    return (
        "select s.stored, s.id, s.data::text as data from records_reach r "  # noqa: S608
        f"{_ITS_STATEMENT.format(led='r')} "
        f"where {' and '.join(where)} order by {_order(query, 'r.')} limit {limit}"
    ), values


def _span(query: Query, table: str, where: list[str], values: list[Any]) -> None:
    if query.since:
        where.append(f"{table}.stored > %s")
        values.append(query.since)
    if query.until:
        where.append(f"{table}.stored <= %s")
        values.append(query.until)
    if query.cursor:
        micros, _dot, statement_id = query.cursor.partition(".")
        than = ">" if query.ascending else "<"
        where.append(f"({table}.stored, {table}.id) {than} (%s, %s::text::uuid)")
        values += [_at(micros), statement_id]


def _order(query: Query, table: str) -> str:
    way = "asc" if query.ascending else "desc"
    return f"{table}stored {way}, {table}id {way}"


def _micros(at: datetime) -> int:
    whole = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (whole.days * 86_400 + whole.seconds) * 1_000_000 + whole.microseconds


def _at(micros: str) -> datetime:
    seconds, rest = divmod(int(micros), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)


# ── What else is known ──────────────────────────────────────────────────────

# A moment up to which everything is visible stays one; so it need not be asked each time.
_ASKED_EVERY_SECONDS = 0.05
_through: tuple[float, datetime] | None = None

_OLDEST_WRITER = """
select coalesce(
    (select min(xact_start) from pg_stat_activity
     where backend_xid is not null and pid <> pg_backend_pid() and datname = current_database()),
    clock_timestamp()
) - interval '1 millisecond'
"""


def consistent_through() -> datetime:
    """Everything stored up to this moment is visible (1.0.3 Communication 2.1, consistent-through).

    No later than the beginning of the oldest transaction that is still writing.
    """
    global _through
    at = time.monotonic()
    if _through is None or at - _through[0] > _ASKED_EVERY_SECONDS:
        with cursor() as rows:
            found = rows.execute(_OLDEST_WRITER, prepare=True).fetchone()
        assert found
        _through = (at, found[0])
    return _through[1]


def definition_of(iri: str) -> dict[str, Any] | None:
    """All that statements said about the activity; None when none did."""
    with cursor() as rows:
        found = rows.execute(
            "select definition::text from records_activity where key = %s and iri = %s",
            (key_of(iri), iri),
        ).fetchone()
    return dict(json.loads(found[0])) if found else None


def names_of(identifier: str) -> list[str]:
    """Every name under which statements mentioned the agent."""
    with cursor() as rows:
        found = rows.execute(
            "select names from records_agent where key = %s and identifier = %s",
            (key_of(identifier), identifier),
        ).fetchone()
    return list(found[0]) if found else []
