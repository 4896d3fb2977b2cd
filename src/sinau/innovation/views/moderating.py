"""Who takes remarks and statements from sight: heads and risk officers over the leading agency."""

from __future__ import annotations

from sinau.innovation.models import Call, Idea
from sinau.people.access import within
from sinau.people.models import Person, Role


def moderates(person: Person, thing: Idea | Call) -> bool:
    """Whether this person keeps order here; never somebody who answers for the idea."""
    if isinstance(thing, Idea) and person.pk == thing.owner_id:
        return False
    over = within("agency", person, Role.HEAD, Role.RISK_OFFICER)
    return type(thing)._default_manager.filter(over, pk=thing.pk).exists()
