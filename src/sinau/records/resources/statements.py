"""Statements: put, post, one, many, and the page after (1.0.3 Communication 2.1; 2.0 4.1.6.1)."""

from __future__ import annotations

from sinau.records import guarding, storing
from sinau.records.belonging import check_statement
from sinau.records.exchange import NO_CONTENT, Answer, Problem, Visit
from sinau.records.limits import spend
from sinau.records.models import Scope
from sinau.records.resources import parameters, receiving, retrieving
from sinau.records.xapi.checked import Checked
from sinau.records.xapi.trouble import Invalid

PUT_SECTION = "1.0.3 Communication 2.1.1"
POST_SECTION = "1.0.3 Communication 2.1.2"
_NONE: frozenset[str] = frozenset()
_PUT = frozenset({"statementId"})

show = retrieving.show
more = retrieving.more


def post(visit: Visit) -> Answer:
    """The statements stand, all or none; the answer is their ids in order."""
    visit.need(Scope.STATEMENTS_WRITE)
    parameters.read(visit.ask.query, _NONE)
    statements, _is_batch = receiving.statements(visit)
    ids = _stored(visit, statements)
    return Answer(200, b'["%s"]' % '","'.join(ids).encode() if ids else b"[]")


def put(visit: Visit) -> Answer:
    """The one statement stands under the id that the address names."""
    visit.need(Scope.STATEMENTS_WRITE)
    given = parameters.read(visit.ask.query, _PUT)
    parameters.needed(given, "statementId", PUT_SECTION)
    statement_id = parameters.uuid(given, "statementId")
    statements, is_batch = receiving.statements(visit)
    if is_batch:
        raise Invalid("PUT menyimpan satu pernyataan; kirim kelompok dengan POST.",
                      section=PUT_SECTION)  # fmt: skip
    statement = statements[0]
    if statement.id is not None and statement.id != statement_id:
        raise Invalid(
            '"id" di dalam pernyataan harus sama dengan parameter "statementId".',
            field="id",
            section=PUT_SECTION,
        )
    statement.id = statement_id
    _stored(visit, statements)
    return NO_CONTENT


def _stored(visit: Visit, statements: list[Checked]) -> list[str]:
    if visit.caller.guard:
        return guarding.kept(visit, statements, lambda: _kept(visit, statements))
    return _kept(visit, statements)


def _kept(visit: Visit, statements: list[Checked]) -> list[str]:
    for statement in statements:
        check_statement(visit.caller, statement)
    spend(visit.caller, len(statements))
    try:
        return storing.store(statements, caller=visit.caller, version=visit.version)
    except storing.Conflict as conflict:
        raise Problem(
            409,
            f"Pernyataan lain dengan id {conflict.id} sudah tersimpan; beri pernyataan ini id baru.",
            field="id",
            section=POST_SECTION,
        ) from None
    except storing.CannotVoid as refusal:
        raise Problem(
            400,
            f"Pernyataan {refusal.id} hendak membatalkan pernyataan yang sendiri membatalkan; "
            "yang demikian tidak dapat dibatalkan.",
            field="object.id",
            section="1.0.3 Data 2.3.2",
        ) from None
    except storing.Rejected as refusal:
        raise Problem(400, refusal.sentence) from None
