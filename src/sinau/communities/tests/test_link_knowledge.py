"""An article made of a conversation shows on it, as a draft and when it is verified."""

from sinau.communities.actions import accept_answer, reply_to
from sinau.communities.models import KnowledgeLink
from sinau.communities.testing import CommunitiesTestCase
from sinau.journal.announcing import announce
from sinau.journal.delivering import retell
from sinau.journal.models import Delivery
from sinau.journal.testing import tell_everyone
from sinau.knowledge.events import ArticleDrafted, ArticleRetired, ArticleVerified


class LinkKnowledgeTests(CommunitiesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.reply = reply_to(self.question, body="Panggil menurut jam.", by=self.budi)
        accept_answer(self.reply, by=self.sari)

    def draft(self) -> None:
        announce(
            ArticleDrafted(article_id=3, title="Antrean", source=self.question.subject),
            by=self.bayu,
        )

    def verify(self) -> None:
        announce(
            ArticleVerified(
                article_id=3,
                title="Antrean tepat jam",
                slug="antrean-tepat-jam",
                owner_id=self.bayu.pk,
                source=self.question.subject,
            ),
            by=self.ratna,
        )

    def test_the_draft_shows_without_its_title_and_the_article_with_its_address(self) -> None:
        self.client.force_login(self.sari)
        self.draft()
        tell_everyone()
        page = self.client.get(self.question.get_absolute_url())
        self.assertContains(page, "Sedang ditulis menjadi pengetahuan")
        self.verify()
        tell_everyone()
        page = self.client.get(self.question.get_absolute_url())
        self.assertContains(page, "/pengetahuan/antrean-tepat-jam/")
        listed = self.client.get(f"{self.home.get_absolute_url()}?lihat=pengetahuan")
        self.assertContains(listed, self.question.title)

    def test_told_twice_or_again_from_the_journal_it_is_the_same(self) -> None:
        self.draft()
        self.verify()
        tell_everyone()
        before = KnowledgeLink.objects.values_list(
            "article_id", "title", "slug", "drafted_at", "verified_at"
        ).get()
        Delivery.objects.update(done_at=None)
        tell_everyone()
        retell("communities.link_knowledge")
        after = KnowledgeLink.objects.values_list(
            "article_id", "title", "slug", "drafted_at", "verified_at"
        ).get()
        self.assertEqual(before, after)

    def test_a_withdrawn_article_is_shown_no_more(self) -> None:
        self.draft()
        self.verify()
        tell_everyone()
        retired = ArticleRetired(
            article_id=3, title="Antrean", owner_id=self.bayu.pk, reason="Tidak berlaku"
        )
        announce(retired, by=self.ratna)
        tell_everyone()
        self.client.force_login(self.sari)
        page = self.client.get(self.question.get_absolute_url())
        self.assertNotContains(page, "antrean-tepat-jam")

    def test_a_source_somebody_could_not_read_is_not_believed(self) -> None:
        forged = ArticleDrafted(article_id=8, title="Palsu", source=self.question.subject)
        announce(forged, by=self.joko)
        tell_everyone()
        self.assertFalse(KnowledgeLink.objects.exists())

    def test_other_sources_are_left_alone(self) -> None:
        for source in ("", "ask.question:9", "communities.conversation:x", "communities.reply:1"):
            announce(ArticleDrafted(article_id=9, title="Lain", source=source), by=self.ratna)
        tell_everyone()
        self.assertFalse(KnowledgeLink.objects.exists())

    def test_p_com_10_leads_curators_and_the_author_may_write_it_up(self) -> None:
        """P-COM-10"""
        offered = ((self.bayu, True), (self.ratna, True), (self.budi, True), (self.sari, False))
        for person, may in offered:
            self.client.force_login(person)
            page = self.client.get(self.question.get_absolute_url())
            with self.subTest(person.name):
                self.assertEqual("Jadikan pengetahuan" in page.content.decode(), may)
        self.client.force_login(self.bayu)
        page = self.client.get(self.question.get_absolute_url())
        self.assertContains(page, f'name="source" value="{self.question.subject}"')
        self.assertContains(page, f'name="agency" value="{self.dinkes.pk}"')
