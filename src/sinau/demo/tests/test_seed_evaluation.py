"""The demo city has something to evaluate on every level."""

from django.test import TestCase

from sinau.demo.seeding import seed
from sinau.evaluation import results
from sinau.evaluation.models import Evaluation, Indicator
from sinau.people.models import Person


class SeedEvaluationTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        seed()

    def test_a_class_has_all_four_levels(self) -> None:
        held = Evaluation.objects.exclude(indicator=None).get()
        self.assertTrue(results.reaction(held).is_shown)
        effect = results.learning(held)
        assert effect is not None
        self.assertFalse(effect.is_thin)
        self.assertTrue(results.gaps(results.behaviour(held)))
        outcome = results.outcome(held)
        assert outcome is not None
        self.assertIsNotNone(outcome.comparison)
        self.assertEqual(Indicator.objects.count(), 2)
        tested = Evaluation.objects.exclude(training_class=None).exclude(pk=held.pk)
        self.assertTrue(all(results.learning(other) for other in tested))
        self.assertTrue(Person.objects.exists())
