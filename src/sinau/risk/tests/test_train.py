"""Training to say ranges: the first answer counts, only oneself sees it, and it becomes a weight."""

from __future__ import annotations

from django.urls import reverse

from sinau.people.testing import CastTestCase
from sinau.risk.actions.training import answer_training
from sinau.risk.calibrating import ENOUGH, held_of, performance_weights, questions
from sinau.risk.engine.judging import Held
from sinau.risk.models import TrainingAnswer
from sinau.risk.views.training import sentences_of


class TrainingTests(CastTestCase):
    url = reverse("risk:training")

    def first_five(self, low: float = 0.5, high: float = 2.0) -> dict[str, str]:
        five = list(questions().values())[:5]
        return {
            f"{one.key}-{end}": f"{one.answer * factor:.3f}".replace(".", ",")
            for one in five
            for end, factor in (("low", low), ("high", high))
        }

    def test_there_are_twenty_questions_with_a_source(self) -> None:
        self.assertEqual(len(questions()), 20)
        self.assertTrue(all(one.source and one.answer > 0 for one in questions().values()))

    def test_five_answers_are_shown_with_the_truth_and_the_share_that_held(self) -> None:
        self.client.force_login(self.sari)
        page = self.client.post(self.url, self.first_five(), follow=True)
        self.assertContains(page, "Rentang 90 % Anda mengenai 100 % (5 dari 5 soal).")
        self.assertContains(page, "416 kabupaten dan 98 kota")
        self.assertContains(page, "Masih 15 dari 20 soal")

    def test_the_first_answer_counts(self) -> None:
        one = next(iter(questions().values()))
        answer_training(one, low=1, high=2, by=self.sari)
        answer_training(one, low=1, high=9999, by=self.sari)
        self.assertFalse(TrainingAnswer.objects.get().held)

    def test_wrong_ranges_are_named(self) -> None:
        self.client.force_login(self.sari)
        said = self.first_five(2.0, 0.5)
        self.assertContains(self.client.post(self.url, said), "Periksa apakah keduanya tertukar")
        self.assertContains(self.client.post(self.url, {"simpan": "1"}), "Isi kedua batas rentang")
        self.assertFalse(TrainingAnswer.objects.exists())

    def test_nobody_else_sees_it_p_rsk_54(self) -> None:
        """P-RSK-54: how somebody did in training is seen by nobody but themselves."""
        self.client.force_login(self.sari)
        self.client.post(self.url, self.first_five())
        self.assertContains(self.client.get(self.url), "5 dari 5")
        self.client.force_login(self.agung)
        self.assertNotContains(self.client.get(self.url), "5 dari 5")

    def test_who_is_too_sure_hears_by_how_much_to_widen(self) -> None:
        said = " ".join(sentences_of(Held(11, 20)))
        self.assertIn("mengenai 55 % (11 dari 20 soal)", said)
        self.assertIn("antara 35 dan 74 %", said)
        self.assertIn("Lebarkan rentang Anda sekitar 2,2 kali", said)

    def test_weights_follow_training_once_everybody_has_enough(self) -> None:
        for number, one in enumerate(questions().values()):
            answer_training(one, low=one.answer * 0.8, high=one.answer * 1.2, by=self.sari)
            if number < ENOUGH:
                wrong = one.answer * 1.1
                answer_training(one, low=wrong, high=wrong * 1.1, by=self.wulan)
        weights = performance_weights([self.sari, self.wulan])
        assert weights is not None
        self.assertGreater(weights[self.sari.pk], 0.95)
        self.assertIsNone(performance_weights([self.sari, self.tri]))
        self.assertEqual(held_of(self.wulan.training_answers.all()), Held(0, ENOUGH))
