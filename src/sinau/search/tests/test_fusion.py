"""One order out of several signs, and the weights that make it."""

from __future__ import annotations

from unittest import TestCase

import numpy as np

from sinau.search.engine import evidence, learning
from sinau.search.engine.bm25 import Collection, Hit
from sinau.search.engine.evidence import Outcome
from sinau.search.engine.fusion import (
    WEIGHTS,
    Signs,
    asks_for_a_definition,
    fuse,
    is_definitions,
)
from sinau.search.engine.query import plan


def order(*found: Signs, definition: bool = False) -> list[int]:
    """The places of these in the order they are put in."""
    ranks = fuse(found, definition=definition)
    return sorted(range(len(ranks)), key=lambda at: -ranks[at])


class FuseTests(TestCase):
    def test_words_and_meaning_both_count(self) -> None:
        by_words, by_meaning, both = Signs(9, 0.80), Signs(1, 0.90), Signs(8, 0.89)
        self.assertEqual(order(by_words, by_meaning, both)[0], 2)

    def test_without_vectors_the_words_decide(self) -> None:
        self.assertEqual(order(Signs(1), Signs(3), Signs(2)), [1, 2, 0])

    def test_a_passage_that_is_not_embedded_yet_is_placed_by_its_words(self) -> None:
        self.assertEqual(order(Signs(5, 0.82), Signs(9), Signs(1, 0.80))[0], 1)

    def test_where_all_cosines_are_alike_the_orders_vote(self) -> None:
        self.assertEqual(order(Signs(1, 0.8), Signs(2, 0.8), Signs(3, 0.8)), [2, 1, 0])

    def test_a_list_of_definitions_stands_back_unless_it_is_asked_for(self) -> None:
        listed, rule = (
            Signs(10, 0.86, defines=True),
            Signs(9, 0.86),
        )
        low = Signs(1, 0.80)
        self.assertEqual(order(listed, rule, low)[0], 1)
        self.assertEqual(order(listed, rule, low, definition=True)[0], 0)
        self.assertTrue(is_definitions("Dalam Undang-Undang ini yang dimaksud dengan: 1. Arsip"))
        self.assertFalse(is_definitions("Arsip dimusnahkan. " * 20 + "dimaksud dengan"))
        self.assertTrue(asks_for_a_definition("apa itu arsip inaktif?"))
        self.assertFalse(asks_for_a_definition("berapa lama arsip disimpan"))

    def test_nothing_found_is_nothing_to_order(self) -> None:
        self.assertEqual(fuse([]), [])
        self.assertEqual(len(fuse([Signs(0, 0.8), Signs(0, 0.9)])), 2)


class WeighTests(TestCase):
    """The refusal, with and without similarities."""

    def setUp(self) -> None:
        self.held = Collection()
        self.held.add("cuti", "PNS berhak atas cuti tahunan dua belas hari kerja.")
        self.held.add("arsip", "Arsip dimusnahkan atas penetapan wali kota.")
        for number in range(40):
            self.held.add(f"lain-{number}", f"Ketentuan lain nomor {number} tentang jalan kota.")

    def outcome(self, words: str, similarity: float | None = None) -> Outcome:
        ready = plan(words, self.held)
        hits = [
            Hit(hit.key, hit.score, hit.terms, similarity) for hit in self.held.search(ready)
        ] or [Hit("jauh", 0.0, {}, similarity)]
        return evidence.weigh(ready, hits).outcome

    def test_what_stands_there_answers(self) -> None:
        self.assertIs(self.outcome("cuti tahunan pns"), Outcome.ANSWERS)
        self.assertIs(self.outcome("cuti tahunan pns", 0.91), Outcome.ANSWERS)

    def test_what_stands_nowhere_is_unknown(self) -> None:
        self.assertIs(self.outcome("kurs dolar hari ini"), Outcome.UNKNOWN)
        self.assertIs(self.outcome("kurs dolar hari ini", 0.80), Outcome.UNKNOWN)

    def test_nothing_found_is_unknown(self) -> None:
        self.assertIs(evidence.weigh(plan("dolar", self.held), []).outcome, Outcome.UNKNOWN)

    def test_a_higher_similarity_never_lowers_the_confidence(self) -> None:
        ready = plan("cuti tahunan dolar", self.held)
        sure = [
            evidence.weigh(
                ready, [Hit(h.key, h.score, h.terms, near) for h in self.held.search(ready)]
            ).confidence
            for near in (0.78, 0.82, 0.86, 0.90)
        ]
        self.assertEqual(sure, sorted(sure))


class LearnTests(TestCase):
    """Weights come from judged questions, and figures from questions they have not seen."""

    def judged(self, number: int) -> learning.Judged:
        signs = [Signs(2.0, 0.84), Signs(0.4, 0.90), Signs(0.1, 0.80)]
        return learning.Judged(["a", "b", "c"], signs, {"b": 2})

    def test_it_finds_the_sign_that_tells(self) -> None:
        sample = [self.judged(number) for number in range(10)]
        learnt = learning.learn_weights(sample, WEIGHTS)
        self.assertGreater(learnt.meaning, learnt.words)
        self.assertEqual(np.mean(learning.held_out(sample, WEIGHTS)), 1.0)

    def test_each_question_is_tried_once_and_never_learnt_from_then(self) -> None:
        tried = [at for kept, out in learning.folds(11) for at in out if at not in kept]
        self.assertEqual(sorted(tried), list(range(11)))

    def test_the_interval_holds_the_mean(self) -> None:
        low, high = learning.interval([0.0, 1.0] * 50)
        self.assertLess(low, 0.5)
        self.assertGreater(high, 0.5)

    def test_a_refusal_is_learnt(self) -> None:
        dice = np.random.default_rng(1)
        yes = np.array([1.0] * 40 + [0.0] * 40)
        rows = dice.standard_normal((80, 2)) + yes[:, None] * 3
        sure = learning.refusal_held_out(rows, yes, np.ones(80))
        threshold = learning.best_threshold(sure, yes, keep=0.95)
        self.assertGreaterEqual(np.mean(sure[:40] >= threshold), 0.9)
        self.assertGreaterEqual(np.mean(sure[40:] < threshold), 0.9)
        found = learning.plain_weights(rows, yes, np.ones(80), ["one", "other"])
        self.assertGreater(found["one"], 0)
        self.assertLess(found["bias"], 0)
