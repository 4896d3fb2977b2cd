"""Keep statements: those of one request stand together or not at all, and each id stands once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    OperationalError,
    connection,
    transaction,
)
from psycopg import errors

from sinau.records import learnt, partitions, references
from sinau.records.callers import Caller, house_caller
from sinau.records.keys import key_of, related_key_of
from sinau.records.rows import cursor
from sinau.records.waking import wake_followers
from sinau.records.xapi import exact
from sinau.records.xapi.checked import Checked
from sinau.records.xapi.versions import Version

__all__ = ["CannotVoid", "Conflict", "Rejected", "house_caller", "store"]


class Conflict(Exception):
    """Another statement already has this id (1.0.3 Communication 2.1.1); the answer is 409."""

    def __init__(self, statement_id: str) -> None:
        super().__init__(statement_id)
        self.id = statement_id


class CannotVoid(Exception):
    """A voiding statement cannot be voided (1.0.3 Data 2.3.2)."""

    def __init__(self, statement_id: str) -> None:
        super().__init__(statement_id)
        self.id = statement_id


class Rejected(Exception):
    """The specification allows the statement, but this store cannot keep it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


# What the function says when statements were known before, or were waited for.
NOT_PLAIN = "RK001"

# What a statement without a version gets: by 1.0.3 always the oldest of its rules (Data 2.4.10).
_GIVEN_VERSION = {Version.V1: b"1.0.0", Version.V2: b"2.0.0"}

# One call for the whole request; what it does stands in the migration that made the function.
_KEEP = """
select * from records_keep(
    %s::jsonb, %s::text::uuid[], %s::text::timestamptz[], %s::text::bigint[], %s::text::bigint[],
    %s::text::bigint[], %s::text::uuid[], %s, %s::text::bigint[], %s::text::int[], %s
)
"""


def store(statements: Sequence[Checked], *, caller: Caller, version: Version) -> list[str]:
    """The statements are kept and their ids returned in order; sent again, they are kept once."""
    if not statements:
        return []
    batch = [_Stamped(each, caller, version) for each in statements]
    ids = [each.id for each in batch]
    if len(set(ids)) != len(ids):
        raise Rejected("Satu kiriman memuat dua pernyataan dengan id yang sama; beri id berbeda.")
    parameters = _parameters(batch, ids, caller)
    try:
        _insert_or_make_room(parameters, batch)
    except DataError as refusal:
        raise Rejected(_why(refusal)) from None
    except OperationalError as refusal:
        if not isinstance(refusal.__cause__, errors.ProgramLimitExceeded):
            raise
        raise Rejected(_why(refusal)) from None
    if caller is not house_caller():
        transaction.on_commit(wake_followers)
    return ids


class _Stamped:
    """A statement with what the store adds to it."""

    __slots__ = ("checked", "id", "json", "timestamp")

    def __init__(self, checked: Checked, caller: Caller, version: Version) -> None:
        self.checked = checked
        self.id = checked.id or str(uuid.uuid4())
        self.timestamp = checked.timestamp
        self.json = self._json(caller, version)

    def _json(self, caller: Caller, version: Version) -> bytes:
        """Everything but `stored`, which only the transaction knows, and which is a column.

        Who does not say when it happened gets that moment as `timestamp` too, there.
        """
        holds = self.checked.holds
        if "stored" in holds or "authority" in holds:
            return self._rewritten(caller, version)
        # Spliced, not written anew: the statement's own bytes stay as they came.
        added = [b',"authority":', caller.authority_json]
        if "id" not in holds:
            added.append(b',"id":"%s"' % self.id.encode())
        if "version" not in holds:
            added.append(b',"version":"%s"' % _GIVEN_VERSION[version])
        return b"".join((self.checked.json.rstrip()[:-1], *added, b"}"))

    def _rewritten(self, caller: Caller, version: Version) -> bytes:
        said: dict[str, Any] = exact.read(self.checked.json)
        said.pop("stored", None)
        said["authority"] = caller.authority
        said["id"] = self.id
        said.setdefault("version", _GIVEN_VERSION[version].decode())
        return exact.write(said)


