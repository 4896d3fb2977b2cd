"""A folder of documents is read into one report."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from sinau.knowledge.parsing.naming import Name, name_in
from sinau.knowledge.tests import papers


class EvaluateTests(SimpleTestCase):
    def report(self, **files: bytes) -> dict[str, Any]:
        with TemporaryDirectory() as folder:
            for name, data in files.items():
                (Path(folder) / name.replace("_", ".")).write_bytes(data)
            out = Path(folder) / "laporan.json"
            call_command(
                "evaluate_documents", folder, "--out", str(out), "--no-ocr", stdout=StringIO()
            )
            found: dict[str, Any] = json.loads(out.read_text())
            return found

    def test_it_says_what_each_document_is(self) -> None:
        found = self.report(
            satu_pdf=papers.pdf(papers.PERWALI), dua_docx=papers.word(papers.DECREE)
        )
        rows = {row["file"]: row for row in found["documents"]}
        one = rows["satu.pdf"]
        self.assertEqual(
            (one["kind"], one["number"], one["year"]), ("Peraturan Wali Kota", "12", 2024)
        )
        self.assertEqual(one["pasal"], ["1", "2", "3", "3A", "4"])
        self.assertEqual(one["ayat"], {"1": 0, "2": 2, "3": 0, "3A": 0, "4": 0})
        self.assertEqual((one["status"], one["pages"], one["outcome"]), ("in_force", 2, "read"))
        self.assertEqual(rows["dua.docx"]["pasal"], [])
        self.assertTrue(rows["dua.docx"]["kind"].startswith("Keputusan Wali Kota"))

    def test_a_bad_one_says_what_is_wrong(self) -> None:
        found = self.report(rusak_pdf=b"%PDF-1.7 rusak", pindai_pdf=papers.pdf("", ""))
        rows = {row["file"]: row for row in found["documents"]}
        self.assertEqual(rows["rusak.pdf"]["outcome"], "failed")
        self.assertIn("rusak", rows["rusak.pdf"]["warnings"][0])
        self.assertEqual(rows["pindai.pdf"]["outcome"], "needs_ocr")
        self.assertIn("pindaian", rows["pindai.pdf"]["warnings"][0])

    def test_one_document_tells_the_status_of_another(self) -> None:
        old = papers.PERWALI.replace("PERATURAN WALI KOTA", "PERATURAN DAERAH KOTA")
        old = old.replace("NOMOR 12 TAHUN 2024", "NOMOR 7 TAHUN 2018")
        found = self.report(lama_pdf=papers.pdf(old), baru_pdf=papers.pdf(papers.AMENDMENT))
        rows = {row["file"]: row for row in found["documents"]}
        self.assertEqual(rows["lama.pdf"]["status"], "amended")
        self.assertEqual(rows["baru.pdf"]["pasal"], ["I", "II"])
        self.assertEqual(rows["baru.pdf"]["ayat_quoted"], {"5": 2, "12A": 0})

    def test_a_folder_that_is_not_there_is_said(self) -> None:
        with self.assertRaises(CommandError):
            call_command("evaluate_documents", "/tidak/ada", "--out", "x.json")


class NamingTests(SimpleTestCase):
    def test_long_and_short_names_mean_the_same(self) -> None:
        for words in ("Undang-Undang Nomor 23 Tahun 2014", "UU 23/2014", "UU No. 23 Tahun 2014"):
            self.assertEqual(name_in(words), Name("uu", "23", 2014))
        self.assertIsNone(name_in("kebiasaan setempat"))
