"""A regulation on its page: anchors, short addresses, pages of a long one, and who finds it."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise

from sinau.kernel.clock import today
from sinau.knowledge.actions.regulations import publish_pieces
from sinau.knowledge.models import Passage, Regulation
from sinau.knowledge.tests.stage import KnowledgeTestCase, piece
from sinau.ui.testing import queries_of


class RegulationPageTests(KnowledgeTestCase):
    def test_every_ayat_has_its_place_and_its_link(self) -> None:
        regulation = self.regulation()
        self.client.force_login(self.sari)
        page = self.client.get(regulation.get_absolute_url())
        self.assertContains(page, 'id="pasal-312-ayat-2"')
        self.assertContains(page, 'id="pasal-312-ayat-2-huruf-a"')
        self.assertContains(page, "/pengetahuan/peraturan/pp-11-2017/pasal-312/ayat-2/")
        self.assertContains(page, "hlm. 1")

    def test_no_level_of_headings_is_skipped_also_where_no_chapter_stands(self) -> None:
        regulation = self.regulation()
        self.client.force_login(self.sari)
        for path in ("", "cetak/", f"per-tanggal/?hari={today().isoformat()}"):
            page = self.client.get(f"{regulation.get_absolute_url()}{path}")
            body = page.content.decode().partition("<main")[2]
            levels = [int(level) for level in re.findall(r"<h([1-6])", body)]
            self.assertEqual(levels[0], 1, path)
            for above, level in pairwise(levels):
                self.assertLessEqual(level, above + 1, (path, levels))

    def test_the_short_address_leads_to_the_spot(self) -> None:
        self.regulation()
        self.client.force_login(self.sari)
        base = "/pengetahuan/peraturan/pp-11-2017/"
        for asked, spot in (
            ("pasal-312/ayat-2/", "#pasal-312-ayat-2"),
            ("pasal-312/ayat-2/huruf-a/", "#pasal-312-ayat-2-huruf-a"),
            ("pasal-312/", "#pasal-312"),
            ("pasal-312/ayat-9/", "#pasal-312"),
            ("?pasal=312&ayat=1", "#pasal-312-ayat-1"),
        ):
            with self.subTest(asked):
                answer = self.client.get(base + asked)
                self.assertEqual((answer.status_code, answer["Location"]), (302, base + spot))
        self.assertEqual(self.client.get(f"{base}pasal-999/").status_code, 404)
        self.assertEqual(self.client.get(f"{base}?pasal=%27%3B--").status_code, 404)

    def test_its_status_stands_on_every_page(self) -> None:
        regulation = self.regulation(status="repealed")
        self.client.force_login(self.sari)
        for path in ("", "cetak/"):
            page = self.client.get(f"{regulation.get_absolute_url()}{path}")
            self.assertContains(page, "Dicabut")

    def test_one_for_an_agency_is_hidden_from_another(self) -> None:
        """P-KNO-10"""
        regulation = self.regulation(agency=self.dinkes, audience="agency")
        for person, seen in ((self.sari, 200), (self.ratna, 200), (self.joko, 404)):
            self.client.force_login(person)
            for path in ("", "cetak/", "pasal-312/", "hubungan/", "sunting/"):
                if seen == 200 and path in ("hubungan/", "sunting/"):
                    continue
                answer = self.client.get(f"{regulation.get_absolute_url()}{path}")
                self.assertIn(answer.status_code, (seen, 302 if seen == 200 else 404), path)
            listed = self.client.get("/pengetahuan/peraturan/")
            self.assertEqual(b"PP 11/2017" in listed.content, seen == 200)
            self.assertEqual(Passage.objects.visible_to(person).exists(), seen == 200)
            self.assertEqual(Regulation.objects.visible_to(person).count(), int(seen == 200))

    def test_the_list_asks_the_same_number_of_questions_for_few_and_for_many(self) -> None:
        self.regulation()
        self.client.force_login(self.sari)
        few = queries_of(self.client, "/pengetahuan/peraturan/")
        for nth in range(12):
            self.regulation(short_title=f"PP {nth}/2020")
        self.assertEqual(queries_of(self.client, "/pengetahuan/peraturan/"), few)

    def test_the_page_asks_the_same_number_of_questions_for_short_and_long(self) -> None:
        self.client.force_login(self.sari)
        short = self.regulation()
        few = queries_of(self.client, short.get_absolute_url())
        pieces = [piece(str(n), f"Ketentuan {n} berlaku.") for n in range(1, 300)]
        long = publish_pieces(pieces, self.details(short_title="PP 2/2020"), by=self.ratna)
        self.assertEqual(queries_of(self.client, long.get_absolute_url()), few)


class LongRegulationTests(KnowledgeTestCase):
    def setUp(self) -> None:
        words = "Setiap pegawai wajib menaati ketentuan peraturan perundang-undangan. " * 40
        pieces = [
            piece(
                str(number),
                words,
                bab=bab,
                heading=f"BAB {bab} BAGIAN KE-{number}",
                opens=[["pasal", f"Pasal {number}", ""]],
            )
            for number, bab in enumerate(["I"] * 5 + ["II"] * 30 + ["III"] * 10, 1)
        ]
        self.law = publish_pieces(pieces, self.details(short_title="UU 1/2030"), by=self.ratna)
        self.client.force_login(self.sari)

    def test_each_chapter_is_a_page_and_the_short_address_finds_it(self) -> None:
        slugs = [part["slug"] for part in self.law.parts]
        self.assertEqual(slugs, ["bab-i", "bab-ii", "bab-ii-2", "bab-iii"])
        answer = self.client.get("/pengetahuan/peraturan/uu-1-2030/pasal-40/")
        spot = "/pengetahuan/peraturan/uu-1-2030/bagian/bab-iii/#pasal-40"
        self.assertEqual(answer["Location"], spot)
        self.assertContains(self.client.get(spot), 'id="pasal-40"')
        self.assertEqual(Passage.objects.get(pasal="40").get_absolute_url(), spot)

    def test_every_page_is_light(self) -> None:
        for part in self.law.parts:
            page = self.client.get(f"/pengetahuan/peraturan/uu-1-2030/bagian/{part['slug']}/")
            self.assertLess(len(gzip.compress(page.content)), 60 * 1024)

    def test_a_part_that_is_not_there_is_not_found(self) -> None:
        answer = self.client.get("/pengetahuan/peraturan/uu-1-2030/bagian/bab-x/")
        self.assertEqual(answer.status_code, 404)
