"""Real Indonesian regulations, in every shape in which they reach an office."""

from __future__ import annotations

import csv
import hashlib
import json
import unittest
from pathlib import Path

import pytest
from django.conf import settings
from django.test import SimpleTestCase

from sinau.knowledge.parsing import Result, read

DOCUMENTS = Path(settings.ROOT).parent / "shared" / "data" / "documents"
# Of these the listed headings are countable text; the others are scans, annexes or OCR.
HARD = {"pp-46-2009-scan.pdf", "pergub-bali-1-2021-lampiran-1.pdf", "uu-lowtext-13p.pdf"}
# Pasal and ayat of five clean ones, counted on paper by a person: figures only, by what they hold.
HAND_CHECKED = Path(__file__).parent / "data" / "hand_checked.json"
WORD = {"uu-13-2012-headings.docx": 51, "uu-14-2008-headings.docx": 64}


@pytest.mark.shared
@unittest.skipUnless(DOCUMENTS.is_dir(), f"the real documents are not at {DOCUMENTS}")
class RealDocumentsTests(SimpleTestCase):
    results: dict[str, Result]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        files = sorted([*DOCUMENTS.glob("*.pdf"), *DOCUMENTS.glob("*.docx")])
        cls.results = {path.name: read(path.read_bytes()) for path in files}

    def test_all_of_them_are_read(self) -> None:
        self.assertEqual(len(self.results), 23)

    def test_at_least_95_percent_of_the_listed_headings_are_found(self) -> None:
        with (DOCUMENTS / "sources.tsv").open() as file:
            for row in csv.DictReader(file, delimiter="\t"):
                with self.subTest(row["file"]):
                    found = self.results[row["file"]].report.headings
                    self.assertGreaterEqual(found, 0.95 * int(row["pasal_headings"]))
        for name, expected in WORD.items():
            self.assertEqual(self.results[name].report.pasal, expected)

    def test_98_percent_of_hand_checked_pasal_and_ayat_are_right(self) -> None:
        checked = json.loads(HAND_CHECKED.read_text())
        seen = right = 0
        for path in DOCUMENTS.glob("*.pdf"):
            paper = checked.get(hashlib.sha256(path.read_bytes()).hexdigest())
            if paper is None:
                continue
            result = self.results[path.name]
            self.assertEqual(
                (result.identity.number, result.identity.year), (paper["number"], paper["year"])
            )
            found = [p for p in result.pieces if p.section == "body" and p.pasal]
            for pasal, count in paper["ayat"].items():
                numbers = [p.ayat for p in found if p.pasal == pasal and p.ayat]
                seen += 1
                is_there = any(p.pasal == pasal for p in found)
                right += is_there and numbers == [str(n) for n in range(1, count + 1)]
            self.assertEqual({p.pasal for p in found} - set(paper["ayat"]), set())
        self.assertGreater(seen, 300)
        self.assertGreaterEqual(right / seen, 0.98)

    def test_tables_of_annexes_keep_their_columns(self) -> None:
        tables = [
            p.table for p in self.results["pergub-bali-1-2021-lampiran-1.pdf"].pieces if p.table
        ]
        self.assertEqual(len(tables), 46)
        rows = [row for table in tables for row in table if len(row) == 3]
        self.assertGreater(len(rows), 900)

    def test_no_pasal_is_missing_and_no_letter_is_lost(self) -> None:
        for name, result in self.results.items():
            with self.subTest(name):
                self.assertEqual(result.report.gaps, [])
                self.assertNotIn("lost", [check[0] for check in result.report.checks])

    def test_the_scan_is_said_to_need_ocr(self) -> None:
        report = self.results["pp-46-2009-scan.pdf"].report
        self.assertTrue(report.needs_ocr)
        self.assertEqual(report.pages_without_text, [1, 2, 3, 4])

    def test_pages_without_text_are_named(self) -> None:
        report = self.results["uu-lowtext-13p.pdf"].report
        self.assertFalse(report.needs_ocr)
        self.assertEqual(report.pages_without_text, list(range(5, 14)))
        self.assertEqual(report.confidence, "low")

    def test_clean_ones_are_trusted_and_hard_ones_are_not(self) -> None:
        for name in ("uu-25-2009.pdf", "uu-23-2014.pdf", "perda-kota-surabaya-4-2025.pdf"):
            self.assertEqual(self.results[name].report.confidence, "high")
        for name in HARD:
            self.assertEqual(self.results[name].report.confidence, "low")

    def test_they_say_who_they_are(self) -> None:
        for name, title in (
            ("uu-23-2014.pdf", "UU 23/2014"),
            ("permendagri-2-2014.pdf", "Permendagri 2/2014"),
            ("perda-kota-surabaya-13-2003.pdf", "Perda Kota Surabaya 13/2003"),
            ("uu-13-2019-ocr.pdf", "UU 13/2019"),
            ("uud-1945-asli.pdf", "UUD 1945"),
            ("uu-14-2008-headings.docx", "UU 14/2008"),
        ):
            self.assertEqual(self.results[name].identity.short_title, title)

    def test_the_same_act_in_two_layouts_reads_the_same(self) -> None:
        first = self.results["uu-13-2012.pdf"]
        second = self.results["uu-13-2012-lembaran.pdf"]
        ayat = [
            {piece.anchor for piece in result.pieces if piece.section == "body"}
            for result in (first, second)
        ]
        self.assertGreater(len(ayat[0] & ayat[1]), 0.97 * len(ayat[0]))

    def test_ayat_in_columns_of_an_ocr_are_put_together_again(self) -> None:
        pieces = {piece.anchor: piece for piece in self.results["uu-13-2019-ocr.pdf"].pieces}
        text = pieces["pasal-i-angka-1-pasal-15-ayat-6"].text
        self.assertTrue(text.startswith("Calon pimpinan MPR yang tidak terpilih"))
