"""Learning for the tests: told as the university tells it, and heard by the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.journal.testing import tell_everyone
from sinau.people.models import Person
from sinau.university.events import LearningCompleted


def learn(
    person: Person,
    *,
    evidence: str = "university.completion:1",
    jp: str | None = "3",
    day: date = date(2026, 3, 2),
    form: str = "elearning",
    minutes: int = 90,
    title: str = "Dasar AI untuk ASN",
    evidence_url: str = "",
    number: str = "",
) -> None:
    """The person completes something, and everybody who listens hears it."""
    with transaction.atomic():
        announce(
            LearningCompleted(
                person_id=person.pk,
                evidence=evidence,
                form=form,
                title=title,
                organiser="BKPSDM",
                started_on=day,
                ended_on=day,
                minutes=minutes,
                stated_jp=Decimal(jp) if jp else None,
                evidence_url=evidence_url,
                number=number,
            ),
            by=person,
        )
    tell_everyone()
