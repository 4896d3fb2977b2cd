"""What everybody may read without an account, and that it is nothing else."""

from __future__ import annotations

from dataclasses import replace

from django.test import override_settings

from sinau.knowledge import actions
from sinau.knowledge.models import Article, Level, Regulation, RelationKind
from sinau.knowledge.tests.stage import TEXT, KnowledgeTestCase
from sinau.people.models import Audience

OPEN = {"audience": Audience.PUBLIC}


@override_settings(PUBLIC_URL="https://sinau.example")
class PublicTests(KnowledgeTestCase):
    """P-KNO-21: nobody has signed in here."""

    def setUp(self) -> None:
        self.article = self.verified(text=replace(TEXT, title="Cuti untuk umum"), **OPEN)
        self.hidden = self.verified(text=replace(TEXT, title="Cuti internal"), audience="city")
        self.drafted = self.draft(text=replace(TEXT, title="Draf untuk umum"), **OPEN)
        self.law = self.regulation(**OPEN)
        self.inner = self.regulation(short_title="SE 9/2026", number="9", year=2026)

    def see(self, path: str) -> str:
        answer = self.client.get(path)
        self.assertEqual(answer.status_code, 200, path)
        return answer.content.decode()

    def assert_shut(self, path: str) -> None:
        answer = self.client.get(path)
        self.assertEqual(answer.status_code, 302, path)
        self.assertIn("/masuk/", answer["Location"])

    def test_the_list_holds_what_is_public_and_counts_nothing_else(self) -> None:
        page = self.see("/pengetahuan/publik/")
        for word in ("Cuti untuk umum", "PP 11/2017"):
            self.assertIn(word, page)
        for word in ("Cuti internal", "Draf untuk umum", "SE 9/2026"):
            self.assertNotIn(word, page)
        laws = self.see("/pengetahuan/publik/?jenis=peraturan")
        self.assertIn("PP 11/2017", laws)
        self.assertNotIn("Cuti untuk umum", laws)
        self.assertNotIn("SE 9/2026", laws)
        self.assertNotIn("Cuti internal", self.see("/pengetahuan/publik/?q=cuti"))
        self.assertIn("Belum ada yang cocok", self.see("/pengetahuan/publik/?q=internal"))

    def test_an_article_is_read_under_its_one_address_without_names(self) -> None:
        path = self.article.get_absolute_url()
        page = self.see(f"{path}?dari=iklan")
        self.assertIn(f'<link rel="canonical" href="https://sinau.example{path}">', page)
        self.assertIn("berhak atas cuti tahunan", page)
        for person in (self.bayu, self.ratna):
            self.assertNotIn(person.full_name, page)
        self.assertNotIn("Cuti internal", page)

    def test_a_regulation_is_read_to_the_ayat_and_names_only_public_ones(self) -> None:
        actions.relate(
            self.law, RelationKind.AMENDED_BY, other=self.inner, other_name="", by=self.ratna
        )
        path = self.law.get_absolute_url()
        page = self.see(path)
        self.assertIn("Lamanya 12 (dua belas) hari kerja", page)
        self.assertIn(f'href="https://sinau.example{path}"', page)
        self.assertNotIn("SE 9/2026", page)
        self.assertNotIn(self.ratna.full_name, page)
        spot = self.client.get(f"{path}pasal-312/ayat-2/")
        self.assertEqual(spot["Location"], f"{path}#pasal-312-ayat-2")

    def test_everything_else_is_the_way_in_whether_it_is_there_or_not(self) -> None:
        for path in (
            self.hidden.get_absolute_url(),
            self.drafted.get_absolute_url(),
            self.inner.get_absolute_url(),
            f"{self.inner.get_absolute_url()}pasal-312/",
            "/pengetahuan/tidak-ada/",
            "/pengetahuan/peraturan/tidak-ada/",
            "/pengetahuan/",
            f"{self.article.get_absolute_url()}revisi/",
            f"{self.law.get_absolute_url()}hubungan/",
            f"/pengetahuan/gambar/{'0' * 64}/",
        ):
            self.assert_shut(path)

    def test_what_was_taken_away_a_second_ago_is_shut(self) -> None:
        path = self.article.get_absolute_url()
        for change in (
            {"audience": Audience.CITY},
            {"level": Level.INTERNAL},
            {"status": "retired"},
            {"status": "superseded"},
        ):
            self.see(path)
            Article.objects.filter(pk=self.article.pk).update(**change)
            self.assert_shut(path)
            self.assertNotIn("Cuti untuk umum", self.see("/pengetahuan/publik/"))
            self.assertNotIn(path, self.see("/sitemap.xml"))
            before = {"audience": "public", "level": "public", "status": "verified"}
            Article.objects.filter(pk=self.article.pk).update(**before)
        Regulation.objects.filter(pk=self.law.pk).update(audience=Audience.CITY)
        self.assert_shut(self.law.get_absolute_url())

    def test_search_engines_are_shown_what_is_public(self) -> None:
        self.assertIn("Sitemap: https://sinau.example/sitemap.xml", self.see("/robots.txt"))
        pages = self.see("/sitemap.xml")
        for one in (self.article, self.law):
            self.assertIn(f"<loc>https://sinau.example{one.get_absolute_url()}</loc>", pages)
        for other in (self.hidden, self.drafted, self.inner):
            self.assertNotIn(other.get_absolute_url(), pages)

    def test_what_should_be_looked_at_again_says_so(self) -> None:
        actions.change_status(self.law, "repealed", because="", by=self.ratna)
        self.assertIn("belum diperiksa lagi", self.see(self.article.get_absolute_url()))

    def test_words_that_no_text_can_hold_are_refused(self) -> None:
        self.assertEqual(self.client.get("/pengetahuan/publik/?q=%00").status_code, 400)

    def test_the_list_costs_the_same_with_many(self) -> None:
        with self.assertNumQueries(6):
            self.see("/pengetahuan/publik/")
        for nth in range(5):
            self.verified(text=replace(TEXT, title=f"Lagi {nth}"), **OPEN)
        with self.assertNumQueries(6):
            self.see("/pengetahuan/publik/")
