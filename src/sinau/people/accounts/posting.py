"""Hand a letter to the job worker; it goes out after the change it tells of is committed."""

from __future__ import annotations


def post(nip: str, letter: str) -> None:
    """A letter of this kind will go to who has this number, if they have an address."""
    # Imported late: jobs register themselves with procrastinate, which needs all apps loaded.
    from sinau.people.tasks import send_letter

    send_letter.defer(nip=nip, letter=letter)
