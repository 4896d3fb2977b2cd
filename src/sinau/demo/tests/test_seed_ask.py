"""The demo's questions: each is answered by the article that knows, or declined where none does."""

from __future__ import annotations

from django.test import TestCase

from sinau.ask.models import Forward, Gap, HandOver, Question, TrialRun
from sinau.ask.standing import desk_standing
from sinau.demo.city import content
from sinau.demo.seeding import seed
from sinau.knowledge.models import Article, ExpertRequest
from sinau.search.models import Document


class SeedAskTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        seed()

    def test_every_question_has_the_answer_it_should(self) -> None:
        slugs = dict(Article.objects.values_list("pk", "slug"))
        questions = content("questions.toml")["question"]
        self.assertEqual(Question.objects.filter(follows=None).count(), len(questions))
        for asked in questions:
            question = Question.objects.with_outcome().get(text=asked["text"])
            quoted = {
                slugs[quote.source_pk]
                for quote in question.quotes.filter(is_near=False)
                if quote.noun == "knowledge.article"
            }
            with self.subTest(asked["text"]):
                if asked["answers"]:
                    self.assertIn(asked["answers"], quoted)
                else:
                    self.assertFalse(question.is_answered, quoted)

    def test_what_knowledge_holds_can_be_found(self) -> None:
        self.assertEqual(
            Document.objects.filter(source__startswith="knowledge.article:").count(),
            Article.objects.verified().count(),
        )

    def test_one_refusal_went_to_people(self) -> None:
        self.assertEqual(HandOver.objects.count(), 1)

    def test_refusals_wait_in_gaps(self) -> None:
        self.assertTrue(Gap.objects.open().exists())
        self.assertTrue(Forward.objects.exists())
        self.assertTrue(ExpertRequest.objects.filter(subject__startswith="ask.gap:").exists())

    def test_the_desk_was_examined_and_is_an_approved_use(self) -> None:
        run = TrialRun.objects.get()
        self.assertIsNotNone(run.published_at)
        figures = run.figures
        self.assertEqual(figures["held"]["right"], figures["held"]["of"])
        self.assertGreaterEqual(figures["right"]["right"] / figures["right"]["of"], 0.7, figures)
        self.assertEqual(figures["javanese"]["right"], figures["javanese"]["of"], figures)
        self.assertGreaterEqual(figures["declined"]["right"] / figures["declined"]["of"], 0.8)
        self.assertTrue(desk_standing().may_use_a_model)
