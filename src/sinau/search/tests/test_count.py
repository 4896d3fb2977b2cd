"""What is counted of searches: words and openings, never who, and not for ever."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils.html import escape

from sinau.kernel import clock
from sinau.kernel.clock import now
from sinau.people.models import Grant, Role
from sinau.search.counting import count_asked, counted_as, forget_old_counts, opening
from sinau.search.models import Asked, Opened
from sinau.search.tests.test_pages import PageTestCase
from sinau.ui.testing import queries_of


class CountTests(PageTestCase):
    def test_a_search_is_counted_once_however_often_it_is_looked_at(self) -> None:
        for url in ("/cari/?q=Cuti", "/cari/?q=Cuti&jenis=course", "/cari/?q=Cuti&halaman=2"):
            self.read(url)
        asked = Asked.objects.get()
        self.assertEqual((asked.words, asked.times, asked.agency), ("cuti", 1, self.sari.agency))

    def test_opening_a_result_is_counted_once_with_its_place(self) -> None:
        text = self.read("/cari/?q=cuti")
        pings = re.findall(r'ping="([^"]+)"', text)
        self.assertEqual(len(pings), 2)
        for _turn in range(2):
            self.assertEqual(self.client.post(pings[0]).status_code, 204)
        opened = Opened.objects.get()
        self.assertEqual((opened.words, opened.place, opened.times), ("cuti", 1, 1))
        self.assertEqual(Asked.objects.get().opened_high, 1)

    def test_what_is_not_ours_is_not_counted(self) -> None:
        self.client.force_login(self.sari)
        for key in ("", "palsu", escape(opening("cuti", "tests.note:1", 1))[:-3]):
            self.assertEqual(self.client.post(f"/cari/bukaan/?k={key}").status_code, 204)
        self.client.logout()
        self.client.post(f"/cari/bukaan/?k={opening('cuti', 'tests.note:1', 1)}")
        self.assertFalse(Opened.objects.exists())

    def test_numbers_and_letters_of_people_are_not_kept(self) -> None:
        self.assertEqual(counted_as("NIP 19900101 201501 1 001 sari@kota.go.id"), "nip # #")
        self.assertEqual(counted_as("Pasal 312 tahun 2023"), "pasal 312 tahun 2023")
        self.assertLessEqual(len(counted_as("cuti " * 100)), 80)

    def test_after_ninety_days_nothing_is_known(self) -> None:
        with clock.freeze(now() - timedelta(days=91)):
            count_asked("cuti", by=self.sari)
        with clock.freeze(now() - timedelta(days=80)):
            count_asked("izin", by=self.sari)
        forget_old_counts()
        self.assertEqual([one.words for one in Asked.objects.all()], ["izin"])

    def test_keepers_see_what_was_looked_for_in_vain_in_their_agencies(self) -> None:
        """P-SEA-11: words of other agencies, and words looked for once, are shown to nobody."""
        for _turn in range(2):
            count_asked("antrean puskesmas", by=self.sari)
            count_asked("parkir malam", by=self.joko)
        count_asked("sekali saja", by=self.sari)
        Grant.objects.create(
            person=self.bayu, role=Role.OFFICER, agency=self.dinkes, valid_from="2000-01-01"
        )
        text = self.read("/cari/pemakaian/", self.bayu)
        self.assertIn("antrean puskesmas", text)
        for words in ("parkir malam", "sekali saja"):
            self.assertNotIn(words, text)
        text = self.read("/cari/pemakaian/", self.joko)
        self.assertIn("parkir malam", text)
        self.assertNotIn("antrean puskesmas", text)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get("/cari/pemakaian/").status_code, 404)

    def test_the_page_costs_the_same_with_many_words(self) -> None:
        self.client.force_login(self.wulan)
        few = queries_of(self.client, "/cari/pemakaian/")
        for number in range(40):
            for _turn in range(2):
                count_asked(f"kata {number}", by=self.sari)
        self.assertEqual(queries_of(self.client, "/cari/pemakaian/"), few)

    def test_everybody_can_read_what_is_kept(self) -> None:
        self.assertIn("90 hari", self.read("/cari/data/"))
