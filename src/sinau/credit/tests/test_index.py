"""The index of people with its evidence: who reads it, who keeps what it asks, and the workbook."""

from __future__ import annotations

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from sinau.credit import recording
from sinau.credit.index import measure, measuring_day
from sinau.credit.models import RecordRun, StaffRecord
from sinau.credit.tests.learning import learn
from sinau.journal.models import Entry as Told
from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.sheets import workbook
from sinau.ui.testing import cells, queries_of

YEAR = today().year


def keep(person: Person, by: Person, kind: str = "performance", value: str = "good") -> StaffRecord:
    return recording.keep(person, by=by, kind=kind, year=YEAR - 1, value=value, source="SKP 12")


class IndexTests(CastTestCase):
    def index(self, person: Person) -> list[int]:
        found = measure([person], measuring_day(YEAR))[person.pk].index
        assert found
        return [int(dimension.points) for dimension in found.dimensions]

    def test_it_rests_on_the_ledger_and_the_records(self) -> None:
        self.assertEqual(self.index(self.sari), [15, 0, 1, 1])
        learn(self.sari, form="technical", jp="20", day=today())
        keep(self.sari, self.wulan)
        keep(self.sari, self.wulan, "discipline", "none")
        self.assertEqual(self.index(self.sari), [15, 22, 25, 5])
        self.client.force_login(self.sari)
        page = self.client.get("/jp/indeks/")
        for words in ("67,5", "Dasar AI untuk ASN", "Baik", "SKP 12", "Belum diverifikasi", "S1"):
            self.assertContains(page, words)

    def test_a_later_record_of_a_year_takes_the_place_of_a_former(self) -> None:
        keep(self.sari, self.wulan)
        keep(self.sari, self.wulan)
        self.assertEqual(StaffRecord.objects.count(), 1)
        keep(self.sari, self.wulan, value="very_good")
        self.assertEqual(self.index(self.sari)[2], 30)
        self.assertEqual(Told.objects.filter(kind="credit.record.kept").count(), 2)

    def test_candidates_are_not_measured(self) -> None:
        Person.objects.filter(pk=self.sari.pk).update(emp_kind="CPNS")
        self.client.force_login(self.sari)
        self.assertContains(self.client.get("/jp/indeks/"), "Tidak diukur")

    def test_an_officer_writes_it_on_a_page(self) -> None:
        self.client.force_login(self.wulan)
        url = f"/jp/pegawai/{self.sari.pk}/indeks/data/"
        said = {"kind": "performance", "value": "light", "year": YEAR - 1, "source": "SKP 1"}
        self.assertContains(self.client.post(url, said), "bukan untuk data", status_code=422)
        said = {"kind": "performance", "value": "good", "year": YEAR + 1, "source": ""}
        page = self.client.post(url, said)
        self.assertContains(page, "belum berjalan", status_code=422)
        self.assertContains(page, "Tuliskan dasarnya", status_code=422)
        said = {"kind": "performance", "value": "good", "year": YEAR - 1, "source": "SKP 1"}
        self.client.post(url, said)
        self.assertEqual(self.index(self.sari)[2], 25)

    def test_p_cre_10_it_is_read_by_its_person_and_those_who_answer_for_them(self) -> None:
        """P-CRE-10"""
        keep(self.sari, self.wulan, value="poor")
        url = f"/jp/pegawai/{self.sari.pk}/indeks/"
        for reader in (self.sari, self.wulan, self.budi, self.dewi, self.tri):
            self.client.force_login(reader)
            with self.subTest(reader.name):
                self.assertContains(self.client.get(url), "Kurang")
        for outsider in (self.joko, self.bayu, self.ratna):
            self.client.force_login(outsider)
            with self.subTest(outsider.name):
                self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.bayu)
        for address in ("/jp/indeks/perangkat-daerah/", "/jp/indeks/perangkat-daerah/unduh/"):
            self.assertEqual(self.client.get(address).status_code, 404)
        self.client.force_login(self.joko)
        table = self.client.get("/jp/indeks/perangkat-daerah/")
        self.assertContains(table, "Joko Susilo")
        self.assertNotContains(table, "Sari Lestari")
        rows = cells(self.client.get("/jp/indeks/perangkat-daerah/unduh/?unit=dinkes").content)
        self.assertEqual(len(rows), 1)
        self.assertEqual(
            len(cells(self.client.get("/jp/indeks/perangkat-daerah/unduh/").content)), 2
        )

    def test_p_cre_11_records_are_kept_by_an_officer_and_never_ones_own(self) -> None:
        """P-CRE-11"""
        for who in (self.joko, self.budi, self.tri, self.sari):
            with self.subTest(who.name), self.assertRaises(recording.NotTheirRecord):
                keep(self.sari, who)
            self.client.force_login(who)
            url = f"/jp/pegawai/{self.sari.pk}/indeks/data/"
            self.assertEqual(self.client.get(url).status_code, 404)
        with self.assertRaises(recording.NotTheirRecord):
            keep(self.wulan, self.wulan)

    def test_the_table_filters_and_costs_the_same(self) -> None:
        self.client.force_login(self.wulan)
        url = "/jp/indeks/perangkat-daerah/"
        few = queries_of(self.client, url)
        for number in range(5):
            Person.objects.create(
                nip=f"19900101201503100{number}",
                name=f"Pegawai {number}",
                agency=self.dinkes,
                job_kind="pelaksana",
            )
        self.assertEqual(queries_of(self.client, url), few)
        page = self.client.get(f"{url}?unit=dinkes&q=sari")
        self.assertContains(page, "Sari Lestari")
        self.assertNotContains(page, "Pegawai 1")
        page = self.client.get(f"{url}?golongan=Sangat tinggi")
        self.assertContains(page, "Tidak ada pegawai yang cocok")
        rows = cells(self.client.get(f"{url}unduh/?unit=dinkes").content)
        self.assertEqual(len(rows), 9)

    def test_a_former_year_is_measured_at_its_end(self) -> None:
        self.assertEqual(measuring_day(YEAR), today())
        self.assertEqual(measuring_day(2024), date(2024, 12, 31))


