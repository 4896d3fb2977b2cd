"""A regulation is read to the ayat, whatever the paper looks like."""

from __future__ import annotations

from django.test import SimpleTestCase

from sinau.knowledge.parsing import Piece, Result, read
from sinau.knowledge.parsing.words import joined, roman, unglued
from sinau.knowledge.tests import papers


def by_anchor(result: Result) -> dict[str, Piece]:
    return {piece.anchor: piece for piece in result.pieces}


class ReadTests(SimpleTestCase):
    def read_both(self) -> list[Result]:
        return [read(papers.pdf(papers.PERWALI)), read(papers.word(papers.PERWALI))]

    def test_it_recognises_who_the_regulation_is(self) -> None:
        for result in self.read_both():
            who = result.identity
            self.assertEqual(who.kind, "Peraturan Wali Kota")
            self.assertEqual((who.number, who.year), ("12", 2024))
            self.assertEqual(who.about, "Pengelolaan Arsip Dinamis")
            self.assertEqual(who.short_title, "Perwali Yogyakarta 12/2024")

    def test_it_finds_every_pasal_and_no_other(self) -> None:
        for result in self.read_both():
            self.assertEqual(result.report.pasal, 5)
            self.assertEqual(result.report.pasal_explained, 5)
            self.assertEqual(result.report.gaps, [])
            self.assertEqual(result.report.confidence, "high")

    def test_a_reference_at_the_beginning_of_a_line_is_no_heading(self) -> None:
        for result in self.read_both():
            text = by_anchor(result)["pasal-2-ayat-2"].text
            self.assertIn("sebagaimana dimaksud dalam Pasal 1 angka 3 sesuai", text)

    def test_it_keeps_points_on_lines_of_their_own(self) -> None:
        for result in self.read_both():
            lines = by_anchor(result)["pasal-2-ayat-1"].text.split("\n")
            self.assertEqual([line[:2] for line in lines[1:]], ["a.", "b.", "c."])

    def test_a_definition_can_be_cited_by_its_number(self) -> None:
        for result in self.read_both():
            piece = by_anchor(result)["pasal-1-angka-2"]
            self.assertEqual((piece.pasal, piece.angka), ("1", "2"))
            self.assertTrue(piece.text.startswith("Arsip Dinamis adalah"))

    def test_it_knows_where_a_pasal_stands(self) -> None:
        for result in self.read_both():
            piece = by_anchor(result)["pasal-3"]
            self.assertEqual(piece.bab, "II")
            self.assertEqual(piece.heading, "BAB II PENGELOLAAN · Bagian Kedua Penyusutan")

    def test_closing_provisions_are_the_title_of_their_bab(self) -> None:
        for result in self.read_both():
            piece = by_anchor(result)["pasal-4"]
            self.assertEqual((piece.bab, piece.heading), ("III", "BAB III KETENTUAN PENUTUP"))

    def test_an_inserted_pasal_follows_its_number(self) -> None:
        for result in self.read_both():
            self.assertIn("arsip vital", by_anchor(result)["pasal-3a"].text)

    def test_the_explanation_is_never_taken_for_the_body(self) -> None:
        for result in self.read_both():
            found = by_anchor(result)
            self.assertEqual(found["penjelasan-pasal-2"].section, "explanation")
            self.assertIn("standar kearsipan", found["penjelasan-pasal-2"].text)
            self.assertNotIn("standar kearsipan", found["pasal-2-ayat-2"].text)

    def test_nothing_is_lost(self) -> None:
        for result in self.read_both():
            self.assertNotIn("lost", [check[0] for check in result.report.checks])
            sections = {piece.section for piece in result.pieces}
            self.assertEqual(sections, {"opening", "body", "closing", "explanation", "annex"})

    def test_every_anchor_is_its_own(self) -> None:
        for result in self.read_both():
            anchors = [piece.anchor for piece in result.pieces]
            self.assertEqual(len(anchors), len(set(anchors)))

    def test_pages_have_numbers_in_a_pdf(self) -> None:
        first, second = papers.PERWALI.split("BAB III")
        result = read(papers.pdf(first, "BAB III" + second))
        self.assertEqual(by_anchor(result)["pasal-4"].page, 2)


class FurnitureTests(SimpleTestCase):
    def pages(self, count: int = 6) -> list[str]:
        start = papers.PERWALI.split("BAB I\n")[0] + "Pasal 1\nKetentuan pertama.\n"
        return [start, *[f"Pasal {n}\nKetentuan ke-{n} berlaku." for n in range(2, count + 1)]]

    def test_it_takes_out_running_heads_and_page_numbers(self) -> None:
        extra = ", header: [2014, No.33], footer: context [#align(center)[\\- #counter(page).display() \\-] www.jdih.contoh.go.id]"
        result = read(papers.pdf(*self.pages(), extra=extra))
        text = " ".join(piece.text for piece in result.pieces)
        self.assertNotIn("No.33", text)
        self.assertNotIn("jdih", text)
        self.assertEqual(result.report.pasal, 6)
        self.assertGreaterEqual(sum(result.report.furniture.values()), 12)

    def test_it_takes_out_a_watermark_across_the_page(self) -> None:
        extra = ", background: rotate(45deg, text(40pt)[SALINAN TIDAK RESMI])"
        result = read(papers.pdf(*self.pages(), extra=extra))
        self.assertNotIn("TIDAK RESMI", " ".join(piece.text for piece in result.pieces))

    def test_a_catchword_is_no_heading(self) -> None:
        pages = self.pages()
        pages[0] += "\nPasal 2 . . ."
        pages[1] += "\nPasal 3 . . ."
        result = read(papers.pdf(*pages))
        self.assertEqual(result.report.pasal, 6)
        self.assertNotIn(". . .", " ".join(piece.text for piece in result.pieces))

    def test_it_says_which_pages_have_no_text(self) -> None:
        blank = "#[]"
        pages = self.pages(5)
        data = papers.pdf(*pages, extra="", body="")
        self.assertEqual(read(data).report.pages_without_text, [2, 3, 4, 5])
        self.assertFalse(read(data).report.needs_ocr and blank)

    def test_a_scan_without_text_needs_ocr(self) -> None:
        result = read(papers.pdf("", ""))
        self.assertTrue(result.report.needs_ocr)
        self.assertEqual(result.report.pages_without_text, [1, 2])
        self.assertEqual(result.report.confidence, "low")


