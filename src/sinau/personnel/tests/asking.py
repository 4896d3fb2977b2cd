"""Requests for the tests, asked as people ask."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.test import Client

from sinau.kernel import clock
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.personnel.actions import draft_of, request_leave, save_draft
from sinau.personnel.models import LeaveRecord, LeaveRequest

# A Monday; the next holiday is far away.
TODAY = date(2026, 11, 2)


class LeaveTestCase(CastTestCase):
    """It is Monday 2 November 2026, and Sari has 16 days."""

    today: ClassVar[date] = TODAY

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        LeaveRecord.objects.create(person=cls.sari, year=2025, unused=4, source="Buku cuti")
        LeaveRecord.objects.create(person=cls.sari, year=2024, unused=0, source="Buku cuti")

    def setUp(self) -> None:
        self.enterContext(clock.freeze(self.today))

    def as_(self, person: Person) -> Client:
        """A browser in which this person has signed in."""
        client = Client()
        client.force_login(person)
        return client


def ask(
    person: Person, *, start: date = date(2026, 11, 9), end: date = date(2026, 11, 11)
) -> LeaveRequest:
    """Three working days next week, unless said otherwise."""
    draft = save_draft(
        draft_of(person),
        start_on=start,
        end_on=end,
        reason="Menghadiri acara keluarga",
        address="Jalan Wates km 8, Kulon Progo",
        phone="081200001234",
        replacement_answered=True,
    )
    return request_leave(person, key=str(draft.key))
