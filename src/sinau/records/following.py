"""Read the store in the order in which it was written, in chunks, each place read once.

A reader is a row (`Cursor`); it is locked while its chunk is dealt with and moves in the same
transaction, so a worker that dies has done neither, and two workers never read one chunk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from procrastinate.exceptions import AlreadyEnqueued

from sinau.kernel.clock import now
from sinau.records import finding
from sinau.records.keys import key_of
from sinau.records.models import LAST, Cursor, Statement
from sinau.records.reporting import VOIDED, Book, take
from sinau.records.storing import house_caller

# Nobody sees as complete what is stored while a chunk is dealt with, so a chunk is short.
CHUNK = 200
FOLLOWER = "learning"


@contextmanager
def reading(name: str) -> Iterator[Cursor | None]:
    """The reader's place, locked for one transaction; None while another worker has it."""
    Cursor.objects.get_or_create(name=name)
    with transaction.atomic():
        yield Cursor.objects.select_for_update(skip_locked=True).filter(name=name).first()


def behind(cursor: Cursor, through: datetime) -> QuerySet[Statement]:
    """What stands behind the place and can no longer get a statement before it, in order."""
    return Statement.objects.filter(
        Q(stored__gt=cursor.stored) | Q(stored=cursor.stored, id__gt=cursor.statement),
        # Said once more alone, so that months that are over are not looked at.
        stored__gte=cursor.stored,
        stored__lte=through,
    ).order_by("stored", "id")


def move(cursor: Cursor, read: Sequence[Statement], *, is_all: bool, through: datetime) -> None:
    """The place stands behind what was read; behind everything when that was all."""
    if is_all:
        if through > cursor.stored:
            cursor.stored, cursor.statement = through, LAST
    else:
        cursor.stored, cursor.statement = read[-1].stored, read[-1].id
    cursor.moved_at = now()
    cursor.save(update_fields=["stored", "statement", "moved_at"])


def follow(*, chunk: int = CHUNK, through: datetime | None = None) -> bool:
    """Deal with the next chunk of statements that may be learning; True when there is more."""
    with reading(FOLLOWER) as cursor:
        if cursor is None:
            return False
        through = through or finding.consistent_through()
        book = Book.in_force()
        rows = list(_interesting(behind(cursor, through), book)[:chunk])
        take(rows, book)
        is_all = len(rows) < chunk
        move(cursor, rows, is_all=is_all, through=through)
        return not is_all


def _interesting(statements: QuerySet[Statement], book: Book) -> QuerySet[Statement]:
    """Those whose verb a rule asks for, and the voiding ones; never our own, whose facts we know."""
    verbs = [*book.verb_keys, key_of(VOIDED)]
    return statements.filter(verb__in=verbs).exclude(authority=house_caller().authority_key)


def follow_to_the_end(*, through: datetime | None = None) -> None:
    """Deal with everything there is now."""
    while follow(through=through):
        pass


def reread(since: datetime, *, through: datetime | None = None) -> int:
    """Let the rules in force read again what was stored since; gives how much learning was new.

    For rules written after the statements came. What was counted is not counted again.
    """
    new = 0
    book = Book.in_force()
    place = Cursor(stored=since - timedelta(microseconds=1), statement=LAST)
    through = through or finding.consistent_through()
    while True:
        rows = list(_interesting(behind(place, through), book)[:CHUNK])
        with transaction.atomic():
            new += take(rows, book)
        if len(rows) < CHUNK:
            return new
        place.stored, place.statement = rows[-1].stored, rows[-1].id


def ask_to_reread(since: datetime) -> None:
    """The worker reads what was stored since again; asked twice before it begins, it does so once."""
    from sinau.records.tasks import reread as job

    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(since=since.isoformat())


def lag() -> timedelta | None:
    """How long ago the newest statement was stored that the follower has not read; None when none is."""
    cursor = Cursor.objects.filter(name=FOLLOWER).first() or Cursor(name=FOLLOWER)
    first = behind(cursor, now()).values_list("stored", flat=True).first()
    return now() - first if first else None
