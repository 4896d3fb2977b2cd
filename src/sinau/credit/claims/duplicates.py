"""Whether two records speak of the same learning, however they are spelt.

The ledger's own comparison is `recognising.same_event`; here the same is asked of claims, and of
many rows at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sinau.credit.learning import identity_of
from sinau.credit.learning import plain_words as plain
from sinau.credit.models import STANDING, Claim, ClaimState, Entry, EvidenceAlias
from sinau.credit.recognising import same_event
from sinau.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Event:
    """One learning as some record tells it."""

    number: str
    organiser: str
    title: str
    started_on: date
    ended_on: date

    @property
    def identity(self) -> str:
        """What its certificate says it is; empty without a number."""
        return identity_of(self.number, self.organiser, self.ended_on)

    def is_same_as(self, other: Event) -> bool:
        """Same number and last day, or of one organiser on days that overlap; else the same title."""
        same_organiser = plain(self.organiser) == plain(other.organiser)
        mine, theirs = plain(self.number), plain(other.number)
        if mine and theirs:
            overlaps = self.started_on <= other.ended_on and other.started_on <= self.ended_on
            return mine == theirs and (
                self.identity == other.identity or (same_organiser and overlaps)
            )
        return (
            same_organiser
            and plain(self.title) == plain(other.title)
            and (self.started_on, self.ended_on) == (other.started_on, other.ended_on)
        )


def fingerprint(event: Event) -> str:
    """What stays the same while spelling changes."""
    parts = (plain(event.title), plain(event.organiser), f"{event.started_on}", f"{event.ended_on}")
    return hashlib.sha256((event.identity or "|".join(parts)).encode()).hexdigest()


def fingerprint_of(claim: Claim) -> str:
    """What one standing claim may have: its event or, of a correction, the row it corrects."""
    if claim.corrects_id is None:
        return fingerprint(event_of(claim))
    return hashlib.sha256(f"credit.entry:{claim.corrects_id}".encode()).hexdigest()


def event_of(claim: Claim) -> Event:
    """What a filled-in claim tells."""
    assert claim.started_on and claim.ended_on
    return Event(
        number=claim.number,
        organiser=claim.organiser,
        title=claim.title,
        started_on=claim.started_on,
        ended_on=claim.ended_on,
    )


def entry_of(person: Person, told: Event) -> Entry | None:
    """The standing entry of the ledger that already counts this learning, if there is one."""
    return same_event(
        person,
        number=told.number,
        organiser=told.organiser,
        started_on=told.started_on,
        ended_on=told.ended_on,
        title=told.title,
    )


def other_entry(claim: Claim) -> Entry | None:
    """The same for a claim: a row other than the one it made, and than the one it corrects."""
    if claim.removes:
        return None
    entry = entry_of(claim.person, event_of(claim))
    if entry is None or entry.evidence == claim.evidence or entry.pk == claim.corrects_id:
        return None
    return entry


def first_claim(claim: Claim) -> Claim | None:
    """An earlier claim of the same learning by the same person that still stands."""
    if claim.removes:
        return None
    told = event_of(claim)
    others = Claim.objects.filter(
        person=claim.person_id,
        started_on__lte=told.ended_on,
        ended_on__gte=told.started_on,
        state__in=STANDING,
    )
    others = others.exclude(pk=claim.pk).order_by("pk")
    # The claim that made the row is no other one; nor is a correction that was not granted.
    if claim.corrects_id is not None:
        others = others.exclude(entry=claim.corrects_id)
    others = others.exclude(Q(corrects__isnull=False) & ~Q(state=ClaimState.APPROVED))
    return next((other for other in others if told.is_same_as(event_of(other))), None)


def events_of(people: Iterable[int]) -> dict[int, list[tuple[Entry, Event]]]:
    """Every standing entry of these people as an event, with what other doors told of it."""
    found: dict[int, list[tuple[Entry, Event]]] = {}
    rows = Entry.objects.filter(person__in=people).standing().order_by("position")
    for entry in rows.prefetch_related("aliases"):
        tellings: list[Entry | EvidenceAlias] = [entry, *entry.aliases.all()]
        found.setdefault(entry.person_id, []).extend((entry, _told(told)) for told in tellings)
    return found


def _told(row: Entry | EvidenceAlias) -> Event:
    return Event(
        number=row.number,
        organiser=row.organiser,
        title=row.title,
        started_on=row.started_on,
        ended_on=row.earned_on,
    )
