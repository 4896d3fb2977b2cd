"""The demo city knows something, in every state, and not everybody knows the same."""

from __future__ import annotations

from django.test import TestCase

from sinau.demo import knowledge, people
from sinau.demo.city import City
from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.knowledge.models import Article, Passage, Regulation


class SeedKnowledgeTests(TestCase):
    city: City

    @classmethod
    def setUpTestData(cls) -> None:
        cls.city = City(today=today())
        people.seed(cls.city)
        knowledge.seed(cls.city)

    def test_texts_of_every_kind_stand_in_every_state(self) -> None:
        self.assertEqual(Article.objects.count(), 18)
        self.assertEqual(
            set(Article.objects.values_list("kind", flat=True)),
            {"article", "sop", "faq", "lesson", "document", "recording", "link"},
        )
        self.assertEqual(
            set(Article.objects.values_list("status", flat=True)),
            {"draft", "in_review", "verified"},
        )
        due = Article.objects.due().values_list("slug", flat=True)
        self.assertEqual(set(due), {"cuti-tahunan", "tanya-jawab-bimtek"})
        self.assertEqual(Article.objects.expired().get().slug, "tanya-jawab-bimtek")
        self.assertTrue(Article.objects.waiting().exists())

    def test_nobody_verified_their_own(self) -> None:
        for article in Article.objects.verified():
            self.assertNotEqual(article.verified_by, article.owner)
            assert article.verified_by is not None
            self.assertIn("curator", [role for role, _path in article.verified_by.roles])

    def test_joko_sees_neither_drafts_nor_what_is_for_the_health_agency(self) -> None:
        joko, sari = self.city.cast["joko"], self.city.cast["sari"]
        only = Article.objects.filter(slug="antrean-puskesmas-sesuai-jam")
        self.assertTrue((only & Article.objects.visible_to(sari)).exists())
        self.assertFalse((only & Article.objects.visible_to(joko)).exists())
        self.assertEqual(
            set(Article.objects.visible_to(joko).values_list("status", flat=True)), {"verified"}
        )

    def test_the_guidelines_say_that_they_are_examples(self) -> None:
        self.assertEqual(Regulation.objects.count(), 2)
        for guideline in Regulation.objects.all():
            self.assertIn("Contoh", guideline.notice)
        passage = Passage.objects.get(anchor="pasal-2-ayat-1", regulation__slug="pedoman-ai-contoh")
        self.assertEqual(passage.citation(), "Pedoman AI (contoh) Pasal 2 ayat (1)")

    def test_its_history_is_in_the_past(self) -> None:
        latest = Entry.objects.order_by("-told_at").first()
        assert latest is not None
        self.assertLess(latest.told_at.date(), today())
