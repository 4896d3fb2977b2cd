"""What comes off the press can be archived, read aloud and scanned."""

import datetime as dt
from dataclasses import replace
from unittest import TestCase

import pypdfium2

from sinau.university.certificates.press import Wording, press

SAMPLE = Wording(
    title="Sertifikat",
    number_label="Nomor",
    number="0007/SERT/BKPSDM/2026",
    city="Pemerintah Kota Yogyakarta",
    issuer="Jogja Corporate University",
    given_to="diberikan kepada",
    name="Sari Lestari",
    person_line="Dinas Kesehatan",
    reason="yang telah menyelesaikan",
    activity="Dasar AI untuk Pelayanan Publik",
    hours_line="setara 3 JP, selesai pada 12 Maret 2026",
    place_and_date="Yogyakarta, 12 Maret 2026",
    signer_role="Pengelola pembelajaran",
    signer="Wulan",
    check_label="Periksa keaslian di",
    check_url="https://sinau.example/cek/7K3M-9QXA-2T4V",
    code_label="Kode",
    code="7K3M-9QXA-2T4V",
    qr_alt="Kode QR menuju halaman pemeriksaan",
    lang="id",
    issued_on=dt.date(2026, 3, 12),
)


def words_of(pdf: bytes) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(pdf)
    return len(document), document[0].get_textpage().get_text_bounded()


class PressTests(TestCase):
    def test_it_prints_one_landscape_page_with_every_word(self) -> None:
        pdf = press(SAMPLE)
        pages, words = words_of(pdf)
        self.assertEqual(pages, 1)
        for said in (SAMPLE.name, SAMPLE.activity, SAMPLE.number, SAMPLE.check_url, SAMPLE.code):
            self.assertIn(said, words)
        width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
        self.assertGreater(width, height)

    def test_it_declares_the_archive_and_the_accessibility_standard(self) -> None:
        pdf = press(SAMPLE)
        self.assertIn(b"<pdfaid:part>2</pdfaid:part>", pdf)
        self.assertIn(b"<pdfaid:conformance>A</pdfaid:conformance>", pdf)
        self.assertIn(b"<pdfuaid:part>1</pdfuaid:part>", pdf)

    def test_the_same_words_give_the_same_bytes(self) -> None:
        self.assertEqual(press(SAMPLE), press(SAMPLE))
        self.assertNotEqual(press(SAMPLE), press(replace(SAMPLE, name="Bayu")))

    def test_long_names_stay_on_the_page(self) -> None:
        long = replace(SAMPLE, name="Raden Ajeng " * 9, activity="Bimbingan teknis pelayanan " * 8)
        pages, words = words_of(press(long))
        self.assertEqual(pages, 1)
        self.assertIn(SAMPLE.code, words)

    def test_words_are_never_read_as_markup(self) -> None:
        odd = '#panic() *tebal* $x$ <b> \\ " é ’'
        self.assertIn("#panic() *tebal* $x$", words_of(press(replace(SAMPLE, activity=odd)))[1])