class NoiseTests(SimpleTestCase):
    def body(self, *pasal: str) -> Result:
        head = papers.PERWALI.split("BAB I\n")[0]
        return read(papers.pdf(head + "\n".join(f"{p}\nKetentuan ini berlaku." for p in pasal)))

    def test_misread_digits_are_set_right_by_the_sequence(self) -> None:
        numbers = ["Pasal l", *[f"Pasal {n}" for n in range(2, 10)], "Pasal 1O", "Pasal 1l"]
        result = self.body(*numbers)
        self.assertEqual(result.report.pasal, 11)
        self.assertEqual(result.report.pasal_last, "11")
        self.assertIn(["1O", "10"], result.report.corrected)

    def test_a_gap_is_named(self) -> None:
        result = self.body(*[f"Pasal {n}" for n in (1, 2, 3, 5, 6)])
        self.assertEqual(result.report.gaps, [["4", "4", "3", "5"]])
        self.assertIn("gap", [check[0] for check in result.report.checks])

    def test_a_misread_year_is_doubted(self) -> None:
        text = papers.PERWALI.replace("NOMOR 12 TAHUN 2024", "NOMOR 12 TAHUN 2OL9", 1)
        who = read(papers.pdf(text)).identity
        self.assertEqual(who.year, 2019)
        self.assertIn("year_misread", who.doubts)


class AmendmentTests(SimpleTestCase):
    def setUp(self) -> None:
        self.result = read(papers.pdf(papers.AMENDMENT))
        self.found = by_anchor(self.result)

    def test_it_tells_its_own_pasal_from_those_it_words_anew(self) -> None:
        self.assertEqual((self.result.report.pasal, self.result.report.pasal_inner), (2, 2))
        piece = self.found["pasal-i-angka-1-pasal-5-ayat-2"]
        self.assertEqual((piece.pasal, piece.angka, piece.inner_pasal), ("I", "1", "5"))
        self.assertIn("pasal-ii", self.found)

    def test_an_inserted_pasal_is_kept_below_its_point(self) -> None:
        self.assertIn("ruang baca anak", self.found["pasal-i-angka-2-pasal-12a"].text)
        self.assertIn("dihapus", self.found["pasal-i-angka-3"].text)

    def test_it_knows_what_it_amends(self) -> None:
        self.assertEqual(self.result.identity.amends, ["Peraturan Daerah Nomor 7 Tahun 2018"])


class OtherShapesTests(SimpleTestCase):
    def test_a_guideline_in_an_annex_is_cut_at_its_chapters(self) -> None:
        text = papers.PERWALI + "BAB I\nPENDAHULUAN\nLatar belakang.\nBAB II\nTATA CARA\nCara."
        found = by_anchor(read(papers.pdf(text)))
        self.assertEqual(
            found["lampiran-i-bab-ii-tata-cara"].heading, "Lampiran I · BAB II TATA CARA"
        )

    def test_a_decree_is_cut_at_its_dictums(self) -> None:
        found = by_anchor(read(papers.pdf(papers.DECREE)))
        self.assertIn("menilai usulan", found["diktum-kedua"].text)
        self.assertIn("penutup", found)

    def test_text_that_fits_nowhere_is_kept(self) -> None:
        result = read(
            papers.pdf("Catatan rapat hari ini\nTidak ada bentuknya sama sekali di sini.")
        )
        self.assertEqual({piece.section for piece in result.pieces}, {"loose"})
        self.assertEqual(result.pieces[0].heading, "Tanpa bagian")
        self.assertEqual(result.report.confidence, "low")

    def test_two_columns_are_read_one_after_the_other(self) -> None:
        left = "\\ ".join(f"Baris kiri nomor {n} yang cukup panjang" for n in range(12))
        right = "\\ ".join(f"Baris kanan nomor {n} yang cukup panjang" for n in range(12))
        body = f"#grid(columns: (1fr, 1fr), gutter: 20pt, [{left}], [{right}])\n"
        text = " ".join(piece.text for piece in read(papers.pdf("", body=body)).pieces)
        self.assertLess(text.index("kiri nomor 11"), text.index("kanan nomor 0"))


class WordsTests(SimpleTestCase):
    def test_hyphens_at_the_end_of_a_line_stay_where_the_word_has_them(self) -> None:
        self.assertEqual(joined("perundang-", "undangan"), "perundang-undangan")
        self.assertEqual(joined("Undang-", "Undang"), "Undang-Undang")
        self.assertEqual(joined("sekurang-", "kurangnya"), "sekurang-kurangnya")
        self.assertEqual(joined("penyeleng-", "garaan"), "penyelenggaraan")
        self.assertEqual(joined("dinas", "kesehatan"), "dinas kesehatan")

    def test_glued_words_are_parted(self) -> None:
        self.assertEqual(unglued("UndangUndang"), "Undang-Undang")
        self.assertEqual(unglued("perundangundangan"), "perundang-undangan")

    def test_only_proper_roman_numerals_count(self) -> None:
        self.assertEqual(roman("XIV"), 14)
        self.assertIsNone(roman("IIV"))
