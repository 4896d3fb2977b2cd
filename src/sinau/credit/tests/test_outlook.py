"""The book beyond its rows: months, projection, claims under way, paper, and the agencies by month."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from sinau.credit.models import PlannedLearning
from sinau.credit.tests.claiming import filled, sent
from sinau.credit.tests.learning import learn
from sinau.journal.announcing import announce
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import freeze
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import cells, queries_of
from sinau.university.events import ClassClosed, Registered, RegistrationCancelled

ON = date(2026, 7, 1)


class BookTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari, jp="6", day=date(2026, 2, 2))
        learn(self.sari, jp="4", day=date(2026, 4, 2), evidence="university.completion:2")
        self.client.force_login(self.sari)

    def register(self, *, waiting: bool = False, registration: int = 3) -> None:
        with transaction.atomic():
            announce(
                Registered(
                    class_id=7,
                    registration_id=registration,
                    person_id=self.sari.pk,
                    name="Sari",
                    title="Bimtek SPBE",
                    place="",
                    waiting=waiting,
                    form="bimtek",
                    ends_on=date(2026, 8, 5),
                    minutes=540,
                ),
                by=self.sari,
            )
        tell_everyone()

    def page(self, url: str = "/jp/") -> str:
        with freeze(ON):
            return self.client.get(url).content.decode()

    def test_it_says_when_the_year_is_full_and_from_what(self) -> None:
        page = self.page()
        self.assertIn("Dengan laju tahun ini, Anda mencapai 20 JP sekitar 30 Desember 2026.", page)
        self.assertIn("rata-rata 1,6 JP sebulan", page)
        self.register()
        self.assertEqual(PlannedLearning.objects.get().jp, Decimal(12))
        page = self.page()
        self.assertIn("kelas yang sudah Anda daftarkan, Anda mencapai 20 JP pada 5 Agustus", page)
        self.assertIn("Bimtek SPBE, 5 Agustus 2026, 12 JP", page)

    def test_a_plan_goes_when_it_is_given_back_or_over(self) -> None:
        self.register(waiting=True)
        self.assertFalse(PlannedLearning.objects.exists())
        self.register()
        with transaction.atomic():
            announce(
                RegistrationCancelled(
                    class_id=7,
                    registration_id=3,
                    person_id=self.sari.pk,
                    name="Sari",
                    title="Bimtek SPBE",
                    reason="",
                ),
                by=self.sari,
            )
        tell_everyone()
        self.assertFalse(PlannedLearning.objects.exists())
        self.register(registration=4)
        with transaction.atomic():
            announce(ClassClosed(class_id=7, title="x", completed=1, incomplete=0), by=self.wulan)
        tell_everyone()
        self.assertFalse(PlannedLearning.objects.exists())

    def test_it_says_nothing_of_a_former_year_or_from_too_little(self) -> None:
        self.assertNotIn("Dengan laju", self.page("/jp/?tahun=2025"))
        self.client.force_login(self.bayu)
        self.assertNotIn("Perkiraan", self.page())

    def test_it_shows_months_policies_claims_and_the_index(self) -> None:
        sent(self.sari)
        filled(self.sari, number="draf", title="Kursus yang belum dikirim")
        page = self.page()
        for words in (
            "bulan demi bulan",
            "PP 11/2017",
            "Klaim yang berjalan",
            "Bimtek Arsip Digital",
            "Kursus yang belum dikirim",
            "Indeks profesionalitas",
            "PermenPANRB 38/2018",
        ):
            self.assertIn(words, page)

    def test_the_maximum_of_pppk_is_a_warning_in_words(self) -> None:
        Person.objects.filter(pk=self.sari.pk).update(emp_kind="PPPK")
        learn(self.sari, jp="20", day=date(2026, 5, 2), evidence="university.completion:3")
        page = self.page()
        self.assertIn("PP 49/2018", page)
        self.assertIn("Batas ini peringatan", page)
        self.assertIn("melampaui batas 24 JP", page)

    def test_the_paper_holds_every_row(self) -> None:
        page = self.page("/jp/cetak/?tahun=2026")
        self.assertIn("10 JP dari 2 catatan", page)
        self.assertIn("university.completion:2", page)

    def test_p_cre_2_others_books_hide_what_is_their_owners_alone(self) -> None:
        """P-CRE-2"""
        sent(self.sari)
        filled(self.sari, number="draf", title="Kursus yang belum dikirim")
        self.client.force_login(self.budi)
        page = self.page(f"/jp/pegawai/{self.sari.pk}/?tahun=2026")
        self.assertIn("bulan demi bulan", page)
        self.assertNotIn("Kursus yang belum dikirim", page)
        self.assertIn("Buku JP", self.page(f"/jp/pegawai/{self.sari.pk}/cetak/?tahun=2026"))
        for outsider in (self.joko, self.bayu):
            self.client.force_login(outsider)
            url = f"/jp/pegawai/{self.sari.pk}/cetak/?tahun=2026"
            self.assertEqual(self.client.get(url).status_code, 404)


class AgenciesTests(CastTestCase):
    def setUp(self) -> None:
        Person.objects.filter(pk=self.bayu.pk).update(emp_kind="PPPK")
        learn(self.sari, jp="6", day=date(2026, 2, 2))
        learn(self.bayu, jp="30", day=date(2026, 4, 2), evidence="university.completion:2")
        self.client.force_login(self.wulan)

    def test_it_shows_who_is_over_the_maximum(self) -> None:
        page = self.client.get("/jp/perangkat-daerah/?tahun=2026&keadaan=lebih")
        self.assertContains(page, "Bayu Nugroho")
        self.assertNotContains(page, "Sari Lestari")
        self.assertContains(page, "1 pegawai melampaui batas setahun")
        self.assertContains(page, "PP 49/2018")
        page = self.client.get("/jp/perangkat-daerah/?tahun=2026&jenis=PPPK")
        self.assertNotContains(page, "Sari Lestari")
        rows = cells(self.client.get("/jp/perangkat-daerah/unduh/?tahun=2026&jenis=PPPK").content)
        self.assertEqual(rows[1][-2:], [24, 6])

    def test_it_shows_the_agencies_month_by_month(self) -> None:
        page = self.client.get("/jp/perangkat-daerah/bulan/?tahun=2026")
        self.assertContains(page, "36 JP tercatat")
        rows = cells(self.client.get("/jp/perangkat-daerah/bulan/unduh/?tahun=2026").content)
        self.assertEqual(rows[1][0], "Dinas Kesehatan")
        self.assertEqual((rows[1][2], rows[1][4], rows[1][13]), (6, 30, 36))

    def test_p_cre_4_the_months_of_others_are_not_there(self) -> None:
        """P-CRE-4"""
        self.client.force_login(self.joko)
        page = self.client.get("/jp/perangkat-daerah/bulan/?tahun=2026")
        self.assertNotContains(page, "Dinas Kesehatan")
        url = "/jp/perangkat-daerah/bulan/unduh/?tahun=2026"
        self.assertEqual(len(cells(self.client.get(url).content)), 1)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get("/jp/perangkat-daerah/bulan/").status_code, 404)
        self.assertEqual(self.client.get(url).status_code, 404)

    def test_the_tables_cost_the_same_with_many(self) -> None:
        urls = ("/jp/perangkat-daerah/bulan/?tahun=2026", "/jp/perangkat-daerah/?tahun=2026")
        few = [queries_of(self.client, url) for url in urls]
        for number in range(4):
            person = Person.objects.create(
                nip=f"19900101201503100{number}", name=f"P {number}", agency=self.dishub
            )
            day = date(2026, 3, 1) + timedelta(days=31 * number)
            learn(person, day=day, evidence=f"university.completion:{number + 10}")
        self.assertEqual([queries_of(self.client, url) for url in urls], few)
