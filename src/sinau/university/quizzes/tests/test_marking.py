"""The nine kinds of question, each with its rule."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from sinau.university.quizzes.checking import faults
from sinau.university.quizzes.marking import Mark, Verdict, mark, total
from sinau.university.quizzes.questions import (
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
    Unit,
)
from sinau.university.quizzes.responding import read_response, right_response, words_of


def d(words: str) -> Decimal:
    return Decimal(words)


ONE = Question(
    kind=Kind.SINGLE,
    prompt="?",
    when_right="Tepat.",
    choices=(
        Choice(text="a", share=d("1"), feedback="Ya."),
        Choice(text="b"),
        Choice(text="c", share=d("0.5")),
    ),
)
TWO_OF_FIVE = Question(
    kind=Kind.MULTIPLE,
    prompt="?",
    choices=tuple(Choice(text=t, share=d("0.5") if t in "ab" else d("0")) for t in "abcde"),
)
TRUTH = Question(kind=Kind.TRUE_FALSE, prompt="?", truth=False)
SHORT = Question(
    kind=Kind.SHORT,
    prompt="?",
    accepted=(
        Accepted(text="Surat Edaran"),
        Accepted(text="SE*"),
        Accepted(text="edaran", share=d("0.5"), feedback="Lengkapnya surat edaran."),
    ),
)
NUMBER = Question(
    kind=Kind.NUMERIC,
    prompt="?",
    numbers=(
        Number(value=d("1.5"), tolerance=d("0.1")),
        Number(value=d("2"), tolerance=d("0.2"), share=d("0.5")),
    ),
    units=(Unit(name="jam"), Unit(name="menit", factor=d("1") / 60)),
)
MATCH = Question(
    kind=Kind.MATCHING,
    prompt="?",
    pairs=(Pair(left="A", right="1"), Pair(left="B", right="2"), Pair(left="", right="3")),
)
ORDER = Question(kind=Kind.ORDERING, prompt="?", steps=("a", "b", "c", "d"))
CLOZE = Question(
    kind=Kind.CLOZE,
    prompt="{1} dan {2}",
    gaps=(
        replace(SHORT, prompt="", points=d("3")),
        replace(ONE, prompt="", when_right=""),
    ),
)
ESSAY = Question(kind=Kind.ESSAY, prompt="?")
ALL = (ONE, TWO_OF_FIVE, TRUTH, SHORT, NUMBER, MATCH, ORDER, CLOZE, ESSAY)


class MarkTests(TestCase):
    def expect(
        self, question: Question, response: dict[str, Any], share: str, verdict: Verdict
    ) -> Mark:
        made = mark(question, response)
        self.assertEqual((made.share, made.verdict), (d(share), verdict), response)
        return made

    def test_the_right_response_is_worth_everything(self) -> None:
        for question in ALL[:-1]:
            with self.subTest(question.kind):
                self.assertEqual(faults(question), [])
                self.expect(question, dict(right_response(question)), "1", Verdict.RIGHT)
                self.expect(question, {}, "0", Verdict.EMPTY)

    def test_single_is_worth_what_its_choice_is(self) -> None:
        made = self.expect(ONE, {"picked": [0]}, "1", Verdict.RIGHT)
        self.assertEqual(made.said, ("Ya.", "Tepat."))
        self.expect(ONE, {"picked": [2]}, "0.5", Verdict.PARTLY)
        self.expect(ONE, {"picked": [1]}, "0", Verdict.WRONG)
        self.expect(ONE, {"picked": [9]}, "0", Verdict.EMPTY)

    def test_multiple_gives_a_share_and_takes_off_wrong_picks(self) -> None:
        for picked, share, verdict in [
            ([0, 1], "1", Verdict.RIGHT),
            ([0], "0.5", Verdict.PARTLY),
            ([0, 1, 2], "0.6667", Verdict.PARTLY),
            ([0, 2], "0.1667", Verdict.PARTLY),
            ([2, 3], "0", Verdict.WRONG),
            ([0, 1, 2, 3, 4], "0", Verdict.WRONG),
        ]:
            self.expect(TWO_OF_FIVE, {"picked": picked}, share, verdict)

    def test_a_wrong_choice_costs_what_it_says(self) -> None:
        costly = replace(
            TWO_OF_FIVE,
            choices=(*TWO_OF_FIVE.choices[:2], Choice(text="c", share=d("-0.25"))),
        )
        self.expect(costly, {"picked": [0, 1, 2]}, "0.75", Verdict.PARTLY)

    def test_three_thirds_are_whole(self) -> None:
        thirds = tuple(Choice(text=t, share=d("0.333333")) for t in "abc")
        question = replace(TWO_OF_FIVE, choices=(*thirds, Choice(text="d")))
        self.expect(question, {"picked": [0, 1, 2]}, "1", Verdict.RIGHT)

    def test_true_false(self) -> None:
        self.expect(TRUTH, {"text": "salah"}, "1", Verdict.RIGHT)
        self.expect(TRUTH, {"text": "benar"}, "0", Verdict.WRONG)
        self.expect(TRUTH, {"text": "entah"}, "0", Verdict.UNREADABLE)

    def test_short_takes_the_best_fitting_text(self) -> None:
        for said in ("surat  edaran", " SURAT EDARAN. ", "SE", "se 9/2023"):
            self.expect(SHORT, {"text": said}, "1", Verdict.RIGHT)
        made = self.expect(SHORT, {"text": "edaran"}, "0.5", Verdict.PARTLY)
        self.assertEqual(made.said, ("Lengkapnya surat edaran.",))
        self.expect(SHORT, {"text": "surat"}, "0", Verdict.WRONG)
        strict = replace(SHORT, case_matters=True)
        self.expect(strict, {"text": "surat edaran"}, "0", Verdict.WRONG)

    def test_numeric_knows_units_and_edges(self) -> None:
        self.expect(NUMBER, {"text": "1,6"}, "1", Verdict.RIGHT)
        self.expect(NUMBER, {"text": "1,4 jam"}, "1", Verdict.RIGHT)
        self.expect(NUMBER, {"text": "90 menit"}, "1", Verdict.RIGHT)
        self.expect(NUMBER, {"text": "2,1"}, "0.5", Verdict.PARTLY)
        self.expect(NUMBER, {"text": "9"}, "0", Verdict.WRONG)
        self.expect(NUMBER, {"text": "1,5 hari"}, "0", Verdict.WRONG_UNIT)
        self.expect(NUMBER, {"text": "satu"}, "0", Verdict.UNREADABLE)
        self.expect(replace(NUMBER, unit_required=True), {"text": "1,5"}, "0", Verdict.NO_UNIT)

    def test_matching_counts_the_left_ones(self) -> None:
        self.expect(MATCH, {"pairs": [0, 2]}, "0.5", Verdict.PARTLY)
        self.expect(MATCH, {"pairs": [None, 1]}, "0.5", Verdict.PARTLY)
        self.expect(MATCH, {"pairs": [1, 0]}, "0", Verdict.WRONG)

    def test_ordering_counts_the_longest_run(self) -> None:
        self.expect(ORDER, {"places": [2, 1, 3, 4]}, "0.6667", Verdict.PARTLY)
        self.expect(ORDER, {"places": [4, 3, 2, 1]}, "0", Verdict.WRONG)
        self.expect(ORDER, {"places": [1, 1, 1, 1]}, "0", Verdict.WRONG)
        # Increasing, but not the places asked for.
        self.expect(replace(ORDER, steps=("a", "b")), {"places": [1, 3]}, "0.99", Verdict.PARTLY)

    def test_cloze_weighs_its_gaps(self) -> None:
        self.expect(CLOZE, {"gaps": [{"text": "SE"}, {"picked": [1]}]}, "0.75", Verdict.PARTLY)
        self.expect(CLOZE, {"gaps": [{"text": "SE"}]}, "0.75", Verdict.PARTLY)

    def test_an_essay_waits_for_a_person(self) -> None:
        self.expect(ESSAY, {"text": "Begini."}, "0", Verdict.WAITING)
        self.expect(ESSAY, {"text": "  "}, "0", Verdict.EMPTY)

    def test_all_or_nothing_where_the_quiz_says_so(self) -> None:
        self.assertEqual(mark(TWO_OF_FIVE, {"picked": [0]}, partial=False).share, 0)
        self.assertEqual(mark(TWO_OF_FIVE, {"picked": [0, 1]}, partial=False).share, 1)

    @given(st.sets(st.integers(0, 4)))
    def test_multiple_never_leaves_zero_to_one(self, chosen: set[int]) -> None:
        made = mark(TWO_OF_FIVE, {"picked": sorted(chosen)})
        self.assertTrue(0 <= made.share <= 1)
        self.assertEqual(made.share == 1, chosen == {0, 1})

    @given(st.lists(st.one_of(st.none(), st.integers(-3, 9)), max_size=9))
    def test_whatever_is_sent_gives_a_mark(self, numbers: list[int | None]) -> None:
        for question in ALL:
            for name in ("pairs", "places", "picked"):
                given = [n for n in numbers if n is not None] if name == "picked" else numbers
                self.assertTrue(0 <= mark(question, {name: given}).share <= 1)

    def test_the_whole_is_weighed_by_points(self) -> None:
        right = Mark(share=d("1"), verdict=Verdict.RIGHT)
        half = Mark(share=d("0.5"), verdict=Verdict.PARTLY)
        self.assertEqual(total([(right, d("1")), (half, d("2"))]), d("66.67"))
        self.assertEqual(total([]), d("0"))


class Sent(dict[str, list[str]]):
    """The fields of a form, as Django gives them."""

    def get(self, name: str, default: Any = "") -> Any:
        return self[name][-1] if name in self else default

    def getlist(self, name: str) -> list[str]:
        return dict.get(self, name, [])


class ReadResponseTests(TestCase):
    def test_what_makes_no_sense_is_left_out(self) -> None:
        self.assertEqual(read_response(ONE, Sent(picked=["-1", "99", "x", "²"])), {})
        self.assertEqual(read_response(ONE, Sent(picked=["1", "2"])), {"picked": [1]})
        self.assertEqual(read_response(TRUTH, Sent(text=["ya"])), {})
        self.assertEqual(read_response(SHORT, Sent(text=["a\0" + "b" * 900]))["text"][:2], "ab")

    def test_each_kind_reads_its_fields(self) -> None:
        self.assertEqual(read_response(MATCH, Sent(pasangan_0=["2"])), {"pairs": [2, None]})
        self.assertEqual(
            read_response(ORDER, Sent(urutan_0=["1"], urutan_2=["4"], urutan_1=["0"])),
            {"places": [1, None, 4, None]},
        )
        self.assertEqual(
            read_response(CLOZE, Sent(isian_0=["SE"], isian_1=["0"])),
            {"gaps": [{"text": "SE"}, {"picked": [0]}]},
        )

    def test_every_response_has_words(self) -> None:
        self.assertEqual(words_of(MATCH, {"pairs": [0, None]}), ["A → 1", "B → –"])
        self.assertEqual(words_of(ORDER, {"places": [2, 1, None, 3]}), ["1. b", "2. a", "3. d"])
        self.assertEqual(words_of(CLOZE, {"gaps": [{}, {"picked": [0]}]}), ["(1) –", "(2) a"])
