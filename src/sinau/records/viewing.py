"""Who may see which statements, and one page of those that a filter leaves.

Each actor is a branch with an index that already stands in the order shown, so that a page reads
about as many rows as it shows, however many statements there are. Nothing is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, cast
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled

from sinau.kernel.refusals import Refused
from sinau.people.access import Params, PersonRequest, PlainView, signed_in
from sinau.people.models import Person
from sinau.records.identities import periods_of
from sinau.records.keys import key_of
from sinau.records.models import KEEPERS, LOOKERS, Statement

PER_PAGE = 50
# Two filters that seldom meet may make the database look for long; then one is asked to narrow.
PATIENCE = "4s"

View = Callable[Concatenate[PersonRequest, Params], HttpResponse]


class TooWide(Refused):
    """What is asked for cannot be found in bearable time."""


def reads_all(person: Person) -> bool:
    """Whether this person may read every statement: auditors, officers, administrators of the city."""
    return person.answers_for_city(*LOOKERS)


def keeps_clients(person: Person) -> bool:
    """Whether this person gives and takes keys."""
    return person.answers_for_city(*KEEPERS)


def readers(view: View[Params]) -> PlainView[Params]:
    """Only people who may read every statement; to everybody else the page is not there."""
    return _guarded(view, reads_all)


def keepers(view: View[Params]) -> PlainView[Params]:
    """Only people who keep the clients; to everybody else the page is not there."""
    return _guarded(view, keeps_clients)


def _guarded(view: View[Params], may: Callable[[Person], bool]) -> PlainView[Params]:
    @wraps(view)
    def guarded(
        request: PersonRequest, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        if not may(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(cast(View[Params], guarded))


def visible_to(person: Person) -> QuerySet[Statement]:
    """All statements for who may read them all; else those of which the person is the actor."""
    if reads_all(person):
        return Statement.objects.all()
    return Statement.objects.filter(of_actors(periods_of(person)))


def one_visible_to(person: Person, statement_id: UUID) -> Statement | None:
    """The statement, voided or not, if this person may see it."""
    return next(iter(those_visible_to(person, [statement_id])), None)


def those_visible_to(person: Person, statement_ids: Collection[UUID]) -> QuerySet[Statement]:
    """Of these statements the ones this person may see, the oldest first."""
    with connection.cursor() as rows:
        rows.execute(
            "select stored from records_statement_id where id = any(%s)", [list(statement_ids)]
        )
        moments = [stored for (stored,) in rows.fetchall()]
    # By both halves of the key, so that only the partitions of those months are read.
    seen = visible_to(person).filter(stored__in=moments, id__in=list(statement_ids))
    return seen.order_by("stored", "id")


Periods = Sequence[tuple[str, datetime | None]]


def of_actors(periods: Periods) -> Q:
    """Statements of these actors, each until the moment at which it ceased to be the person."""
    found = Q(pk__in=[])
    for branch in _branches(periods):
        found |= branch
    return found


def _branches(periods: Periods) -> list[Q]:
    """The actors for ever together, and each that ceased by itself."""
    lasting = [key_of(identifier) for identifier, until in periods if until is None]
    branches = [Q(actor=key) for key in lasting]
    return branches + [
        Q(actor=key_of(identifier), stored__lt=until)
        for identifier, until in periods
        if until is not None
    ]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a reader asks for; empty parts ask for everything. `before` is where the page begins."""

    actors: Periods | None = None
    verb: str = ""
    activity: str = ""
    registration: UUID | None = None
    authority: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: str = ""


@dataclass(frozen=True)
class Page:
    """One page, newest first, and where the next begins; "" at the end."""

    statements: list[Statement]
    older: str


def page_of(wish: Wish) -> Page:
    """The newest statements that the wish leaves: one query, whatever there is."""
    rest = _rest(wish)
    ordered = Statement.objects.order_by("-stored", "-id")
    if wish.actors is None:
        found = ordered.filter(rest)[: PER_PAGE + 1]
    else:
        # Each actor by its own index, then the newest of all.
        first, *more = [
            ordered.filter(branch, rest)[: PER_PAGE + 1] for branch in _branches(wish.actors)
        ] or [Statement.objects.none()]
        found = (
            first.union(*more, all=True).order_by("-stored", "-id")[: PER_PAGE + 1]
            if more
            else first
        )
    rows = _patiently(found)
    page = rows[:PER_PAGE]
    return Page(page, _place_of(page[-1]) if len(rows) > PER_PAGE else "")


def _rest(wish: Wish) -> Q:
    """Everything asked for but the actors."""
    rest = Q()
    if wish.verb:
        rest &= Q(verb=key_of(wish.verb))
    if wish.activity:
        rest &= Q(object=key_of(wish.activity))
    if wish.registration:
        rest &= Q(registration=wish.registration)
    if wish.authority is not None:
        rest &= Q(authority=wish.authority)
    if wish.since:
        rest &= Q(stored__gte=wish.since)
    if wish.until:
        rest &= Q(stored__lt=wish.until)
    if (place := _read_place(wish.before)) is not None:
        # The first condition bounds the partitions and the index, the second is exact.
        rest &= Q(stored__lte=place[0]) & Q(pk__lt=place)
    return rest


def _patiently(found: QuerySet[Statement]) -> list[Statement]:
    try:
        with transaction.atomic():
            with connection.cursor() as rows:
                rows.execute("select set_config('statement_timeout', %s, true)", [PATIENCE])
            return list(found)
    except OperationalError as trouble:
        if isinstance(trouble.__cause__, QueryCanceled):
            raise TooWide(
                _("Saringan ini terlalu luas untuk dijawab cepat. Tambahkan periode atau pelaku.")
            ) from None
        raise


def _place_of(statement: Statement) -> str:
    at = statement.stored.astimezone(UTC)
    return f"{at:%Y%m%d%H%M%S%f}.{statement.id}"


def _read_place(text: str) -> tuple[datetime, UUID] | None:
    """Where a page begins; what nobody could have been given is taken for the beginning."""
    moment, _dot, statement_id = text.partition(".")
    try:
        at = datetime.strptime(moment, "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)
        return at, UUID(statement_id)
    except ValueError:
        return None
