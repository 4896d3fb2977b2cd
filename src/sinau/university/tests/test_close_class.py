"""Closing a class completes those who were in every session, once."""

import datetime as dt

from sinau.journal.models import Entry
from sinau.kernel.clock import freeze, now
from sinau.people.testing import CastTestCase
from sinau.university.actions import (
    close_class,
    mark_by_hand,
    outlook_of,
    record_attendance,
    register,
)
from sinau.university.actions.attendance import NotRegistered, TooEarly, TooLate
from sinau.university.actions.classes import ClassIsClosed
from sinau.university.actions.closing import NotOverYet
from sinau.university.events import LearningCompleted
from sinau.university.models import Attendance, Certificate, Completion
from sinau.university.models.attendance import AttendanceMethod
from sinau.university.testing import open_a_class

SCAN = AttendanceMethod.SCAN


class AttendTests(CastTestCase):
    def setUp(self) -> None:
        self.training_class = open_a_class(self.bkpsdm, self.wulan, quota=2)
        self.session = self.training_class.sessions.get()
        self.begin = self.session.starts_at

    def scan(self, minutes: int) -> Attendance:
        at = self.begin + dt.timedelta(minutes=minutes)
        with freeze(at):
            return record_attendance(self.session, self.sari, method=SCAN, at=at)

    def test_it_is_recorded_once_with_its_time(self) -> None:
        register(self.training_class, self.sari, by=self.sari)
        self.assertEqual(self.scan(-5), self.scan(20))
        self.assertEqual(Attendance.objects.get().minutes_late, 0)

    def test_it_says_how_late(self) -> None:
        register(self.training_class, self.sari, by=self.sari)
        self.assertEqual(self.scan(25).minutes_late, 25)

    def test_an_early_scan_says_when_to_come_back_and_blocks_nothing(self) -> None:
        register(self.training_class, self.sari, by=self.sari)
        with self.assertRaisesMessage(TooEarly, "Pindai lagi sesudah itu"):
            self.scan(-60)
        self.assertEqual(self.scan(-10).minutes_late, 0)

    def test_a_scan_long_after_is_refused(self) -> None:
        register(self.training_class, self.sari, by=self.sari)
        with self.assertRaises(TooLate):
            self.scan(600)

    def test_it_rejects_who_has_no_seat(self) -> None:
        with self.assertRaises(NotRegistered):
            self.scan(0)
        register(self.training_class, self.bayu, by=self.bayu)
        register(self.training_class, self.joko, by=self.joko)
        register(self.training_class, self.sari, by=self.sari)
        with self.assertRaisesMessage(NotRegistered, "daftar tunggu"):
            self.scan(0)


class CloseClassTests(CastTestCase):
    def setUp(self) -> None:
        begun = now() - dt.timedelta(days=1)
        self.training_class = open_a_class(self.bkpsdm, self.wulan, starts_at=begun)
        self.session = self.training_class.sessions.get()
        for person in (self.sari, self.bayu):
            register(self.training_class, person, by=self.wulan)
        registration = self.training_class.registrations.get(person=self.sari)
        mark_by_hand(self.session, registration, reason="Daftar kertas.", by=self.wulan)

    def test_it_completes_who_was_there_and_nobody_else(self) -> None:
        outlook = outlook_of(self.training_class)
        self.assertEqual([r.person for r in outlook.complete], [self.sari])
        self.assertEqual([(r.person, n) for r, n in outlook.incomplete], [(self.bayu, 1)])
        closing = close_class(self.training_class, by=self.wulan)
        self.assertEqual((closing.completed, closing.incomplete), (1, 1))
        completion = Completion.objects.get()
        facts = [e.fact() for e in Entry.objects.of_kinds(LearningCompleted.kind)]
        self.assertEqual(
            [(f.evidence, f.form, f.person_id) for f in facts if isinstance(f, LearningCompleted)],
            [(f"university.attendance:{completion.pk}", "bimtek", self.sari.pk)],
        )

    def test_a_second_time_changes_nothing(self) -> None:
        close_class(self.training_class, by=self.wulan)
        close_class(self.training_class, by=self.wulan)
        self.assertEqual(Certificate.objects.count(), 1)

    def test_a_closed_class_does_not_change_any_more(self) -> None:
        close_class(self.training_class, by=self.wulan)
        registration = self.training_class.registrations.get(person=self.bayu)
        with self.assertRaises(ClassIsClosed):
            mark_by_hand(self.session, registration, reason="Terlambat.", by=self.wulan)

    def test_it_waits_for_the_last_session(self) -> None:
        coming = open_a_class(self.bkpsdm, self.wulan)
        with self.assertRaises(NotOverYet):
            close_class(coming, by=self.wulan)
