"""Item analysis: figures worked out by hand, and silence where few were asked."""

from decimal import Decimal
from random import Random
from unittest import TestCase

from sinau.university.quizzes.analysis import Flag, Sheet, analyse, correlation
from sinau.university.quizzes.rules import GradingRule, result_of


class AnalyseTests(TestCase):
    def test_figures_of_a_small_quiz(self) -> None:
        rows = [(1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0)]
        made = analyse([Sheet(shares=dict(enumerate(map(float, row)))) for row in rows])
        self.assertEqual([item.facility for item in made.items], [0.75, 0.5, 0.25])
        # KR-20 of this table: 3/2 * (1 - (3/16 + 4/16 + 3/16) / 1.25) = 0.75.
        assert made.alpha is not None
        self.assertAlmostEqual(made.alpha, 0.75)
        self.assertTrue(made.is_small)
        self.assertEqual([item.flags for item in made.items], [(), (), ()])

    def test_a_question_whose_key_is_wrong_is_found(self) -> None:
        dice = Random(7)
        sheets = []
        for turn in range(60):
            able = turn / 60
            shares = {key: float(dice.random() < able) for key in range(8)}
            shares[8] = float(dice.random() > able)
            picked = {8: [0] if shares[8] else [1]}
            sheets.append(Sheet(shares=shares, picked=picked))
        made = analyse(sheets, {8: [True, False, False]})
        wrong = made.items[8]
        assert wrong.discrimination is not None and wrong.point_biserial is not None
        self.assertLess(wrong.discrimination, 0)
        self.assertIn(Flag.NEGATIVE, wrong.flags)
        self.assertIn(Flag.IDLE_CHOICE, wrong.flags)
        self.assertIn(Flag.BETTER_WRONG, wrong.flags)
        good = made.items[0]
        assert good.discrimination is not None
        self.assertGreater(good.discrimination, 0.3)
        self.assertEqual(wrong.choices[2].count, 0)
        self.assertAlmostEqual(sum(choice.share for choice in wrong.choices), 1)

    def test_drawn_questions_are_compared_among_those_who_were_asked(self) -> None:
        sheets = [Sheet(shares={1: 1.0, 2: 0.0}), Sheet(shares={1: 0.0, 3: 1.0})] * 3
        made = analyse(sheets)
        self.assertEqual([item.asked for item in made.items], [6, 3, 3])
        self.assertEqual(made.common, 1)
        self.assertIsNone(made.alpha)

    def test_nothing_at_all_is_no_error(self) -> None:
        made = analyse([])
        self.assertEqual((made.attempts, made.items, made.alpha), (0, (), None))

    def test_what_does_not_vary_correlates_with_nothing(self) -> None:
        self.assertIsNone(correlation([1, 1, 1], [0, 1, 2]))


class RuleTests(TestCase):
    def test_which_attempt_counts(self) -> None:
        scores = [Decimal(40), Decimal(90), Decimal(80)]
        for rule, result in [
            (GradingRule.HIGHEST, 90),
            (GradingRule.LATEST, 80),
            (GradingRule.FIRST, 40),
            (GradingRule.AVERAGE, 70),
        ]:
            self.assertEqual(result_of(rule, scores), Decimal(result))
            self.assertIsNone(result_of(rule, []))
