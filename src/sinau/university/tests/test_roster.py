"""A list of people: read row by row, added at once, taken back as a whole."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.sheets import workbook
from sinau.university.actions import add_roster, mark_by_hand, register, undo_roster
from sinau.university.actions.rosters import RosterIsFinal
from sinau.university.models import Registration
from sinau.university.rosters import UnreadableSheet, lines_of_sheet, read_roster
from sinau.university.testing import open_a_class


class ReadTests(CastTestCase):
    def setUp(self) -> None:
        self.training_class = open_a_class(self.bkpsdm, self.wulan, quota=2)

    def test_numbers_and_names_however_they_were_written(self) -> None:
        grouped = (
            f"{self.sari.nip[:8]} {self.sari.nip[8:14]} {self.sari.nip[14]} {self.sari.nip[15:]}"
        )
        lines = [f"1\t{grouped}", f"2. {self.bayu.full_name}", self.bayu.nip, "Tidak Ada", "12345"]
        rows = read_roster(self.training_class, "\n".join(["NIP", *lines]))
        self.assertEqual([row.person for row in rows], [self.sari, self.bayu, None, None, None])
        self.assertIn("Sudah ada di atas", str(rows[2].reason))
        self.assertIn("Nama tidak ditemukan", str(rows[3].reason))

    def test_it_says_who_would_wait_and_who_is_elsewhere(self) -> None:
        other = open_a_class(self.bkpsdm, self.wulan)
        register(other, self.sari, by=self.wulan)
        pasted = "\n".join([self.sari.nip, self.bayu.nip, self.joko.nip])
        rows = read_roster(self.training_class, pasted)
        self.assertEqual([row.clash for row in rows], [other.title, "", ""])
        self.assertEqual([row.waits for row in rows], [False, False, True])

    def test_a_sheet_is_read_as_if_it_had_been_pasted(self) -> None:
        data = workbook("Peserta", ["No", "Nama", "NIP"], [[1, "Sari", self.sari.nip]])
        lines = lines_of_sheet(BytesIO(data))
        rows = read_roster(self.training_class, lines)
        self.assertEqual([row.person for row in rows if row.person], [self.sari])
        with self.assertRaises(UnreadableSheet):
            lines_of_sheet(BytesIO(b"PK\x03\x04 not a sheet"))

    def test_questions_do_not_grow_with_the_list(self) -> None:
        with self.assertNumQueries(6):
            read_roster(self.training_class, self.sari.nip)
        many = "\n".join(person.nip for person in Person.objects.all())
        with self.assertNumQueries(6):
            read_roster(self.training_class, many)


class AddTests(CastTestCase):
    def setUp(self) -> None:
        self.training_class = open_a_class(self.bkpsdm, self.wulan, quota=2)
        self.people = [self.sari, self.bayu, self.joko]

    def test_all_at_once_and_back_as_a_whole(self) -> None:
        batch = add_roster(self.training_class, self.people, by=self.wulan)
        assert batch is not None
        self.training_class.refresh_from_db()
        self.assertEqual(
            (self.training_class.seat_count, self.training_class.waiting_count), (2, 1)
        )
        self.assertIsNone(add_roster(self.training_class, self.people, by=self.wulan))
        self.assertEqual(undo_roster(batch, by=self.wulan), 3)
        self.assertEqual(undo_roster(batch, by=self.wulan), 0)
        self.assertFalse(Registration.objects.standing().exists())

    def test_a_list_of_which_somebody_was_there_stays(self) -> None:
        batch = add_roster(self.training_class, self.people, by=self.wulan)
        assert batch is not None
        seat = self.training_class.registrations.get(person=self.sari)
        mark_by_hand(self.training_class.sessions.get(), seat, reason="Kertas.", by=self.wulan)
        with self.assertRaises(RosterIsFinal):
            undo_roster(batch, by=self.wulan)

    def test_the_page_previews_adds_and_undoes_for_its_officer_alone(self) -> None:
        """P-UNI-63: lists are previewed, added, copied and undone by officers over the agency."""
        other = open_a_class(self.bkpsdm, self.wulan, starts_at=now() + dt.timedelta(days=20))
        register(other, self.sari, by=self.wulan)
        add = reverse("university:participants_add", args=[self.training_class.pk])
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(add).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(add, {"dari": other.pk}), self.sari.nip)
        file = SimpleUploadedFile("p.xlsx", workbook("P", ["NIP"], [[self.sari.nip]]))
        self.assertContains(self.client.post(add, {"file": file}), "Tambahkan 1 orang")
        bad = SimpleUploadedFile("p.xlsx", b"nothing")
        self.assertEqual(self.client.post(add, {"file": bad}).status_code, 422)
        self.assertFalse(self.training_class.registrations.exists())
        save = reverse("university:participants_save", args=[self.training_class.pk])
        self.client.post(save, {"nip": [self.sari.nip]})
        batch = self.training_class.batches.get()
        undo = reverse("university:roster_undo", args=[self.training_class.pk, batch.pk])
        page = self.client.get(reverse("university:participants", args=[self.training_class.pk]))
        self.assertContains(page, "Batalkan penambahan")
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(undo).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.post(undo).status_code, 302)
        self.assertFalse(
            Registration.objects.standing()
            .filter(person=self.sari)
            .exclude(training_class=other)
            .exists()
        )
