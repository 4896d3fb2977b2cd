"""The demo's bank and its two tests of a class look like those of a city."""

from django.test import TestCase

from sinau.demo import people, quizzes, university
from sinau.demo.city import City
from sinau.kernel.clock import today
from sinau.university.itemising import analysis_of
from sinau.university.models import Attempt, BankQuestion, QuestionKind, Quiz
from sinau.university.quizzes.analysis import Flag


class SeedQuizzesTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        city = City(today=today())
        people.seed(city)
        university.seed(city)
        quizzes.seed(city)

    def test_the_bank_holds_questions_of_every_kind(self) -> None:
        kinds = set(BankQuestion.objects.values_list("kind", flat=True))
        self.assertEqual(kinds, set(QuestionKind.values))
        self.assertEqual(BankQuestion.objects.exclude(retired_at=None).count(), 1)

    def test_item_analysis_shows_something_real(self) -> None:
        post = Quiz.objects.get(purpose="post")
        made, rows = analysis_of(post)
        self.assertGreaterEqual(Attempt.objects.filter(quiz__course=None).count(), 100)
        self.assertGreaterEqual(made.attempts, 40)
        assert made.alpha is not None
        self.assertGreater(made.alpha, 0.2)
        flags = {flag for row in rows for flag in row.item.flags}
        self.assertIn(Flag.NEGATIVE, flags)

    def test_people_did_better_afterwards(self) -> None:
        means = {}
        for quiz in Quiz.objects.filter(course=None):
            scores = [a.score for a in quiz.attempts.handed_in() if a.score is not None]
            means[quiz.purpose] = sum(scores) / len(scores)
        self.assertGreater(means["post"], means["pre"] + 5)

    def test_some_essays_wait_for_a_mark(self) -> None:
        self.assertTrue(Attempt.objects.filter(submitted_at__isnull=False, score=None).exists())
