"""Pass statements on to other systems: at least once, in order, patiently, and never in a loop."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.records import attachments, finding, sending
from sinau.records.callers import caller_for
from sinau.records.events import ForwarderPaused, ForwarderResumed, ForwarderWritten
from sinau.records.following import behind, move
from sinau.records.keys import key_of
from sinau.records.models import Client, Cursor, DeadLetter, Forwarder, ForwardKind, Statement
from sinau.records.models.reading import LAST
from sinau.records.sending import Answer, Unreachable
from sinau.records.xapi import multipart

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
# A turn of the worker does not go on for ever with one forwarder.
BATCHES_A_TURN = 200
# What is wrong with the sender or the moment, and not with the statement.
_LATER = {401, 402, 403, 404, 405, 406, 407, 408, 410, 411, 415, 421, 423, 424, 425, 429}


class ReasonMissing(Refused):
    """Who pauses says why."""


@transaction.atomic
def write_forwarder(
    forwarder: Forwarder, *, by: Person, changes: str, since: datetime | None = None
) -> Forwarder:
    """The forwarder is kept as it is now; a new one begins with what is stored after `since`."""
    is_new = forwarder.pk is None
    if is_new:
        forwarder.created_at, forwarder.created_by = now(), by
    forwarder.failures, forwarder.next_try_at = 0, None
    forwarder.save()
    if is_new:
        Cursor.objects.create(name=forwarder.reader, stored=since or now(), statement=LAST)
    announce(
        ForwarderWritten(forwarder_id=forwarder.pk, name=forwarder.name, changes=changes), by=by
    )
    return forwarder


@transaction.atomic
def pause(forwarder: Forwarder, *, by: Person, reason: str) -> None:
    """Nothing is passed on any more; a second time changes nothing."""
    if not reason.strip():
        raise ReasonMissing(_("Tuliskan alasan jeda supaya rekan Anda memahaminya."))
    forwarder = Forwarder.objects.select_for_update().get(pk=forwarder.pk)
    if forwarder.paused_at is None:
        forwarder.paused_at, forwarder.paused_by = now(), by
        forwarder.pause_reason = reason.strip()[:300]
        forwarder.save(update_fields=["paused_at", "paused_by", "pause_reason"])
        announce(
            ForwarderPaused(
                forwarder_id=forwarder.pk, name=forwarder.name, reason=forwarder.pause_reason
            ),
            by=by,
        )


@transaction.atomic
def resume(forwarder: Forwarder, *, by: Person) -> None:
    """It goes on from where it stood; a second time changes nothing."""
    forwarder = Forwarder.objects.select_for_update().get(pk=forwarder.pk)
    if forwarder.paused_at is not None:
        forwarder.paused_at = forwarder.paused_by = forwarder.next_try_at = None
        forwarder.failures = 0
        forwarder.save(update_fields=["paused_at", "paused_by", "next_try_at", "failures"])
        announce(ForwarderResumed(forwarder_id=forwarder.pk, name=forwarder.name), by=by)


def forward_all() -> None:
    """Every forwarder that may go on passes on what is new, as much as one turn allows."""
    for forwarder in Forwarder.objects.all():
        for _turn in range(BATCHES_A_TURN):
            if not forward(forwarder.pk):
                break
        note_waiting(forwarder)


def forward(forwarder_id: int, *, through: datetime | None = None) -> bool:
    """Send one forwarder's next batch; True when there is more to send at once.

    The place moves after the target has taken the batch, so a worker that dies sends it again:
    an xAPI store knows the ids, a webhook is told to expect it.
    """
    forwarder = Forwarder.objects.get(pk=forwarder_id)
    waits = forwarder.next_try_at is not None and forwarder.next_try_at > now()
    if forwarder.paused_at is not None or waits:
        return False
    with _alone(forwarder) as is_alone:
        if not is_alone:
            return False
        cursor, _is_new = Cursor.objects.get_or_create(name=forwarder.reader)
        through = through or finding.consistent_through()
        rows = list(_wanted(behind(cursor, through), forwarder)[: forwarder.batch])
        try:
            _deliver(forwarder, rows)
        except Unreachable as trouble:
            _try_later(forwarder, trouble)
            return False
        is_all = len(rows) < forwarder.batch
        move(cursor, rows, is_all=is_all, through=through)
    return not is_all


@contextmanager
def _alone(forwarder: Forwarder) -> Iterator[bool]:
    """Whether no other worker sends for it now.

    A lock of the session and not a row: a transaction that waits for somebody else's server would
    keep everybody from knowing what is complete (`finding.consistent_through`).
    """
    with connection.cursor() as rows:
        rows.execute("select pg_try_advisory_lock(hashtext(%s))", [forwarder.reader])
        (got,) = rows.fetchone()
    try:
        yield bool(got)
    finally:
        if got:
            with connection.cursor() as rows:
                rows.execute("select pg_advisory_unlock(hashtext(%s))", [forwarder.reader])


def _wanted(statements: QuerySet[Statement], forwarder: Forwarder) -> QuerySet[Statement]:
    if forwarder.verbs:
        statements = statements.filter(verb__in=[key_of(verb) for verb in forwarder.verbs])
    if forwarder.activities:
        statements = statements.filter(object__in=[key_of(iri) for iri in forwarder.activities])
    if forwarder.clients:
        senders = Client.objects.filter(pk__in=forwarder.clients)
        statements = statements.filter(
            authority__in=[caller_for(one).authority_key for one in senders]
        )
    return statements


def _deliver(forwarder: Forwarder, rows: Sequence[Statement]) -> None:
    """All of the rows are taken, or those that are refused for what they are stand as dead letters."""
    if not rows:
        return
    answer = _send(forwarder, rows)
    if 200 <= answer.status < 300:
        _note_sent(forwarder, len(rows))
    elif answer.status in _LATER or answer.status >= 500 or 300 <= answer.status < 400:
        raise Unreachable(_refusal(answer), retry_after=answer.retry_after)
    elif len(rows) > 1:
        # One of them is refused, or all are too much at once: halves find it.
        middle = len(rows) // 2
        _deliver(forwarder, rows[:middle])
        _deliver(forwarder, rows[middle:])
    else:
        _bury(forwarder, rows[0], answer)


def _refusal(answer: Answer) -> str:
    if 300 <= answer.status < 400:
        return f"Jawaban {answer.status}: alihan ke alamat lain tidak diikuti."
    return f"Jawaban {answer.status}: {answer.text[:200]}"


def _send(forwarder: Forwarder, rows: Sequence[Statement]) -> Answer:
    body = json.dumps(
        [row.data for row in rows], ensure_ascii=False, separators=(",", ":")
    ).encode()
    content_type = "application/json"
    if forwarder.kind == ForwardKind.STORE and (parts := _contents(rows)):
        content_type, body = multipart.write(body, parts)
    return sending.post(
        forwarder.url, body, _headers(forwarder, body) | {"Content-Type": content_type}
    )


def _contents(rows: Sequence[Statement]) -> list[multipart.Part]:
    """What the statements have attached and we hold; a store refuses them without it."""
    parts: dict[str, multipart.Part] = {}
    for row in rows:
        for one in attached_to(row.data):
            content = None if one.get("fileUrl") else attachments.read(one["sha2"])
            if content is not None:
                parts[one["sha2"]] = multipart.Part(
                    sha2=one["sha2"], content_type=one["contentType"], content=content
                )
    return list(parts.values())


def attached_to(statement: dict[str, Any]) -> list[dict[str, Any]]:
    """Every attachment that a statement or its sub-statement describes."""
    inner = statement["object"]
    return [*statement.get("attachments", []), *inner.get("attachments", [])]


def _headers(forwarder: Forwarder, body: bytes) -> dict[str, str]:
    headers = {
        "User-Agent": "Sinau",
        "X-Experience-API-Version": "1.0.3",
    }
    if forwarder.kind == ForwardKind.STORE:
        token = base64.b64encode(f"{forwarder.key}:{forwarder.secret}".encode()).decode()
        return headers | {"Authorization": f"Basic {token}"}
    at = str(int(now().timestamp()))
    mark = hmac.new(forwarder.secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    return headers | {"X-Sinau-Timestamp": at, "X-Sinau-Signature": f"sha256={mark.hexdigest()}"}


def _note_sent(forwarder: Forwarder, count: int) -> None:
    Forwarder.objects.filter(pk=forwarder.pk).update(
        sent=F("sent") + count, failures=0, next_try_at=None, last_error="", last_sent_at=now()
    )


def _bury(forwarder: Forwarder, row: Statement, answer: Answer) -> None:
    if answer.status == 409:
        # The target has a statement of this id already: nothing is lost there.
        answer = Answer(status=409, text="id ini sudah ada di sana dengan isi lain")
    _letter, is_new = DeadLetter.objects.get_or_create(
        forwarder=forwarder,
        statement=row.id,
        defaults={"status": answer.status, "answer": answer.text[:500], "at": now()},
    )
    if is_new:
        Forwarder.objects.filter(pk=forwarder.pk).update(dead=F("dead") + 1)


def _try_later(forwarder: Forwarder, trouble: Unreachable) -> None:
    asked = timedelta(seconds=trouble.retry_after)
    wait = min(max(FIRST_PAUSE * 2 ** min(forwarder.failures, 12), asked), LONGEST_PAUSE)
    Forwarder.objects.filter(pk=forwarder.pk).update(
        failures=F("failures") + 1, next_try_at=now() + wait, last_error=str(trouble)[:300]
    )


def send_again(forwarder: Forwarder) -> int:
    """Dead letters are tried once more, one by one; those that are taken now leave the list."""
    letters = list(forwarder.letters.order_by("pk")[:100])
    rows = {row.id: row for row in statements_of([letter.statement for letter in letters])}
    taken = 0
    for letter in letters:
        row = rows.get(letter.statement)
        try:
            answer = _send(forwarder, [row]) if row is not None else Answer(status=204, text="")
        except Unreachable as trouble:
            _try_later(forwarder, trouble)
            break
        if 200 <= answer.status < 300:
            letter.delete()
            taken += 1
    Forwarder.objects.filter(pk=forwarder.pk).update(dead=F("dead") - taken, sent=F("sent") + taken)
    return taken


def statements_of(ids: Sequence[Any]) -> list[Statement]:
    """Statements by id alone, through the table that knows in which month each was stored."""
    if not ids:
        return []
    with connection.cursor() as rows:
        rows.execute("select stored from records_statement_id where id = any(%s)", [list(ids)])
        times = [stored for (stored,) in rows.fetchall()]
    return list(Statement.objects.filter(stored__in=times, id__in=ids).order_by("stored", "id"))


def note_waiting(forwarder: Forwarder) -> None:
    """It is known since when the oldest statement waits that this forwarder has not sent."""
    cursor = Cursor.objects.filter(name=forwarder.reader).first()
    if cursor is None:
        return
    rows = _wanted(behind(cursor, now()), forwarder)
    Forwarder.objects.filter(pk=forwarder.pk).update(
        waiting_since=rows.values_list("stored", flat=True).first()
    )


def lag_of(forwarder: Forwarder) -> timedelta | None:
    """How long the oldest statement waits that was not sent, as of this minute; None when none does."""
    return now() - forwarder.waiting_since if forwarder.waiting_since else None
