"""The ranking keeps the floors it reached on judged questions, without vectors."""

from __future__ import annotations

from unittest import TestCase

import pytest

from sinau.search.engine import evaluation, evidence
from sinau.search.tests import judged

pytestmark = pytest.mark.shared


def mean(values: list[float]) -> float:
    """The mean of a list that is not empty."""
    return sum(values) / len(values)


class RankingTests(TestCase):
    """Floors: regulations 0.62 was asked, 0.75 is reached; general 0.80 asked, 0.81 reached."""

    def reached(self, name: str, corpus: str) -> float:
        relevant = judged.judgements(name)
        scores = []
        for question in judged.questions(name):
            _, hits = judged.answer(question["text"], corpus)
            scores.append(evaluation.ndcg(relevant[question["_id"]], [hit.key for hit in hits]))
        return mean(scores)

    def test_it_finds_the_article_in_force(self) -> None:
        self.assertGreaterEqual(self.reached("regulasi", "regulasi"), 0.73)

    def test_it_finds_the_general_passage(self) -> None:
        self.assertGreaterEqual(self.reached("wikinews", "wikinews"), 0.80)

    def test_typing_errors_cost_little(self) -> None:
        self.assertGreaterEqual(self.reached("wikinews-typo", "wikinews"), 0.77)


class RefusalTests(TestCase):
    """Answerable questions are kept, the others refused; both are held, for either alone is easy."""

    def kept(self, texts: list[str], corpus: str) -> float:
        weighed = [evidence.weigh(*judged.answer(text, corpus, limit=3)) for text in texts]
        return mean([float(found.enough) for found in weighed])

    def test_it_keeps_what_can_be_answered(self) -> None:
        texts = [question["text"] for question in judged.questions("regulasi")]
        self.assertGreaterEqual(self.kept(texts, "regulasi"), 0.90)

    def test_it_refuses_near_misses(self) -> None:
        path = judged.folder() / "dev" / "regulasi.unanswerable.jsonl"
        texts = [question["text"] for question in judged.lines(path)]
        self.assertLessEqual(self.kept(texts, "regulasi"), 0.15)

    def test_it_refuses_what_is_about_something_else(self) -> None:
        texts = [question["text"] for question in judged.questions("wikinews")]
        self.assertLessEqual(self.kept(texts, "regulasi"), 0.10)
