"""The day of a class and after it: clashes, invitations, late scans, paper lists, corrections."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinau.credit.models import Entry as LedgerEntry
from sinau.inbox.models import Notice
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import freeze, now
from sinau.people.testing import CastTestCase
from sinau.university.actions import (
    Guest,
    cancel,
    close_class,
    file_sheet,
    invite,
    mark_by_hand,
    register,
    reopen_class,
    unmark,
    withdraw_class,
    write_room,
    write_session,
)
from sinau.university.actions.attendance import ScanStays, room_key
from sinau.university.actions.classes import SessionClashes
from sinau.university.actions.closing import NotClosed
from sinau.university.attendance import codes
from sinau.university.ledgers import ledger_of
from sinau.university.models import Attendance, Certificate, ClassMaterial, Registration, Room
from sinau.university.testing import open_a_class

LATE = reverse("university:late_scan")


class ClashTests(CastTestCase):
    def setUp(self) -> None:
        self.room = Room(agency=self.bkpsdm, name="Aula", address="Balai Kota", capacity=50)
        write_room(self.room, by=self.wulan)
        self.first = open_a_class(self.bkpsdm, self.wulan)
        session = self.first.sessions.get()
        session.room = self.room
        write_session(session, by=self.wulan, speakers=[Guest("Ratna", self.ratna)])
        self.second = open_a_class(self.bkpsdm, self.wulan)
        register(self.first, self.sari, by=self.wulan)
        register(self.second, self.sari, by=self.wulan)

    def test_room_speaker_and_participant_are_told_and_a_reason_overrides(self) -> None:
        session = self.second.sessions.select_related("training_class").get()
        session.room = self.room
        with self.assertRaises(SessionClashes) as caught:
            write_session(session, by=self.wulan, speakers=[Guest("Ratna", self.ratna)])
        self.assertEqual(len(caught.exception.reasons), 3)
        session.clash_reason = "Dibagi dengan sekat."
        write_session(session, by=self.wulan, speakers=[Guest("Ratna", self.ratna)])
        self.assertEqual(session.speakers.get().person, self.ratna)

    def test_a_room_too_small_is_a_clash(self) -> None:
        self.room.capacity = 1
        write_room(self.room, by=self.wulan)
        session = self.second.sessions.select_related("training_class").get()
        session.room, session.starts_at = self.room, session.starts_at + dt.timedelta(days=1)
        session.ends_at += dt.timedelta(days=1)
        with self.assertRaises(SessionClashes):
            write_session(session, by=self.wulan)

    def test_a_closed_room_is_not_offered_and_rooms_are_kept_by_their_agency(self) -> None:
        """P-UNI-64: every officer sees and books rooms; only officers over its agency change one."""
        close = reverse("university:class_room_close", args=[self.room.pk])
        self.client.force_login(self.joko)
        self.assertContains(self.client.get(reverse("university:class_rooms")), "Aula")
        self.assertEqual(self.client.post(close).status_code, 404)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(reverse("university:class_rooms")).status_code, 404)
        self.client.force_login(self.wulan)
        self.client.post(close)
        self.assertFalse(Room.objects.in_use().exists())


class InviteTests(CastTestCase):
    def setUp(self) -> None:
        self.training_class = open_a_class(self.bkpsdm, self.wulan)
        self.seat = register(self.training_class, self.sari, by=self.wulan)
        self.file = reverse("university:class_calendar", args=[self.training_class.pk])
        self.letter = reverse("university:invitation", args=[self.training_class.pk])

    def test_who_has_a_seat_is_invited_once(self) -> None:
        self.assertEqual(invite(self.training_class, by=self.wulan), 1)
        self.assertEqual(invite(self.training_class, by=self.wulan), 0)
        tell_everyone()
        self.assertEqual(
            Notice.objects.filter(person=self.sari, kind="class_invitation").count(), 1
        )

    def test_letter_and_calendar_are_for_who_has_a_seat_and_the_officer(self) -> None:
        """P-UNI-65: invitation, calendar file, material and minutes are for those with a seat."""
        paper = ClassMaterial.objects.create(
            training_class=self.training_class,
            title="Lembar kerja",
            moment="before",
            file=SimpleUploadedFile("a.pdf", b"%PDF-1.4"),
            file_name="a.pdf",
            added_at=now(),
            added_by=self.wulan,
        )
        material = reverse("university:material", args=[self.training_class.pk, paper.pk])
        for reader, status in ((self.sari, 200), (self.wulan, 200), (self.joko, 404)):
            self.client.force_login(reader)
            for url in (self.file, self.letter, material):
                with self.subTest(url, who=reader.name):
                    self.assertEqual(self.client.get(url).status_code, status)

    def calendar(self) -> str:
        self.client.force_login(self.sari)
        return self.client.get(self.file).content.decode()

    def test_the_calendar_file_follows_a_session_that_moves_and_a_class_that_ends(self) -> None:
        text = self.calendar()
        for line in ("METHOD:PUBLISH", "TZID:Asia/Jakarta", "SEQUENCE:0", "STATUS:CONFIRMED"):
            self.assertIn(line, text)
        self.assertTrue(all(len(line.encode()) <= 75 for line in text.split("\r\n")))
        session = self.training_class.sessions.select_related("training_class").get()
        session.starts_at += dt.timedelta(hours=1)
        write_session(session, by=self.wulan)
        self.assertIn("SEQUENCE:1", self.calendar())
        tell_everyone()
        moved = Notice.objects.filter(person=self.sari, kind="class_invitation")
        self.assertTrue(moved.exists())
        withdraw_class(self.training_class, reason="Batal.", by=self.wulan)
        text = self.calendar()
        self.assertIn("METHOD:CANCEL", text)
        self.assertIn("SEQUENCE:2", text)

    def test_who_gave_the_seat_back_gets_the_cancellation(self) -> None:
        cancel(self.seat, by=self.sari)
        self.assertIn("METHOD:CANCEL", self.calendar())


class LateScanTests(CastTestCase):
    def setUp(self) -> None:
        self.moment = now().replace(microsecond=0)
        self.training_class = open_a_class(self.bkpsdm, self.wulan, starts_at=self.moment)
        self.session = self.training_class.sessions.get()
        register(self.training_class, self.sari, by=self.wulan)
        self.second = int(self.moment.timestamp())

    def send(self, hours: float = 2, **said: Any) -> int:
        with freeze(self.moment + dt.timedelta(hours=hours)):
            self.response = self.client.post(LATE, {"siapa": self.sari.pk, **said})
        return self.response.status_code

    def test_a_receipt_that_waited_counts_from_its_own_time(self) -> None:
        """P-UNI-66: a scan that waited is taken for the person who made it, within a day."""
        receipt = codes.give_receipt(room_key(), self.session.pk, self.second)
        self.assertEqual(self.send(bukti=receipt), 401)
        self.client.force_login(self.joko)
        self.assertEqual(self.send(bukti=receipt), 403)
        self.client.force_login(self.sari)
        self.assertEqual(self.send(bukti=f"{receipt}x"), 422)
        self.assertEqual(self.send(hours=25, bukti=receipt), 422)
        self.assertFalse(Attendance.objects.exists())
        self.assertEqual(self.send(bukti=receipt), 200)
        self.assertEqual(self.send(bukti=receipt), 200)
        mark = Attendance.objects.get()
        self.assertEqual((mark.at, mark.minutes_late), (self.moment, 0))
        self.assertEqual(mark.sent_at, self.moment + dt.timedelta(hours=2))
        self.client.force_login(self.wulan)
        page = reverse("university:participants", args=[self.training_class.pk])
        self.assertContains(self.client.get(page), "terkirim belakangan")

    def test_digits_are_those_of_their_moment(self) -> None:
        digits = codes.show(room_key(), self.session.pk, self.second).digits
        self.client.force_login(self.sari)
        self.assertEqual(self.send(digits=digits, pada=self.second - 3600), 422)
        self.assertEqual(self.send(digits=digits, pada=self.second + 9000), 422)
        self.assertEqual(self.send(digits=digits, pada="besok"), 422)
        self.assertEqual(self.send(digits=digits, pada=self.second), 200)


class CorrectTests(CastTestCase):
    def setUp(self) -> None:
        begun = now() - dt.timedelta(days=1)
        self.training_class = open_a_class(self.bkpsdm, self.wulan, starts_at=begun)
        self.session = self.training_class.sessions.select_related("training_class").get()
        self.seats = {
            person: register(self.training_class, person, by=self.wulan)
            for person in (self.sari, self.bayu, self.joko)
        }

    def mark(self, seat: Registration) -> Attendance:
        return mark_by_hand(self.session, seat, reason="Kertas.", by=self.wulan)

    def test_a_signed_list_is_evidence_and_ticks_many(self) -> None:
        url = reverse("university:sheet", args=[self.training_class.pk, self.session.pk])
        self.client.force_login(self.wulan)
        scan = SimpleUploadedFile("daftar.jpg", b"\xff\xd8\xff")
        said = {"hadir": [self.seats[self.sari].pk, self.seats[self.bayu].pk], "file": scan}
        self.assertEqual(self.client.post(url, said).status_code, 302)
        self.assertEqual(Attendance.objects.count(), 2)
        self.assertEqual(self.session.sheets.get().file_name, "daftar.jpg")
        self.assertContains(self.client.get(url), "daftar.jpg")
        bad = {"file": SimpleUploadedFile("daftar.exe", b"MZ")}
        self.assertEqual(self.client.post(url, bad).status_code, 422)
        self.assertEqual(
            file_sheet(self.session, [self.seats[self.sari]], sheet=None, by=self.wulan), 0
        )

    def test_a_mark_by_hand_can_be_taken_back_a_scan_cannot(self) -> None:
        """P-UNI-67: an officer takes back what an officer wrote, before closing, with a reason."""
        mark = self.mark(self.seats[self.sari])
        url = reverse("university:attendance_unmark", args=[self.training_class.pk, mark.pk])
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(url, {"reason": "x"}).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.post(url, {"reason": "Keliru."}).status_code, 302)
        self.assertFalse(Attendance.objects.exists())
        scan = Attendance.objects.create(
            session=self.session, registration=self.seats[self.bayu], at=now(), method="scan"
        )
        with self.assertRaises(ScanStays):
            unmark(scan, reason="Keliru.", by=self.wulan)

    def test_the_preview_says_what_the_ledger_then_says(self) -> None:
        self.mark(self.seats[self.sari])
        preview = ledger_of(self.training_class)
        self.assertEqual([row.registration.person for row in preview.rows], [self.sari])
        self.client.force_login(self.wulan)
        url = reverse("university:class_close", args=[self.training_class.pk])
        self.assertContains(self.client.get(url), "Baris Buku JP yang akan dicatat")
        self.assertFalse(LedgerEntry.objects.exists())
        close_class(self.training_class, by=self.wulan)
        tell_everyone()
        self.assertEqual(LedgerEntry.objects.get().jp, preview.total)
        absent = self.training_class.registrations.exclude(no_show_at=None)
        self.assertEqual({each.person for each in absent}, {self.bayu, self.joko})

    def test_a_workshop_follows_its_own_rule(self) -> None:
        self.training_class.kind, self.training_class.stated_jp = "workshop", None
        self.training_class.save()
        self.mark(self.seats[self.sari])
        expected = ledger_of(self.training_class).total
        close_class(self.training_class, by=self.wulan)
        tell_everyone()
        entry = LedgerEntry.objects.get()
        self.assertEqual((entry.form, entry.jp), ("workshop", expected))

    def test_a_correction_gives_and_takes_jp(self) -> None:
        """P-UNI-68: officers over the agency open a closed class again, with a reason."""
        with self.assertRaises(NotClosed):
            reopen_class(self.training_class, reason="Keliru.", by=self.wulan)
        mark = self.mark(self.seats[self.sari])
        close_class(self.training_class, by=self.wulan)
        tell_everyone()
        reopen_class(self.training_class, reason="Nama tertukar.", by=self.wulan)
        mark.refresh_from_db()
        unmark(mark, reason="Tertukar.", by=self.wulan)
        self.mark(self.seats[self.bayu])
        self.assertEqual([e.person for e in ledger_of(self.training_class).undone], [self.sari])
        close_class(self.training_class, by=self.wulan)
        tell_everyone()
        self.assertIsNotNone(Certificate.objects.get(person=self.sari).revocation)
        worth = {
            person: sum(LedgerEntry.objects.filter(person=person).values_list("jp", flat=True))
            for person in (self.sari, self.bayu)
        }
        self.assertEqual(worth[self.sari], 0)
        self.assertGreater(worth[self.bayu], 0)
        reopen_class(self.training_class, reason="Ternyata hadir.", by=self.wulan)
        self.mark(self.seats[self.sari])
        close_class(self.training_class, by=self.wulan)
        tell_everyone()
        self.assertEqual(Certificate.objects.filter(person=self.sari, revocation=None).count(), 1)
