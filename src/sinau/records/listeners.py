"""What the record store does about its own facts."""

from __future__ import annotations

from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.people.models import Person
from sinau.records.events import IdentityRecognised
from sinau.records.models import Stranger
from sinau.records.reporting import meet


@hears(IdentityRecognised)
def meet_recognised(fact: IdentityRecognised, entry: Entry) -> None:
    """What waited for an actor counts as soon as an officer has said who it is, on whatever page."""
    stranger = Stranger.objects.filter(identifier=fact.identifier).first()
    if stranger is not None:
        meet(stranger, Person.objects.get(pk=fact.person_id))
