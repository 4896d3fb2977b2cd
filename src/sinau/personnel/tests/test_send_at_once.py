"""Two presses at the same moment, in two windows, make one request."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

from django.db import connection
from django.test import TransactionTestCase

from sinau.kernel import clock
from sinau.people.models import Person
from sinau.people.testing import Stage
from sinau.personnel.actions import draft_of, request_leave, save_draft
from sinau.personnel.models import LeaveRequest


class SendAtOnceTests(Stage, TransactionTestCase):
    def setUp(self) -> None:
        self.set_the_stage()

    def test_they_make_one_request(self) -> None:
        draft = save_draft(
            draft_of(self.sari),
            start_on=date(2026, 11, 9),
            end_on=date(2026, 11, 11),
            reason="Menghadiri acara keluarga",
            address="Kulon Progo",
            phone="081200001234",
            replacement_answered=True,
        )
        start, made = Barrier(4), []

        def press() -> None:
            try:
                with clock.freeze(date(2026, 11, 2)):
                    start.wait()
                    person = Person.objects.get(pk=self.sari.pk)
                    made.append(request_leave(person, key=str(draft.key)).pk)
            finally:
                connection.close()

        presses = [Thread(target=press) for _each in range(4)]
        for each in presses:
            each.start()
        for each in presses:
            each.join()
        self.assertEqual(made, [LeaveRequest.objects.get().pk] * 4)
