"""Who knows what: counted from what they did, shown with consent, asked no more than they agreed."""

from __future__ import annotations

from sinau.knowledge import actions
from sinau.knowledge.knowing import find_experts
from sinau.knowledge.models import Sign
from sinau.knowledge.refusals import TooManyRequests
from sinau.knowledge.tests.stage import KnowledgeTestCase, answer_twice
from sinau.ui.testing import queries_of


class ExpertTests(KnowledgeTestCase):
    def setUp(self) -> None:
        self.article = self.verified()
        answer_twice(self.bayu, asker=self.sari, title="Rahasia dinas")

    def agree(self, limit: int = 1) -> None:
        actions.settle_profile(self.bayu, is_shown=True, weekly_limit=limit)

    def test_nobody_is_shown_before_they_agreed_nor_after_they_took_it_back(self) -> None:
        """P-KNO-17"""
        self.client.force_login(self.joko)
        url = "/pengetahuan/ahli/?topik=kesehatan"
        name = self.bayu.full_name
        self.assertNotContains(self.client.get(url), name)
        self.assertEqual(find_experts(["kesehatan"]), [])
        self.agree()
        self.assertContains(self.client.get(url), "2 jawaban diterima")
        self.assertEqual([k.person for k in find_experts(["Kesehatan"])], [self.bayu])
        actions.settle_profile(self.bayu, is_shown=False, weekly_limit=1)
        self.assertNotContains(self.client.get(url), name)
        self.assertEqual(self.client.get(f"/pengetahuan/ahli/{self.bayu.pk}/").status_code, 404)

    def test_why_names_only_what_the_reader_may_open(self) -> None:
        """P-KNO-17"""
        self.agree()
        url = f"/pengetahuan/ahli/{self.bayu.pk}/"
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(url), self.article.title)
        self.client.force_login(self.joko)
        page = self.client.get(url)
        self.assertContains(page, "1 pengetahuan terverifikasi")
        self.assertNotContains(page, self.article.title)
        self.assertNotContains(page, "Rahasia dinas")

    def test_a_full_week_is_not_made_fuller(self) -> None:
        self.agree(limit=1)
        for _again in range(2):
            actions.ask_expert(self.bayu, subject="ask.question:1", topic="kesehatan", by=self.sari)
        self.assertEqual(find_experts(["kesehatan"]), [])
        with self.assertRaises(TooManyRequests):
            actions.ask_expert(self.bayu, subject="ask.question:2", topic="kesehatan", by=self.sari)
        actions.close_expert_requests("ask.question:1")
        self.assertEqual(len(find_experts(["kesehatan"])), 1)

    def test_telling_again_counts_nothing_twice_and_the_page_costs_the_same(self) -> None:
        before = Sign.objects.count()
        self.assertGreater(before, 1)
        self.agree()
        self.client.force_login(self.sari)
        few = queries_of(self.client, "/pengetahuan/ahli/?topik=kesehatan")
        for person in (self.ratna, self.budi, self.tri, self.wulan):
            actions.settle_profile(person, is_shown=True, weekly_limit=2)
            sign = Sign.objects.filter(person=self.bayu).first()
            assert sign is not None
            sign.pk, sign.person, sign.topic = None, person, "kesehatan"
            sign.save()
        self.assertEqual(queries_of(self.client, "/pengetahuan/ahli/?topik=kesehatan"), few)

    def test_one_settles_it_on_a_page_of_ones_own(self) -> None:
        self.client.force_login(self.bayu)
        self.client.post(
            "/pengetahuan/ahli/saya/",
            {"is_shown": "on", "weekly_limit": "2", "hidden_topics": ["kesehatan"]},
        )
        self.assertEqual(find_experts(["kesehatan"]), [])
