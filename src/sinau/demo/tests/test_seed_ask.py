"""The demo's questions: each is answered by the article that knows, or declined where none does."""

from __future__ import annotations

from django.test import TestCase

from sinau.ask.models import HandOver, Question
from sinau.demo.city import content
from sinau.demo.seeding import seed
from sinau.knowledge.models import Article
from sinau.search.models import Document


class SeedAskTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        seed()

    def test_every_question_has_the_answer_it_should(self) -> None:
        slugs = dict(Article.objects.values_list("pk", "slug"))
        questions = content("questions.toml")["question"]
        self.assertEqual(Question.objects.count(), len(questions))
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
