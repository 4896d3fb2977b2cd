"""Narrowing, ordering, literal search and what an empty page offers."""

from __future__ import annotations

from datetime import timedelta

from sinau.kernel.clock import today
from sinau.people.models import Audience
from sinau.search.actions import put_all_in_index
from sinau.search.looking import look_for
from sinau.search.models import Kind, Standing
from sinau.search.tests.test_pages import PageTestCase
from sinau.search.wishes import Wish


class NarrowTests(PageTestCase):
    def setUp(self) -> None:
        super().setUp()
        source = self.notes.write("Cuti lama", "Cuti menurut aturan lama.", agency=self.dinkes)
        self.notes.change(
            source,
            dated=today() - timedelta(days=800),
            owner="Ratna",
            standing=Standing.AMENDED,
        )
        fresh = self.notes.write("Cuti baru", "Cuti menurut aturan baru.", agency=self.dinkes)
        self.notes.change(fresh, dated=today() - timedelta(days=3), owner="Bayu")

    def titles(self, query: str) -> list[str]:
        sight = look_for(self.sari, Wish.said(dict(p.split("=") for p in query.split("&"))))
        return [sight.documents[key].title for key in sight.chosen]

    def test_each_choice_leaves_what_it_says(self) -> None:
        for query, title in (
            ("q=cuti&keadaan=amended", "Cuti lama"),
            ("q=cuti&pemilik=Ratna", "Cuti lama"),
            ("q=cuti&waktu=lama", "Cuti lama"),
            ("q=cuti&waktu=30", "Cuti baru"),
            ("q=cuti&jenis=course", "Kursus cuti"),
            (f"q=cuti&dari={today() - timedelta(days=9)}", "Cuti baru"),
            (f"q=cuti&sampai={today() - timedelta(days=9)}", "Cuti lama"),
        ):
            with self.subTest(query):
                self.assertEqual(self.titles(query), [title])
        self.assertEqual(set(self.titles("q=cuti&unit=dinkes")), {"Cuti lama", "Cuti baru"})
        self.assertEqual(set(self.titles("q=cuti&sektor=Kesehatan")), {"Cuti lama", "Cuti baru"})

    def test_counts_say_what_choosing_leaves(self) -> None:
        sight = look_for(self.sari, Wish("cuti", unit="dinkes"))
        facets = {facet.name: facet.options for facet in sight.facets}
        self.assertEqual(
            {one.value: one.count for one in facets["unit"]}, {"bkpsdm": 2, "dinkes": 2}
        )
        self.assertEqual([(one.value, one.count) for one in facets["jenis"]], [(Kind.ARTICLE, 2)])

    def test_the_newest_stand_first_and_what_has_no_date_last(self) -> None:
        found = self.titles("q=cuti&urut=terbaru")
        self.assertEqual(found[:2], ["Cuti baru", "Cuti lama"])
        self.assertEqual(len(found), 4)

    def test_what_was_chosen_can_be_taken_back_on_the_page(self) -> None:
        text = self.read("/cari/?q=cuti&unit=dinkes&waktu=30")
        self.assertIn("/catatan/4/", text)
        self.assertNotIn("/catatan/3/", text)
        self.assertIn("/cari/?q=cuti&amp;waktu=30", text)
        self.assertIn("Dinkes (1)", text)

    def test_a_day_that_is_none_is_named_and_nothing_typed_is_lost(self) -> None:
        text = self.read("/cari/?q=cuti&dari=kemarin")
        self.assertIn("Tanggal ini tidak dikenali", text)
        self.assertIn('value="kemarin"', text)

    def test_a_word_can_be_searched_as_it_was_typed(self) -> None:
        self.assertIn("Cari persis", self.read("/cari/?q=cuti+tahuann"))
        text = self.read("/cari/?q=cuti+tahuann&persis=ya")
        self.assertNotIn("Mungkin maksud Anda", text)
        self.assertIn("Cari juga ejaan yang mirip", text)
        self.assertEqual(look_for(self.sari, Wish("tahuann", literal=True)).grouped, {})
        self.assertTrue(look_for(self.sari, Wish("tahuann")).grouped)

    def test_an_empty_page_offers_the_way_out(self) -> None:
        text = self.read("/cari/?q=cuti&pemilik=Siapa")
        self.assertIn("Lepas semua saringan", text)
        text = self.read("/cari/?q=gudeg+manis+belas")
        self.assertIn("Yang paling dekat", text)
        self.assertIn("/tanya/?q=gudeg", text)
        self.assertIn("/komunitas/", text)

    def test_colleagues_who_are_not_named_stand_after_what_speaks_of_the_matter(self) -> None:
        put_all_in_index([f"people.person:{self.wulan.pk}", f"people.person:{self.ratna.pk}"])
        self.notes.write("Kepegawaian daerah", "Kepegawaian diatur.", agency=self.bkpsdm)
        sight = look_for(self.sari, Wish("kepegawaian"))
        kinds = [sight.documents[key].shelf.kind for key in sight.chosen]
        self.assertEqual(kinds, sorted(kinds, key=lambda kind: kind == Kind.PERSON))
        self.assertIn(Kind.PERSON, kinds)
        named = look_for(self.sari, Wish(self.wulan.name))
        self.assertEqual(named.documents[named.chosen[0]].title, self.wulan.full_name)

    def test_a_facet_of_another_agency_is_not_there_for_the_outsider(self) -> None:
        """P-SEA-6"""
        source = self.notes.write(
            "Cuti perawat", "Cuti perawat puskesmas.", agency=self.agencies["dinkes"]
        )
        self.notes.change(source, audience=Audience.AGENCY, owner="Perawat Kepala")
        self.assertIn("Perawat Kepala", self.read("/cari/?q=cuti"))
        text = self.read("/cari/?q=cuti", self.joko)
        self.assertNotIn("Perawat Kepala", text)
        self.assertNotIn("Cuti perawat", text)
