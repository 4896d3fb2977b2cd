"""The pages of the search: what they show, and what the outsider does not get from them."""

from __future__ import annotations

from sinau.people.models import Audience, Person
from sinau.people.testing import CastTestCase
from sinau.search.models import Document, Kind
from sinau.search.tests.notes import Notes, a_city_with_notes
from sinau.ui.testing import queries_of

LEAVE = "PNS yang telah bekerja satu tahun berhak atas cuti tahunan dua belas hari."


class PageTestCase(CastTestCase):
    def setUp(self) -> None:
        self.notes: Notes = self.enterContext(a_city_with_notes())
        self.notes.write("Cuti tahunan", LEAVE, agency=self.bkpsdm)
        self.notes.write("Kursus cuti", "Belajar cuti.", agency=self.bkpsdm, kind=Kind.COURSE)

    def read(self, url: str, person: Person | None = None) -> str:
        self.client.force_login(person or self.sari)
        response = self.client.get(url)
        self.assertEqual(response.status_code, 200, url)
        return response.content.decode()


class ResultsTests(PageTestCase):
    def test_it_marks_the_words_as_they_are_written(self) -> None:
        text = self.read("/cari/?q=bekerja+cuti")
        self.assertIn("<mark>bekerja</mark>", text)
        self.assertIn("/catatan/1/#bagian-1", text)
        self.assertIn("BKPSDM", text)

    def test_kinds_are_chips_with_counts_in_the_address(self) -> None:
        text = self.read("/cari/?q=cuti")
        self.assertIn("?q=cuti&amp;jenis=course", text)
        self.assertIn("2 hasil", text)
        only = self.read("/cari/?q=cuti&jenis=course")
        self.assertIn("1 hasil", only)
        self.assertNotIn("/catatan/1/", only)

    def test_a_slip_is_offered_and_already_mended(self) -> None:
        text = self.read("/cari/?q=cuti+tahuann")
        self.assertIn("Mungkin maksud Anda", text)
        self.assertIn("?q=cuti+tahunan", text)
        self.assertIn("/catatan/1/", text)

    def test_nothing_leads_to_the_answer_desk(self) -> None:
        text = self.read("/cari/?q=gudeg")
        self.assertIn("Tidak ada yang cocok", text)
        self.assertIn("/tanya/?q=gudeg", text)

    def test_any_address_is_a_page(self) -> None:
        for query in ("", "?q=", "?q=%00", "?q=cuti&jenis=x&halaman=999", f"?q={'a' * 2000}"):
            self.read(f"/cari/{query}")

    def test_markup_in_a_wish_or_a_document_stays_words(self) -> None:
        self.notes.write("<b>Cuti</b>", "<script>cuti()</script> besar", agency=self.bkpsdm)
        text = self.read("/cari/?q=%3Cscript%3Ecuti")
        self.assertNotIn("<script>cuti", text)
        self.assertNotIn("<b><mark>Cuti", text)

    def test_strangers_are_asked_to_sign_in(self) -> None:
        for url in ("/cari/?q=cuti", "/cari/saran/?q=cut", "/cari/jelaskan/?q=cuti"):
            self.assertEqual(self.client.get(url).status_code, 302)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        # A rare word is looked up once more for its spelling; this one is not rare any more.
        for turn in range(3):
            self.notes.write(f"Cuti {turn}", LEAVE, agency=self.bkpsdm)
        self.read("/cari/?q=cuti")
        few = queries_of(self.client, "/cari/?q=cuti")
        for turn in range(12):
            self.notes.write(f"Cuti lagi {turn}", LEAVE, "Cuti lagi.", agency=self.bkpsdm)
        with self.assertNumQueries(few):
            self.client.get("/cari/?q=cuti")
        self.assertLess(few, 18)


class HiddenTests(PageTestCase):
    """P-SEA-1: no page of the search gives the outsider anything of another agency's documents."""

    def test_the_outsider_gets_nothing_from_any_page(self) -> None:
        """P-SEA-1"""
        source = self.notes.write(
            "Antrean puskesmas",
            "Pasien dipanggil menurut jam antrean.",
            agency=self.dinkes,
            audience=Audience.AGENCY,
        )
        document = Document.objects.get(source=source)
        urls = (
            "/cari/?q=antrean+pasien",
            "/cari/?q=antraen+pasien",
            "/cari/?q=pasien&jenis=article",
            "/cari/?q=pasien&dicabut=ya",
            "/cari/saran/?q=antr",
            "/cari/saran/?q=pasi",
        )
        for url in urls:
            text = self.read(url, self.sari)
            self.assertTrue("antrean" in text.lower() or "pasien" in text.lower(), url)
        for url in urls[:4]:
            self.assertIn("/catatan/3/", self.read(url, self.sari))
            text = self.read(url, self.joko)
            self.assertNotIn("/catatan/3/", text)
            self.assertNotIn("Antrean puskesmas", text)
            self.assertNotIn("Mungkin maksud", text)
            self.assertNotIn("chip__count", text)
        for url in urls[4:]:
            self.assertEqual(self.read(url, self.joko).strip(), "")
        explanation = f"/cari/jelaskan/?q=pasien&hasil={document.pk}"
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(explanation).status_code, 404)
        self.assertIn("pasien", self.read(explanation, self.wulan))


class ExplanationTests(PageTestCase):
    def test_officers_and_curators_see_what_each_word_added(self) -> None:
        """P-SEA-5"""
        url = f"/cari/jelaskan/?q=cuti+tahunan+kursus&hasil={Document.objects.get(title='Cuti tahunan').pk}"
        for person in (self.wulan, self.ratna, self.joko):
            text = self.read(url, person)
            self.assertIn("tidak ditemukan di bagian ini", text)
            self.assertIn("Nilai seluruhnya", text)
        for person in (self.sari, self.bayu):
            self.client.force_login(person)
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_what_was_not_found_is_not_explained(self) -> None:
        self.client.force_login(self.wulan)
        for key in ("", "x", "999999"):
            response = self.client.get(f"/cari/jelaskan/?q=cuti&hasil={key}")
            self.assertEqual(response.status_code, 404)


class SuggestionsTests(PageTestCase):
    def test_words_and_titles_begin_so(self) -> None:
        text = self.read("/cari/saran/?q=berh")
        self.assertIn("?q=berhak", text)
        self.assertIn("/catatan/1/", self.read("/cari/saran/?q=Cuti+tahu"))

    def test_two_letters_are_too_few(self) -> None:
        self.assertEqual(self.read("/cari/saran/?q=cu").strip(), "")
