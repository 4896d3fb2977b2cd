"""Who reads which ledger."""

from sinau.credit.models import Entry, YearTotal
from sinau.credit.tests.learning import learn
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import cells, queries_of


class BookTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari, jp="12.5")
        self.entry = Entry.objects.get()

    def test_p_cre_1_it_shows_my_own_book_to_me(self) -> None:
        """P-CRE-1"""
        self.client.force_login(self.sari)
        page = self.client.get("/jp/?tahun=2026")
        self.assertContains(page, "12,5")
        self.assertContains(page, "Dasar AI untuk ASN")
        self.assertContains(page, "PP 11/2017")
        self.assertNotContains(self.client.get("/jp/?tahun=2025"), "Dasar AI untuk ASN")

    def test_it_teaches_who_has_nothing_yet(self) -> None:
        self.client.force_login(self.bayu)
        self.assertContains(self.client.get("/jp/?tahun=2026"), "Belum ada catatan JP")

    def test_it_gives_my_year_as_a_workbook(self) -> None:
        self.client.force_login(self.sari)
        rows = cells(self.client.get("/jp/unduh/?tahun=2026").content)
        self.assertEqual(rows[1][1], "Dasar AI untuk ASN")
        self.assertEqual(rows[1][4], 12.5)

    def test_an_entry_leads_to_its_evidence_where_there_is_a_page(self) -> None:
        self.client.force_login(self.sari)
        self.assertNotContains(self.client.get(self.entry.get_absolute_url()), "Buka bukti")
        learn(self.sari, evidence="university.completion:2", evidence_url="/belajar/sertifikat/K/")
        entry = Entry.objects.get(evidence="university.completion:2")
        page = self.client.get(entry.get_absolute_url())
        self.assertContains(page, 'href="/belajar/sertifikat/K/"')

    def test_p_cre_2_those_who_answer_for_people_read_theirs(self) -> None:
        """P-CRE-2"""
        for reader in (self.wulan, self.budi, self.dewi, self.tri):
            with self.subTest(reader.name):
                self.client.force_login(reader)
                for url in (
                    f"/jp/pegawai/{self.sari.pk}/?tahun=2026",
                    f"/jp/catatan/{self.entry.pk}/",
                ):
                    self.assertContains(self.client.get(url), "Dasar AI untuk ASN")

    def test_p_cre_4_everybody_else_finds_nothing(self) -> None:
        """P-CRE-4"""
        addresses = (
            f"/jp/pegawai/{self.sari.pk}/",
            f"/jp/pegawai/{self.sari.pk}/unduh/",
            f"/jp/catatan/{self.entry.pk}/",
        )
        self.client.force_login(self.tri)
        for url in addresses:
            self.assertEqual(self.client.get(url).status_code, 200)
        for reader in (self.joko, self.bayu, self.ratna):
            self.client.force_login(reader)
            for url in addresses:
                with self.subTest(reader.name, url=url):
                    self.assertEqual(self.client.get(url).status_code, 404)
            with self.subTest(reader.name, url="/jp/"):
                self.assertNotContains(self.client.get("/jp/?tahun=2026"), "Dasar AI untuk ASN")

    def test_the_auditor_sees_the_year_computed_again(self) -> None:
        self.client.force_login(self.tri)
        url = f"/jp/pegawai/{self.sari.pk}/?tahun=2026"
        self.assertContains(self.client.get(url), "sama dengan jumlah yang tersimpan")
        YearTotal.objects.update(jp=20)
        self.assertContains(self.client.get(url), "Tersimpan 20 JP, hitung ulang 12,5 JP")

    def test_an_entry_tells_how_it_came_about(self) -> None:
        self.client.force_login(self.sari)
        page = self.client.get(f"/jp/catatan/{self.entry.pk}/")
        self.assertContains(page, "menyelesaikan “Dasar AI untuk ASN”")
        self.assertContains(page, "mencatatnya di buku JP sebagai baris ke-1")
        self.assertContains(page, self.entry.rule.digest[:12])

    def test_a_book_asks_the_database_as_often_for_many_rows_as_for_few(self) -> None:
        self.client.force_login(self.tri)
        url = f"/jp/pegawai/{self.sari.pk}/?tahun=2026"
        few = queries_of(self.client, url)
        for number in range(8):
            learn(self.sari, evidence=f"more:{number}", jp="1")
        with self.assertNumQueries(few):
            self.client.get(url)


class AgenciesTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari, jp="20")
        learn(self.joko, jp="1", evidence="joko")

    def test_it_tells_who_is_below_the_minimum(self) -> None:
        self.client.force_login(self.budi)
        page = self.client.get("/jp/perangkat-daerah/?tahun=2026&keadaan=kurang")
        self.assertContains(page, "Bayu Nugroho")
        self.assertNotContains(page, "Sari Lestari")
        self.assertContains(page, "2 dari 3 pegawai")

    def test_p_cre_2_each_sees_the_own_agencies_only(self) -> None:
        """P-CRE-2, P-CRE-4"""
        self.client.force_login(self.joko)
        page = self.client.get("/jp/perangkat-daerah/?tahun=2026")
        self.assertContains(page, "Joko Susilo")
        self.assertNotContains(page, "Sari Lestari")
        self.assertContains(page, "1 dari 1 pegawai")
        rows = cells(self.client.get("/jp/perangkat-daerah/unduh/?tahun=2026&q=Sari").content)
        self.assertEqual(len(rows), 1)

    def test_the_workbook_of_an_agency_has_the_same_people_as_its_page(self) -> None:
        self.client.force_login(self.budi)
        rows = cells(
            self.client.get("/jp/perangkat-daerah/unduh/?tahun=2026&keadaan=kurang").content
        )
        self.assertEqual({row[1] for row in rows[1:]}, {self.bayu.full_name, self.budi.full_name})
        self.client.force_login(self.joko)
        rows = cells(self.client.get("/jp/perangkat-daerah/unduh/?tahun=2026").content)
        self.assertEqual([row[1] for row in rows[1:]], [self.joko.full_name])

    def test_an_employee_without_role_finds_no_list(self) -> None:
        self.client.force_login(self.sari)
        for url in ("/jp/perangkat-daerah/", "/jp/perangkat-daerah/unduh/"):
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_it_asks_the_database_as_often_for_many_as_for_few(self) -> None:
        self.client.force_login(self.wulan)
        url = "/jp/perangkat-daerah/?tahun=2026"
        self.client.get(url)
        few = queries_of(self.client, url)
        for number in range(30):
            Person.objects.create(
                nip=f"199001012015011{number:03d}", name=f"Pegawai {number}", agency=self.dishub
            )
        with self.assertNumQueries(few):
            self.client.get(url)