class ImportRecordsTests(CastTestCase):
    def book(self, *lines: list[object]) -> bytes:
        return workbook("Data", recording.HEADINGS, lines)

    def line(self, person: Person, **said: object) -> list[object]:
        row = {
            "predicate": "Baik",
            "discipline": "Tidak ada",
            "source": "SKP 2025",
            "year": YEAR - 1,
        }
        row |= said
        return [
            person.nip,
            person.name,
            row["year"],
            row["predicate"],
            row["discipline"],
            row["source"],
        ]

    def test_it_goes_from_the_file_to_the_records_and_back(self) -> None:
        self.client.force_login(self.wulan)
        content = self.book(
            self.line(self.sari),
            self.line(self.bayu, predicate="Luar biasa"),
            self.line(self.wulan),
            self.line(self.joko, source="", predicate=""),
        )
        file = SimpleUploadedFile("predikat.xlsx", content)
        page = self.client.post("/jp/indeks/impor/", {"file": file}, follow=True)
        self.assertContains(page, "Terapkan 1 baris")
        self.assertContains(page, "Luar biasa")
        run = RecordRun.objects.get()
        base = run.get_absolute_url()
        self.assertEqual(len(cells(self.client.get(f"{base}bermasalah/").content)), 4)
        for _press in range(2):
            self.client.post(f"{base}penerapan/")
        self.assertEqual(StaffRecord.objects.in_force().count(), 2)
        for _press in range(2):
            self.client.post(f"{base}pembatalan/")
        self.assertEqual(StaffRecord.objects.in_force().count(), 0)
        kinds = ("credit.records.imported", "credit.records.undone")
        self.assertEqual(Told.objects.filter(kind__in=kinds).count(), 2)

    def test_a_file_that_is_none_is_refused_with_the_cure(self) -> None:
        self.client.force_login(self.wulan)
        for content in (b"NIP;TAHUN", b"PK\x03\x04", workbook("x", ["A"], [["b"]])):
            file = SimpleUploadedFile("a.xlsx", content)
            self.assertEqual(self.client.post("/jp/indeks/impor/", {"file": file}).status_code, 422)
        self.assertFalse(RecordRun.objects.exists())

    def test_p_cre_11_outsiders_find_no_import(self) -> None:
        """P-CRE-11"""
        run = recording.upload(
            io.BytesIO(self.book(self.line(self.sari))), by=self.wulan, file_name="p.xlsx"
        )
        base = run.get_absolute_url()
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(base), "Sari Lestari")
        for outsider in (self.joko, self.budi, self.sari):
            self.client.force_login(outsider)
            self.assertEqual(self.client.get(base).status_code, 404)
            self.assertEqual(self.client.get(f"{base}bermasalah/").status_code, 404)
            self.assertEqual(self.client.post(f"{base}penerapan/").status_code, 404)
            self.assertEqual(self.client.post(f"{base}pembatalan/").status_code, 404)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get("/jp/indeks/impor/"), "p.xlsx")
        own = recording.upload(
            io.BytesIO(self.book(self.line(self.sari))), by=self.joko, file_name="j.xlsx"
        )
        self.assertEqual((own.good, own.lines[0]["person"]), (0, None))
