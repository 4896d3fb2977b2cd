"""Wordings: tried out, settled for everybody at once, taken back, and exchanged as Excel."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from sinau.people.models import Audience
from sinau.search.counting import count_asked
from sinau.search.finding import find_for
from sinau.search.models import Wording
from sinau.search.settling import settle_wording
from sinau.search.tests.test_pages import PageTestCase
from sinau.search.wordings import Entry, entries
from sinau.ui.testing import cells, queries_of

SIPERJA = Entry("siperja", ("siperja",), ("tunjangan kinerja",), True)


class SettleTests(PageTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.notes.write(
            "Penghasilan", "Tunjangan kinerja dibayar tiap bulan.", agency=self.bkpsdm, pk=31
        )
        self.client.force_login(self.ratna)

    def finds(self, words: str) -> set[str]:
        return {one.source for one in find_for(self.sari, words).finds}

    def post(self, url: str, **more: str) -> str:
        said = {"said": "siperja", "means": "tunjangan kinerja", "both_ways": "on", **more}
        return self.client.post(url, said).content.decode()

    def test_what_it_would_do_is_shown_before_it_is_settled(self) -> None:
        count_asked("siperja bulan ini", by=self.ratna)
        count_asked("cuti", by=self.ratna)
        text = self.post("/cari/padanan/baru/")
        self.assertIn("Dari 2 kata pencarian", text)
        self.assertIn("siperja bulan ini", text)
        self.assertIn("/catatan/31/", text)
        self.assertFalse(Wording.objects.exists())
        self.assertEqual(self.finds("siperja"), set())

    def test_it_holds_with_the_next_search_and_is_told_with_its_doer(self) -> None:
        self.post("/cari/padanan/baru/", simpan="ya", note="Dipakai di semua dinas")
        self.assertEqual(self.finds("siperja"), {"tests.note:31"})
        text = self.client.get("/cari/padanan/siperja/").content.decode()
        self.assertIn("Ratna", text)
        self.assertIn("tunjangan kinerja", text)
        stamp = Wording.objects.get().stamp
        self.post("/cari/padanan/siperja/isi/", simpan="ya", note="Dipakai di semua dinas")
        self.assertEqual(Wording.objects.get().stamp, stamp)

    def test_it_can_be_taken_back(self) -> None:
        settle_wording(SIPERJA, by=self.ratna)
        self.assertTrue(self.finds("siperja"))
        self.client.post("/cari/padanan/siperja/pencabutan/", {"reason": "Tidak dipakai"})
        self.assertEqual(self.finds("siperja"), set())
        text = self.client.get("/cari/padanan/?keadaan=tidak").content.decode()
        self.assertIn("siperja", text)

    def test_what_came_with_sinau_gives_way(self) -> None:
        key = next(key for key, entry in entries().items() if len(key) > 2)
        self.client.post(f"/cari/padanan/{key}/pencabutan/", {"reason": "Lain di sini"})
        self.assertTrue(entries()[key].is_retired)

    def test_a_word_that_means_itself_and_one_that_is_there_are_sent_back(self) -> None:
        response = self.client.post(
            "/cari/padanan/baru/", {"said": "siperja", "means": "Siperja", "simpan": "ya"}
        )
        self.assertEqual(response.status_code, 409)
        settle_wording(SIPERJA, by=self.ratna)
        self.assertIn("sudah ada dalam daftar", self.post("/cari/padanan/baru/"))

    def test_the_preview_shows_nothing_hidden_from_who_edits(self) -> None:
        """P-SEA-9: the effect is that on what the editor may read, of questions of their agencies."""
        self.notes.write(
            "Tunjangan kinerja perawat", "Tunjangan kinerja khusus.", agency=self.dishub, pk=32
        )
        count_asked("siperja", by=self.ratna)
        count_asked("siperja rahasia", by=self.joko)
        self.assertIn("perawat", self.post("/cari/padanan/baru/"))
        self.notes.change("tests.note:32", audience=Audience.AGENCY, indexed=False)
        self.notes.hidden.add(32)
        text = self.post("/cari/padanan/baru/")
        self.assertIn("/catatan/31/", text)
        self.assertNotIn("perawat", text)

    def test_a_sheet_goes_out_and_comes_in(self) -> None:
        rows = cells(self.client.get("/cari/padanan/unduh.xlsx").content)
        self.assertEqual(rows[0][:2], ["Yang diketik", "Artinya"])
        self.assertEqual(len(rows) - 1, len(entries()))
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (
            rows[0],
            rows[1],
            ["siperja", "tunjangan kinerja", "ya", "ya", "Baru"],
            ["x", ""],
        ):
            sheet.append(row)
        kept = BytesIO()
        book.save(kept)
        kept.name = "padanan.xlsx"
        kept.seek(0)
        response = self.client.post("/cari/padanan/unggah/", {"file": kept})
        text = response.content.decode()
        self.assertIn("Kolom Artinya kosong", text)
        self.assertEqual(len(response.context["changes"]), 1)
        self.client.post("/cari/padanan/unggah/penerapan/", {"isi": response.context["token"]})
        self.assertEqual(self.finds("siperja"), {"tests.note:31"})

    def test_a_broken_file_is_named(self) -> None:
        for content in (b"", b"PK\x03\x04 no", b"%PDF-1.7"):
            broken = BytesIO(content)
            broken.name = "x.xlsx"
            response = self.client.post("/cari/padanan/unggah/", {"file": broken})
            self.assertEqual(response.status_code, 200)
            self.assertIn("error", response.content.decode())
        self.client.post("/cari/padanan/unggah/penerapan/", {"isi": "palsu"})
        self.assertFalse(Wording.objects.exists())

    def test_only_keepers_of_knowledge_edit(self) -> None:
        """P-SEA-10"""
        for person in (self.sari, self.joko):
            self.client.force_login(person)
            for url in ("", "baru/", "unduh.xlsx", "unggah/", "asn/", "asn/isi/"):
                self.assertEqual(self.client.get(f"/cari/padanan/{url}").status_code, 404, url)

    def test_the_list_costs_the_same_with_many(self) -> None:
        few = queries_of(self.client, "/cari/padanan/?keadaan=sini")
        for number in range(12):
            entry = Entry(f"kata{number}", (f"kata{number}",), ("arti lain",), False)
            settle_wording(entry, by=self.ratna)
        self.assertEqual(queries_of(self.client, "/cari/padanan/?keadaan=sini"), few)
