"""Who may have tokens, and what for."""

from __future__ import annotations

from sinau.people.models import Person, Role

# Those who run systems or offices; everybody else has pages.
ISSUERS = (Role.OFFICER, Role.ADMINISTRATOR)


def may_issue(person: Person) -> bool:
    """Whether the person may have tokens that act as they do."""
    return person.has_role(*ISSUERS)
