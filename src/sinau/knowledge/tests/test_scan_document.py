"""Pages that are only pictures wait for a reader of pictures, and go on where they stopped."""

from __future__ import annotations

import unittest
from datetime import timedelta

from django.test import override_settings

from sinau.kernel.clock import now
from sinau.knowledge import actions
from sinau.knowledge.actions.scanning import go_on, scan
from sinau.knowledge.models import Document, Outcome, Reading, ScannedPage
from sinau.knowledge.parsing import ocr, read
from sinau.knowledge.refusals import NoReaderOfPictures
from sinau.knowledge.tests import papers
from sinau.knowledge.tests.stage import KnowledgeTestCase, fake_tesseract, without_tesseract

SCAN = """PERATURAN WALI KOTA MAGELANG
NOMOR 12 TAHUN 2O21
TENTANG
PENGELOLAAN SAMPAH
MEMUTUSKAN:
Pasal l
Sampah adalah sisa kegiatan.
Pasal 2
Peraturan ini mulai berlaku pada tanggal diundangkan."""


@override_settings(
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
)
class ScanTests(KnowledgeTestCase):
    def waiting(self, pages: int = 2) -> Document:
        """A scan that was handed in where nothing reads pictures."""
        with without_tesseract():
            document = self.received(papers.pdf(*[""] * pages))
            assert document.reading is not None
            actions.read_document(document.reading)
        document.refresh_from_db()
        return document

    def reading(self, document: Document) -> Reading:
        document.refresh_from_db()
        assert document.reading is not None
        return document.reading

    def test_without_the_program_it_waits_and_the_queue_says_how_to_install_it(self) -> None:
        document = self.waiting()
        self.assertEqual(self.reading(document).outcome, Outcome.NEEDS_OCR)
        self.client.force_login(self.ratna)
        with without_tesseract():
            page = self.client.get("/pengetahuan/peraturan/antrean-ocr/")
            self.assertContains(page, "belum terpasang")
            self.assertContains(page, "apt-get install tesseract-ocr tesseract-ocr-ind")
            self.assertContains(page, document.name)
            with self.assertRaises(NoReaderOfPictures):
                actions.ask_for_scan(document, by=self.ratna)
            self.assertEqual(go_on(), 0)

    def test_the_queue_goes_on_when_the_program_appears(self) -> None:
        document = self.waiting()
        with fake_tesseract(SCAN):
            self.assertEqual(go_on(), 1)
            self.assertEqual(self.reading(document).outcome, Outcome.SCANNING)
            scan(self.reading(document))
        reading = self.reading(document)
        self.assertEqual(reading.outcome, Outcome.READ)
        self.assertEqual((reading.pages_done, reading.pages_total), (2, 2))
        self.assertEqual(reading.report["pages_by_ocr"], [1, 2])
        self.assertEqual(reading.report["ocr_sure"], 91)
        self.assertIn("number_by_ocr", reading.report["identity"]["doubts"])
        self.assertEqual((reading.report["identity"]["number"], reading.report["pasal"]), ("12", 2))

    def test_a_page_that_was_read_is_not_read_again(self) -> None:
        """A worker that was killed left one of three pages read."""
        document = self.waiting(3)
        reading = self.reading(document)
        with fake_tesseract(SCAN) as folder:
            ScannedPage.objects.create(reading=reading, number=1, lines=[], sure=0, read_at=now())
            Reading.objects.filter(pk=reading.pk).update(
                outcome=Outcome.SCANNING, moved_at=now() - timedelta(minutes=9)
            )
            self.assertEqual(go_on(), 1)
            (folder / "calls").write_text("")
            scan(self.reading(document))
            calls = (folder / "calls").read_text().count("x")
        self.assertEqual(calls, 3)  # Two pages, and once for its languages.
        self.assertEqual(self.reading(document).scans.count(), 3)

    def test_a_reading_that_moves_is_left_alone(self) -> None:
        document = self.waiting()
        reading = self.reading(document)
        Reading.objects.filter(pk=reading.pk).update(outcome=Outcome.SCANNING, moved_at=now())
        with fake_tesseract(SCAN):
            self.assertEqual(go_on(), 0)

    def test_it_begins_by_itself_where_the_program_is(self) -> None:
        with fake_tesseract(SCAN):
            document = self.received(papers.pdf("", ""))
            assert document.reading is not None
            actions.read_document(document.reading)
            self.assertEqual(self.reading(document).outcome, Outcome.SCANNING)

    def test_pictures_without_words_are_said_to_be_unreadable(self) -> None:
        document = self.waiting()
        with fake_tesseract(""):
            scan(self.reading(document))
        self.client.force_login(self.ratna)
        page = self.client.get(document.get_absolute_url())
        self.assertContains(page, "Pindai ulang dengan 300 dpi")

    def test_another_agency_sees_none_of_it(self) -> None:
        """P-KNO-62"""
        document = self.waiting()
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get("/pengetahuan/peraturan/antrean-ocr/"), document.name)
        self.client.force_login(self.joko)
        answer = self.client.get("/pengetahuan/peraturan/antrean-ocr/")
        self.assertNotContains(answer, document.name, status_code=answer.status_code)
        for path in ("pindai/", "halaman/1.png"):
            answer = self.client.post(f"{document.get_absolute_url()}{path}")
            self.assertEqual(answer.status_code, 404 if path == "pindai/" else 405)
        self.assertEqual(
            self.client.get(f"{document.get_absolute_url()}halaman/1.png").status_code, 404
        )

    def test_a_page_can_be_seen_as_it_stands_on_paper(self) -> None:
        document = self.waiting()
        self.client.force_login(self.ratna)
        answer = self.client.get(f"{document.get_absolute_url()}halaman/1.png")
        self.assertEqual(answer["Content-Type"], "image/png")
        self.assertTrue(answer.content.startswith(b"\x89PNG"))
        self.assertEqual(
            self.client.get(f"{document.get_absolute_url()}halaman/99.png").status_code, 404
        )


@unittest.skipUnless(ocr.program(), "tesseract is not installed here")
class RealTesseractTests(unittest.TestCase):
    def test_a_picture_is_read(self) -> None:
        """A drawn page, turned into a picture by the PDF library itself."""
        page = ocr.read_page(papers.pdf(papers.PERWALI), 1, ocr.languages() or "eng")
        text = " ".join(line.text for line in page.lines)
        self.assertIn("Pasal", text)
        self.assertGreater(ocr.certainty(page.lines), 60)
        kept = [ocr.page_data(page)]
        self.assertEqual(read(papers.pdf(papers.PERWALI), scanned=kept).report.pages_by_ocr, [])
