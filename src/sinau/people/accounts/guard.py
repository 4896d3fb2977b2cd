"""Who tries too often waits: counted in rows, per number and per address, for all processes alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import ngettext

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.kernel.telling import tell
from sinau.people.events import AddressLocked, SignInLocked
from sinau.people.models import Attempt, AttemptKind, Person


@dataclass(frozen=True)
class Limit:
    """So many tries within so many minutes; then nobody gets in for as long."""

    tries: int
    minutes: int

    @property
    def span(self) -> timedelta:
        return timedelta(minutes=self.minutes)


BY_NIP = {
    AttemptKind.PASSWORD: Limit(5, 15),
    AttemptKind.CODE: Limit(5, 15),
    AttemptKind.RECOVERY: Limit(3, 60),
}
# A whole office may share one address.
BY_ADDRESS = {
    AttemptKind.PASSWORD: Limit(60, 15),
    AttemptKind.CODE: Limit(60, 15),
    AttemptKind.RECOVERY: Limit(60, 60),
}
KEPT = timedelta(days=30)


class TriedTooOften(Refused):
    """This number or this address has to wait."""

    status = 429

    def __init__(self, until: datetime) -> None:
        self.minutes = max(1, -int(-(until - now()).total_seconds() // 60))
        super().__init__(
            ngettext(
                "Terlalu banyak percobaan yang gagal. Coba lagi %(n)s menit lagi.",
                "Terlalu banyak percobaan yang gagal. Coba lagi %(n)s menit lagi.",
                self.minutes,
            )
            % {"n": self.minutes}
        )


@transaction.atomic
def take_a_try(kind: AttemptKind, *, nip: str, address: str | None) -> Attempt:
    """Count a try before it is judged, so that tries side by side cannot pass the limit."""
    nip = nip if len(nip) == 18 and nip.isdigit() else ""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"{kind}:{nip or address}"])
    if until := _locked_until(kind, nip=nip, address=address):
        raise TriedTooOften(until)
    Attempt.objects.filter(at__lt=now() - KEPT).delete()
    return Attempt.objects.create(kind=kind, nip=nip, address=address)


@transaction.atomic
def note_failure(attempt: Attempt) -> None:
    """The try failed and stays counted; a try that reaches a limit is written in the journal."""
    kind = AttemptKind(attempt.kind)
    by_nip, by_address = BY_NIP[kind], BY_ADDRESS[kind]
    person = Person.objects.filter(nip=attempt.nip).first() if attempt.nip else None
    if person and _locks(kind, by_nip, nip=attempt.nip):
        tell(
            SignInLocked(
                person_id=person.pk,
                door=kind.value,
                failures=by_nip.tries,
                minutes=by_nip.minutes,
                address=attempt.address or "",
            ),
            by=None,
        )
    if attempt.address and _locks(kind, by_address, address=attempt.address):
        tell(
            AddressLocked(
                address=attempt.address,
                door=kind.value,
                failures=by_address.tries,
                minutes=by_address.minutes,
            ),
            by=None,
        )


def forgive(*kinds: AttemptKind, nip: str) -> None:
    """Whoever got in starts from nothing."""
    Attempt.objects.filter(kind__in=kinds, nip=nip).delete()


def failures_of(person: Person) -> int:
    """How many tries under this number failed in the last day."""
    kinds = (AttemptKind.PASSWORD, AttemptKind.CODE)
    since = now() - timedelta(days=1)
    return Attempt.objects.filter(kind__in=kinds, nip=person.nip, at__gt=since).count()


def _locked_until(kind: AttemptKind, *, nip: str, address: str | None) -> datetime | None:
    ends = []
    if nip:
        ends.append(_locks(kind, BY_NIP[kind], nip=nip))
    if address:
        ends.append(_locks(kind, BY_ADDRESS[kind], address=address))
    return max((end for end in ends if end), default=None)


def _locks(kind: AttemptKind, limit: Limit, **who: str) -> datetime | None:
    """Until when: as long again as the limit's span after the last of too many tries."""
    newest = list(
        Attempt.objects.filter(kind=kind, at__gt=now() - 2 * limit.span, **who)
        .order_by("-at")
        .values_list("at", flat=True)[: limit.tries]
    )
    if len(newest) < limit.tries or newest[0] - newest[-1] > limit.span:
        return None
    until = newest[0] + limit.span
    return until if until > now() else None
