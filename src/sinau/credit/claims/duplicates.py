"""Whether two records speak of the same learning, however they are spelt."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sinau.credit.models import STANDING, Claim, Entry
from sinau.people.models import Person


def plain(text: str) -> str:
    """Letters and digits only, small and without accents: "No. 12/ABC " and "no 12 abc" are one."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^0-9a-z]+", "", folded)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One learning as some record tells it."""

    number: str
    organiser: str
    title: str
    started_on: date
    ended_on: date

    def is_same_as(self, other: Event) -> bool:
        """Same dates and the same number from one organiser; without a number, the same title."""
        if (self.started_on, self.ended_on) != (other.started_on, other.ended_on):
            return False
        if not _agree(plain(self.organiser), plain(other.organiser)):
            return False
        mine, theirs = plain(self.number), plain(other.number)
        if mine and theirs:
            return mine == theirs
        return plain(self.title) == plain(other.title)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one in other or other in one


def fingerprint(event: Event) -> str:
    """What stays the same while spelling changes."""
    what = plain(event.number) or plain(event.title)
    parts = (what, plain(event.organiser), f"{event.started_on}", f"{event.ended_on}")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


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


def same_event(
    person: Person, *, number: str, organiser: str, started_on: date, ended_on: date, title: str
) -> Entry | None:
    """The standing entry of the ledger that already counts this learning, if there is one."""
    told = Event(
        number=number, organiser=organiser, title=title, started_on=started_on, ended_on=ended_on
    )
    rows = Entry.objects.filter(
        person=person,
        started_on=started_on,
        earned_on=ended_on,
        reverses=None,
        reversal=None,
    )
    rows = rows.select_related("claim", "history_row").order_by("pk")
    return next((entry for entry in rows if told.is_same_as(_event_of_entry(entry))), None)


def _event_of_entry(entry: Entry) -> Event:
    number = ""
    for name in ("claim", "history_row"):
        number = number or getattr(getattr(entry, name, None), "number", "")
    return Event(
        number=number,
        organiser=entry.organiser,
        title=entry.title,
        started_on=entry.started_on,
        ended_on=entry.earned_on,
    )


def events_of(people: Iterable[int]) -> dict[int, list[tuple[Entry, Event]]]:
    """Every standing entry of these people as an event; two queries however many they are."""
    found: dict[int, list[tuple[Entry, Event]]] = {}
    rows = Entry.objects.filter(person__in=people, reverses=None, reversal=None)
    for entry in rows.select_related("claim", "history_row").order_by("pk"):
        found.setdefault(entry.person_id, []).append((entry, _event_of_entry(entry)))
    return found


def first_claim(claim: Claim) -> Claim | None:
    """An earlier claim of the same learning by the same person that still stands."""
    told = event_of(claim)
    others = Claim.objects.filter(
        person=claim.person_id,
        started_on=claim.started_on,
        ended_on=claim.ended_on,
        state__in=STANDING,
    )
    others = others.exclude(pk=claim.pk).order_by("pk")
    return next((other for other in others if told.is_same_as(event_of(other))), None)