def _parameters(batch: Sequence[_Stamped], ids: list[str], caller: Caller) -> tuple[Any, ...]:
    """Arrays as PostgreSQL's own text: psycopg would look at every element, which costs more."""
    checked = [each.checked for each in batch]
    keys: list[int] = []
    numbers: list[int] = []
    for number, each in enumerate(checked, 1):
        if each.more_agents or each.related_agents or each.related_activities:
            found = links_of(each)
            keys += found
            numbers += [number] * len(found)
    return (
        (b"[" + b",".join([each.json for each in batch]) + b"]").decode(),
        _array(ids),
        _array([_said(each.timestamp) for each in batch]),
        _array([key_of(each.actor) for each in checked]),
        _array([key_of(each.verb) for each in checked]),
        _array([key_of(each.object) for each in checked]),
        _array([each.registration or "null" for each in checked]),
        caller.authority_key,
        _array(keys),
        _array(numbers),
    )


def links_of(checked: Checked) -> list[int]:
    """The keys in `records_link`, each once."""
    return list(
        dict.fromkeys(
            chain(
                map(key_of, checked.more_agents),
                map(related_key_of, checked.related_agents),
                map(related_key_of, checked.related_activities),
            )
        )
    )


def _said(at: datetime | None) -> str:
    return f'"{at.isoformat()}"' if at else "null"


def _array(values: Iterable[object]) -> str:
    return "{" + ",".join(map(str, values)) + "}"


def _insert_or_make_room(parameters: tuple[Any, ...], batch: Sequence[_Stamped]) -> None:
    try:
        _insert(parameters, batch)
    except IntegrityError as refusal:
        if not isinstance(refusal.__cause__, errors.CheckViolation):
            raise
        # No partition for this month yet: nobody has written since it began.
        partitions.make_room()
        _insert(parameters, batch)


def _insert(parameters: tuple[Any, ...], batch: Sequence[_Stamped]) -> None:
    checked = [each.checked for each in batch]
    is_news = any(map(learnt.is_news, checked)) or any(each.target for each in checked)
    if not is_news and not connection.in_atomic_block and _keep_plainly(parameters):
        return
    with transaction.atomic():
        fresh, is_awaited = _keep(parameters)
        if fresh != len(batch):
            _compare(batch)
        if is_awaited or any(each.target for each in checked):
            references.settle([each.id for each in batch], batch)
        learnt.learn(checked)


def _keep_plainly(parameters: tuple[Any, ...]) -> bool:
    """The common case, in which the call is the whole transaction; False when it is another one."""
    try:
        with cursor() as rows:
            rows.execute(_KEEP, (*parameters, True), prepare=True)
    except DatabaseError as trouble:
        if getattr(trouble.__cause__, "sqlstate", "") != NOT_PLAIN:
            raise
        return False
    return True


def _keep(parameters: tuple[Any, ...]) -> tuple[int, bool]:
    """How many of them were new, and whether an earlier statement refers to one of them."""
    with cursor() as rows:
        found = rows.execute(_KEEP, (*parameters, False), prepare=True).fetchone() or (0, False)
    return int(found[0]), bool(found[1])


def _compare(batch: Sequence[_Stamped]) -> None:
    """Ids that were known before must stand for the same statements; else nothing is kept."""
    from sinau.records.xapi import same

    with cursor() as rows:
        stored = dict(
            rows.execute(_STORED, (_array(sorted(each.id for each in batch)),)).fetchall()
        )
    for each in batch:
        if not same.are_same(
            exact.comparable(each.checked.json), exact.comparable(stored[each.id])
        ):
            raise Conflict(each.id)


_STORED = """
select s.id::text, s.data::text from records_statement_id i
join records_statement s on s.stored = i.stored and s.id = i.id
where i.id = any(%s::text::uuid[])
"""


def _why(refusal: DatabaseError) -> str:
    if "\\u0000" in str(refusal):
        return "Pernyataan memuat karakter NUL (\\u0000); hapus karakter itu, lalu kirim lagi."
    return (
        "Pernyataan memuat nilai yang tidak dapat disimpan, misalnya angka yang terlalu besar "
        "atau karakter Unicode yang tidak lengkap; perbaiki, lalu kirim lagi."
    )
