"""Statements about statements: voiding, and being found by what one refers to.

A reference may come before its target. Whichever is stored second settles it; two that are stored
in the same moment do not see each other and are settled by `settle_open`, each minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import psycopg
from django.db import transaction

from sinau.records.rows import cursor

if TYPE_CHECKING:
    from sinau.records.storing import _Stamped

VERB_MASK = -1
AUTHORITY_MASK = 1


def settle(ids: Sequence[str], batch: Sequence[_Stamped]) -> None:
    """References in this batch are written, and all that can be settled by it are."""
    from sinau.records.storing import CannotVoid

    refers = [each for each in batch if each.checked.target]
    with cursor() as rows:
        if refers:
            _write(rows, refers)
        # Also those that waited for one of these.
        awaited = [str(row[0]) for row in rows.execute(_AWAITING, (list(ids),)).fetchall()]
        changed = sorted({each.id for each in refers} | set(awaited))
        # Only who sends it now is refused: what waited for its target is kept, without effect.
        if bad := rows.execute(_VOIDS_A_VOIDING, ([each.id for each in refers],)).fetchone():
            raise CannotVoid(str(bad[0]))
        _settle(rows, changed)


@transaction.atomic
def settle_open() -> int:
    """What was left open while its target was being stored; how many are settled now."""
    with cursor() as rows:
        found = [str(row[0]) for row in rows.execute(_OPEN).fetchall()]
        if found:
            _settle(rows, found)
    return len(found)


def _write(rows: psycopg.Cursor[Any], refers: Sequence[_Stamped]) -> None:
    rows.execute(
        """insert into records_reference (id, stored, target, voids)
           select i.id, i.stored, n.target, n.voids
           from unnest(%s::uuid[], %s::uuid[], %s::bool[]) n (id, target, voids)
           join records_statement_id i using (id)
           order by i.id on conflict do nothing""",
        (
            [each.id for each in refers],
            [each.checked.target for each in refers],
            [each.checked.voids for each in refers],
        ),
    )


def _settle(rows: psycopg.Cursor[Any], ids: list[str]) -> None:
    rows.execute(_VOID, (ids,))
    # A chain of references settles from its end, whichever of them came last.
    for reference in ids:
        rows.execute(_REACH, (reference,))
    rows.execute(_SETTLED, (ids,))


_AWAITING = "select id from records_reference where target = any(%s::uuid[])"

_VOIDS_A_VOIDING = """
select r.id from records_reference r join records_reference t on t.id = r.target
where r.id = any(%s::uuid[]) and r.voids and t.voids limit 1
"""

_OPEN = """
select r.id from records_reference r join records_statement_id i on i.id = r.target
where not r.settled order by r.id limit 1000
"""

_VOID = """
update records_statement s set voided = true
from records_reference r join records_statement_id i on i.id = r.target
where r.id = any(%s::uuid[]) and r.voids and s.stored = i.stored and s.id = i.id and not s.voided
  and not exists (select 1 from records_reference t where t.id = r.target and t.voids)
"""

# Everything that reaches the reference now also reaches its target and what that reaches.
_REACH = f"""
insert into records_reach (id, stored, of, keys)
select sources.id, sources.stored, ends.of, ends.keys
from records_reference r
cross join lateral (
    select r.id, r.stored
    union select id, stored from records_reach where of = r.id
) sources
cross join lateral (
    select s.id as of, array[s.actor, s.object, s.verb # {VERB_MASK}, s.authority # {AUTHORITY_MASK}]
        || case when s.registration is null then '{{}}'
           else array[hashtextextended(s.registration::text, 0)] end
        || array(select key from records_link l where l.stored = s.stored and l.id = s.id) as keys
    from records_statement_id i join records_statement s on s.stored = i.stored and s.id = i.id
    where i.id = r.target
    union all
    select of, keys from records_reach where id = r.target
) ends
where r.id = %s and sources.id <> ends.of
on conflict do nothing
"""  # noqa: S608

_SETTLED = """
update records_reference r set settled = true
where r.id = any(%s::uuid[]) and not r.settled
  and exists (select 1 from records_statement_id i where i.id = r.target)
"""
