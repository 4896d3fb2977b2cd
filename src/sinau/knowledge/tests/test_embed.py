"""Articles and passages as other rooms show them."""

from __future__ import annotations

import datetime as dt

from sinau.kernel.clock import today
from sinau.kernel.embedding import find_embed, offer_embeds
from sinau.knowledge.models import Article, Passage, Regulation
from sinau.knowledge.tests.stage import KnowledgeTestCase


class EmbedTests(KnowledgeTestCase):
    def test_an_article_is_shown_as_it_stands_to_those_it_is_made_for(self) -> None:
        """P-KNO-1: not to another agency, and not among what is offered."""
        article = self.verified()
        said = find_embed(self.sari, article.subject)
        assert said is not None
        self.assertEqual((said.title, said.is_current), (article.title, True))
        self.assertIn("<", said.html)
        word = article.title.split()[0]
        self.assertIn(article.subject, [found.address for found in offer_embeds(self.sari, word)])
        self.assertIsNone(find_embed(self.joko, article.subject))
        self.assertEqual(offer_embeds(self.joko, word), [])

    def test_an_article_that_is_due_says_so(self) -> None:
        article = self.verified()
        Article.objects.filter(pk=article.pk).update(review_due=today() - dt.timedelta(days=1))
        said = find_embed(self.sari, article.subject)
        assert said is not None
        self.assertFalse(said.is_current)
        self.assertIn("diperiksa lagi", said.state)

    def test_a_pasal_is_shown_in_its_own_words(self) -> None:
        regulation = self.regulation()
        passage = Passage.objects.get(regulation=regulation, pasal="312", ayat="1")
        address = f"knowledge.unit:{passage.pk}"
        said = find_embed(self.joko, address)
        assert said is not None
        self.assertIn("Pegawai berhak atas cuti tahunan.", said.html)
        self.assertIn("Pasal 312", said.title)
        found = [one.address for one in offer_embeds(self.joko, "PP 11/2017 Pasal 312")]
        self.assertIn(address, found)
        Regulation.objects.filter(pk=regulation.pk).update(status="repealed")
        said = find_embed(self.joko, address)
        assert said is not None
        self.assertFalse(said.is_current)

    def test_odd_addresses_find_nothing(self) -> None:
        for address in ("knowledge.article:x", "knowledge.unit:0", "knowledge.article:", "x"):
            self.assertIsNone(find_embed(self.sari, address))
