"""What a certificate file is, and which files are not taken."""

import io

from django.test import SimpleTestCase

from sinau.credit.claims.reading import read_apart
from sinau.credit.parsing import Limits, Unreadable, read
from sinau.credit.tests.claiming import pdf, png

JPEG = (
    b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x20\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"
)


class ReadCertificateTests(SimpleTestCase):
    def code(self, data: bytes) -> str:
        with self.assertRaises(Unreadable) as caught:
            read(data)
        return caught.exception.code

    def test_it_reads_a_pdf_with_its_words(self) -> None:
        found = read(pdf("Nomor 12/AB"))
        self.assertEqual((found.kind, found.pages), ("pdf", 1))
        self.assertIn("12/AB", found.text)

    def test_it_reads_pictures_by_content(self) -> None:
        self.assertEqual(read(png()).kind, "png")
        self.assertEqual(read(JPEG).kind, "jpg")

    def test_it_takes_nothing_else_whatever_its_name(self) -> None:
        self.assertEqual(self.code(b""), "empty")
        self.assertEqual(self.code(b"PK\x03\x04 a workbook"), "kind")
        self.assertEqual(self.code(b"<html><script>"), "kind")
        self.assertEqual(self.code(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40), "heic")
        self.assertEqual(self.code(b"%PDF-1.4 nothing more"), "damaged")
        self.assertEqual(self.code(png()[:-14]), "damaged")
        self.assertEqual(self.code(JPEG[:-2]), "damaged")

    def test_it_has_limits(self) -> None:
        self.assertEqual(self.code(pdf(pages=21)), "too-many-pages")
        self.assertEqual(self.code(png(20_000, 20_000)), "too-many-pixels")
        with self.assertRaises(Unreadable) as caught:
            read(pdf(), Limits(size=100))
        self.assertEqual(caught.exception.code, "too-big")

    def test_it_refuses_a_pdf_with_a_script(self) -> None:
        tree = "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert) >>] >> >>"
        self.assertEqual(self.code(pdf(extra=tree)), "active")

    def test_it_is_read_in_a_process_of_its_own(self) -> None:
        found, data = read_apart(io.BytesIO(pdf("Selesai")))
        self.assertEqual(found.pages, 1)
        self.assertIn("Selesai", found.text)
        self.assertTrue(data.startswith(b"%PDF"))
        with self.assertRaises(Unreadable):
            read_apart(io.BytesIO(b"%PDF-1.4 nothing more"))
