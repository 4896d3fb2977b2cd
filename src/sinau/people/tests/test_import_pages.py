"""The officer's way through an import, and the sentences for files that cannot be used."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from sinau.people.models import ImportRun, Person
from sinau.people.testing import CastTestCase
from sinau.people.tests.stories import HEADINGS, line, uploaded
from sinau.people.tests.workbooks import number, xlsx


def a_file(content: bytes, name: str = "pegawai.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class ImportPagesTests(CastTestCase):
    def setUp(self) -> None:
        self.client.force_login(self.wulan)

    def test_upload_fix_apply_and_take_back(self) -> None:
        content = xlsx(HEADINGS, line(1), line(2, NIP="123"))
        answer = self.client.post("/pegawai/impor/", {"file": a_file(content)}, follow=True)
        run = ImportRun.objects.get()
        self.assertContains(answer, "NIP harus 18 angka")
        self.client.post("/pegawai/impor/", {"file": a_file(content)})
        self.assertEqual(ImportRun.objects.count(), 1, "the same file again is the same run")
        row = f"/pegawai/impor/{run.pk}/baris/3/"
        self.assertEqual(self.client.post(row, {"nip": "124"}).status_code, 422)
        self.assertRedirects(self.client.post(row, {"nip": number(2)}), run.get_absolute_url())
        self.client.post(f"/pegawai/impor/{run.pk}/penerapan/")
        self.client.post(f"/pegawai/impor/{run.pk}/penerapan/")
        self.assertEqual(Person.objects.filter(name__startswith="Pegawai ").count(), 2)
        self.assertContains(self.client.get("/pegawai/impor/"), "Diterapkan")
        self.assertEqual(self.client.get(f"/pegawai/impor/{run.pk}/pembatalan/").status_code, 200)
        self.client.post(f"/pegawai/impor/{run.pk}/pembatalan/")
        self.assertFalse(Person.objects.filter(name__startswith="Pegawai ").exists())
        self.assertContains(self.client.get(run.get_absolute_url()), "Dibatalkan")

    def test_each_bad_file_gets_its_sentence_and_writes_nothing(self) -> None:
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("[Content_Types].xml", b"<a/>")
            packed.writestr("xl/workbook.xml", b"0" * 130_000_000)
        cases = {
            b"%PDF-1.7 x": "bukan buku kerja",
            b"": "kosong",
            b"x" * (21 * 1024 * 1024): "batasnya 20 MB",
            bomb.getvalue(): "membengkak",
            xlsx(["A", "B"], [1, 2]): "Baris judul kolom tidak ditemukan",
        }
        for content, sentence in cases.items():
            with self.subTest(sentence):
                answer = self.client.post("/pegawai/impor/", {"file": a_file(content)})
                self.assertContains(answer, sentence, status_code=422)
        self.assertFalse(ImportRun.objects.exists())

    def test_bad_cells_get_their_sentences(self) -> None:
        run = uploaded(
            self.wulan,
            line(1),
            line(1),
            line(3, TANGGAL_LAHIR="31-02-1990"),
            line(4, NAMA="=A1"),
        )
        page = self.client.get(run.get_absolute_url())
        for sentence in ("juga ada pada baris", "tanggal yang tidak ada", "berisi rumus"):
            self.assertContains(page, sentence)

    def test_a_corrected_file_takes_the_place_of_the_first(self) -> None:
        run = uploaded(self.wulan, line(1, NIP="1"))
        content = xlsx(HEADINGS, line(1))
        self.client.post(f"/pegawai/impor/{run.pk}/berkas/", {"file": a_file(content)})
        run.refresh_from_db()
        fresh = ImportRun.objects.get(replaces=run)
        self.assertIsNotNone(run.removed_at)
        self.assertEqual(fresh.counts["new"], 1)

    def test_the_rows_to_put_right_come_as_a_workbook(self) -> None:
        run = uploaded(self.wulan, line(1, NIP="1"))
        answer = self.client.get(f"/pegawai/impor/{run.pk}/masalah.xlsx")
        self.assertTrue(answer.content.startswith(b"PK"))

    def test_it_hides_the_import_from_an_officer_of_another_agency(self) -> None:
        """P-PPL-35"""
        run = uploaded(self.wulan, line(1))
        self.assertContains(self.client.get("/pegawai/impor/"), "pegawai.xlsx")
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get("/pegawai/impor/"), "pegawai.xlsx")
        for verb in ("", "pembatalan/", "masalah.xlsx", "baris/2/"):
            answer = self.client.get(f"/pegawai/impor/{run.pk}/{verb}")
            self.assertEqual(answer.status_code, 404)
        for verb in ("penerapan/", "pembatalan/", "pembuangan/", "pratinjau/", "unit/", "berkas/"):
            answer = self.client.post(f"/pegawai/impor/{run.pk}/{verb}")
            self.assertEqual(answer.status_code, 404)
        self.assertFalse(Person.objects.filter(name="Pegawai 1").exists())
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get("/pegawai/impor/").status_code, 404)
