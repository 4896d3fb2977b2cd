"""Seats, quotas, and a waiting list that moves up by itself."""

import datetime as dt

from sinau.journal.models import Entry
from sinau.kernel.clock import now
from sinau.people.testing import CastTestCase
from sinau.university.actions import cancel, mark_by_hand, register, write_class
from sinau.university.actions.registrations import AlreadyThere, RegistrationIsOver
from sinau.university.events import SeatGiven
from sinau.university.models import Registration
from sinau.university.testing import open_a_class


class RegisterTests(CastTestCase):
    def test_it_gives_a_seat_once(self) -> None:
        training_class = open_a_class(self.bkpsdm, self.wulan)
        first = register(training_class, self.sari, by=self.sari)
        second = register(training_class, self.sari, by=self.sari)
        self.assertEqual(first, second)
        self.assertIsNotNone(first.seated_at)
        training_class.refresh_from_db()
        self.assertEqual(training_class.seat_count, 1)

    def test_a_full_class_has_a_waiting_list(self) -> None:
        training_class = open_a_class(self.bkpsdm, self.wulan, quota=1)
        register(training_class, self.sari, by=self.sari)
        self.assertTrue(register(training_class, self.joko, by=self.joko).is_waiting)
        training_class.refresh_from_db()
        self.assertEqual((training_class.seat_count, training_class.waiting_count), (1, 1))

    def test_one_agency_may_not_take_all_seats(self) -> None:
        training_class = open_a_class(self.bkpsdm, self.wulan, quota=9, quota_per_agency=1)
        register(training_class, self.sari, by=self.sari)
        self.assertTrue(register(training_class, self.bayu, by=self.bayu).is_waiting)
        self.assertFalse(register(training_class, self.joko, by=self.joko).is_waiting)

    def test_a_seat_given_back_goes_to_the_first_who_may_have_it(self) -> None:
        training_class = open_a_class(self.bkpsdm, self.wulan, quota=2, quota_per_agency=1)
        register(training_class, self.sari, by=self.sari)
        joko = register(training_class, self.joko, by=self.joko)
        bayu = register(training_class, self.bayu, by=self.bayu)
        agung = register(training_class, self.agung, by=self.agung)
        cancel(joko, by=self.joko)
        bayu.refresh_from_db()
        agung.refresh_from_db()
        self.assertTrue(bayu.is_waiting)  # the health agency still has its one seat
        self.assertFalse(agung.is_waiting)
        told = Entry.objects.of_kinds(SeatGiven.kind)
        self.assertEqual([entry.data["person_id"] for entry in told], [self.agung.pk])

    def test_more_seats_move_the_list_up(self) -> None:
        training_class = open_a_class(self.bkpsdm, self.wulan, quota=1)
        register(training_class, self.sari, by=self.sari)
        waiting = register(training_class, self.joko, by=self.joko)
        training_class.refresh_from_db()
        training_class.quota = 2
        write_class(training_class, by=self.wulan)
        waiting.refresh_from_db()
        self.assertFalse(waiting.is_waiting)

    def test_one_may_come_back_after_cancelling(self) -> None:
        training_class = open_a_class(self.bkpsdm, self.wulan)
        cancel(register(training_class, self.sari, by=self.sari), by=self.sari)
        register(training_class, self.sari, by=self.sari)
        self.assertEqual(Registration.objects.standing().count(), 1)
        self.assertEqual(Registration.objects.count(), 2)

    def test_after_the_beginning_only_an_officer_adds_somebody(self) -> None:
        begun = now() - dt.timedelta(hours=1)
        training_class = open_a_class(self.bkpsdm, self.wulan, starts_at=begun)
        with self.assertRaises(RegistrationIsOver):
            register(training_class, self.sari, by=self.sari)
        self.assertFalse(register(training_class, self.sari, by=self.wulan).is_waiting)

    def test_who_was_there_stays_on_the_list(self) -> None:
        training_class = open_a_class(self.bkpsdm, self.wulan)
        registration = register(training_class, self.sari, by=self.sari)
        session = training_class.sessions.get()
        mark_by_hand(session, registration, reason="Telepon mati.", by=self.wulan)
        with self.assertRaises(AlreadyThere):
            cancel(registration, by=self.wulan)
