"""What one attempt asks is fixed at its start."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from unittest import TestCase

from sinau.university.quizzes.drawing import Place, draw
from sinau.university.quizzes.questions import Choice, Kind, Question

SINGLE = Question(kind=Kind.SINGLE, prompt="?", choices=tuple(Choice(text=t) for t in "abcd"))
ORDER = Question(kind=Kind.ORDERING, prompt="?", steps=("a", "b"))


def known(keys: Sequence[int]) -> dict[int, Question]:
    return {key: ORDER if key == 9 else SINGLE for key in keys}


class DrawTests(TestCase):
    def drawn(self, *places: Place, seed: int = 1, shuffle: bool = True) -> list[dict[str, object]]:
        dice = Random(seed)
        return draw(places, known, shuffle_questions=shuffle, shuffle_choices=shuffle, dice=dice)

    def test_no_question_is_asked_twice(self) -> None:
        places = [
            Place(pool=[1], draws=1, points=Decimal(1)),
            Place(pool=[1, 2, 3, 4], draws=2, points=Decimal(2)),
            Place(pool=[1, 2, 3, 4], draws=1, points=Decimal(1)),
        ]
        for seed in range(50):
            keys = [row["v"] for row in self.drawn(*places, seed=seed)]
            self.assertEqual(len(set(keys)), 4)

    def test_sections_stay_together(self) -> None:
        places = [
            Place(pool=[key], draws=1, points=Decimal(1), section="A" if key < 4 else "B")
            for key in range(1, 7)
        ]
        sections = [row["s"] for row in self.drawn(*places)]
        self.assertEqual(sections, ["A", "A", "A", "B", "B", "B"])

    def test_without_shuffling_all_stands_as_written(self) -> None:
        rows = self.drawn(
            *(Place(pool=[k], draws=1, points=Decimal(1)) for k in (3, 1)), shuffle=False
        )
        self.assertEqual(rows, [{"v": 3, "p": "1"}, {"v": 1, "p": "1"}])

    def test_steps_to_be_ordered_are_never_shown_in_order(self) -> None:
        for seed in range(20):
            row = self.drawn(Place(pool=[9], draws=1, points=Decimal(1)), seed=seed, shuffle=False)
            self.assertEqual(row[0]["o"], [1, 0])
