"""Personal data are opened with a purpose, and their owner can read who did."""

from __future__ import annotations

from datetime import timedelta

from sinau.journal.models import Entry
from sinau.kernel import clock
from sinau.people.models import PersonalData, PersonalDataView
from sinau.people.testing import CastTestCase


class OpenPersonalDataTests(CastTestCase):
    def setUp(self) -> None:
        PersonalData.objects.create(person=self.sari, nik="3471010101010001", religion="Islam")
        self.address = f"/pegawai/{self.sari.pk}/data-pribadi/"

    def test_an_officer_says_why_and_it_is_written_down(self) -> None:
        """P-PPL-23"""
        self.client.force_login(self.wulan)
        self.assertNotContains(self.client.get(self.address), "3471010101010001")
        self.assertEqual(self.client.post(self.address, {"purpose": "ya"}).status_code, 422)
        self.assertFalse(PersonalDataView.objects.exists())
        answer = self.client.post(self.address, {"purpose": "Verifikasi berkas cuti"}, follow=True)
        self.assertContains(answer, "3471010101010001")
        look = PersonalDataView.objects.get()
        self.assertEqual((look.viewer, look.person), (self.wulan, self.sari))
        entry = Entry.objects.get(kind="people.personal_data.opened")
        self.assertNotIn("3471010101010001", str(entry.data))

    def test_a_look_runs_out_and_is_nobody_elses(self) -> None:
        """P-PPL-23"""
        self.client.force_login(self.wulan)
        self.client.post(self.address, {"purpose": "Verifikasi berkas cuti"})
        look = PersonalDataView.objects.get()
        page = f"{self.address}{look.pk}/"
        self.assertEqual(self.client.get(page).status_code, 200)
        with clock.freeze(clock.now() + timedelta(minutes=16)):
            self.assertRedirects(self.client.get(page), self.address)
        self.client.force_login(self.tri)
        self.assertEqual(self.client.get(page).status_code, 404)

    def test_one_sees_ones_own_and_who_opened_them(self) -> None:
        """P-PPL-21"""
        PersonalDataView.objects.create(
            viewer=self.wulan, person=self.sari, purpose="Verifikasi berkas cuti"
        )
        self.client.force_login(self.sari)
        page = self.client.get(self.address)
        for shown in ("3471010101010001", "Wulan Prasetyaningsih", "Verifikasi berkas cuti"):
            self.assertContains(page, shown)
        self.assertEqual(PersonalDataView.objects.count(), 1)
        self.client.post(
            self.address, {"phone": "081200000000", "address": "", "private_email": ""}
        )
        data = PersonalData.objects.get(person=self.sari)
        self.assertEqual((data.phone, data.nik), ("081200000000", "3471010101010001"))

    def test_it_is_not_there_for_anybody_else(self) -> None:
        for person in (self.joko, self.bayu, self.budi, self.agung):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(self.address).status_code, 404)
                said = {"purpose": "Ingin tahu saja, sungguh"}
                self.assertEqual(self.client.post(self.address, said).status_code, 404)
        self.assertFalse(PersonalDataView.objects.exists())
