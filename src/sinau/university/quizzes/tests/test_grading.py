"""The five kinds of question, each with its rule."""

from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from sinau.university.quizzes.grading import (
    ChoiceKey,
    Key,
    Kind,
    Mark,
    NumberKey,
    Response,
    TruthKey,
    Verdict,
    WordsKey,
    grade,
    normalise,
    read_quantity,
    total,
)

ONE = ChoiceKey(right=frozenset({2}), wrong=frozenset({1, 3, 4}))
TWO_OF_FIVE = ChoiceKey(right=frozenset({1, 2}), wrong=frozenset({3, 4, 5}))


def picked(*choices: int) -> Response:
    return Response(picked=frozenset(choices))


def typed(text: str) -> Response:
    return Response(text=text)


class GradeTests(TestCase):
    def assert_mark(
        self, kind: Kind, key: Key, response: Response, share: str, verdict: Verdict
    ) -> None:
        self.assertEqual(
            grade(kind, key, response), Mark(share=Decimal(share), verdict=verdict), response
        )

    def test_single_wants_exactly_the_right_choice(self) -> None:
        self.assert_mark(Kind.SINGLE, ONE, picked(2), "1", Verdict.RIGHT)
        self.assert_mark(Kind.SINGLE, ONE, picked(1), "0", Verdict.WRONG)
        self.assert_mark(Kind.SINGLE, ONE, picked(1, 2), "0", Verdict.WRONG)

    def test_multiple_gives_a_share_and_takes_off_wrong_picks(self) -> None:
        cases = [
            (picked(1, 2), "1", Verdict.RIGHT),
            (picked(1), "0.5", Verdict.PARTLY),
            (picked(1, 2, 3), "0.6667", Verdict.PARTLY),
            (picked(1, 3), "0.1667", Verdict.PARTLY),
            (picked(3, 4), "0", Verdict.WRONG),
            (picked(1, 2, 3, 4, 5), "0", Verdict.WRONG),
        ]
        for response, share, verdict in cases:
            with self.subTest(response):
                self.assert_mark(Kind.MULTIPLE, TWO_OF_FIVE, response, share, verdict)

    def test_true_false_knows_both_languages(self) -> None:
        key = TruthKey(value=False)
        self.assert_mark(Kind.TRUE_FALSE, key, typed("false"), "1", Verdict.RIGHT)
        self.assert_mark(Kind.TRUE_FALSE, key, typed("Salah"), "1", Verdict.RIGHT)
        self.assert_mark(Kind.TRUE_FALSE, key, typed("benar"), "0", Verdict.WRONG)
        self.assert_mark(Kind.TRUE_FALSE, key, typed("entah"), "0", Verdict.UNREADABLE)

    def test_short_forgives_case_space_dashes_and_edge_marks(self) -> None:
        key = WordsKey(accepted=("Surat Edaran", "SE"))
        for said in ("surat  edaran", " SURAT EDARAN. ", "“Surat Edaran”", "se"):
            with self.subTest(said):
                self.assert_mark(Kind.SHORT, key, typed(said), "1", Verdict.RIGHT)
        self.assert_mark(Kind.SHORT, key, typed("surat"), "0", Verdict.WRONG)
        self.assertEqual(normalise("non–klasikal"), "non-klasikal")

    def test_numeric_includes_both_edges_of_the_tolerance(self) -> None:
        key = NumberKey(value=Decimal("12.5"), tolerance=Decimal("0.5"))
        for said, verdict in [
            ("12", Verdict.RIGHT),
            ("13,0", Verdict.RIGHT),
            ("13,01", Verdict.WRONG),
            ("11,99", Verdict.WRONG),
            ("dua belas", Verdict.UNREADABLE),
        ]:
            with self.subTest(said):
                self.assertEqual(grade(Kind.NUMERIC, key, typed(said)).verdict, verdict)

    def test_numeric_takes_its_unit_or_none_but_not_another(self) -> None:
        key = NumberKey(value=Decimal(45), units=("menit", "mnt"))
        self.assert_mark(Kind.NUMERIC, key, typed("45"), "1", Verdict.RIGHT)
        self.assert_mark(Kind.NUMERIC, key, typed("45 Menit"), "1", Verdict.RIGHT)
        self.assert_mark(Kind.NUMERIC, key, typed("45mnt"), "1", Verdict.RIGHT)
        self.assert_mark(Kind.NUMERIC, key, typed("45 jam"), "0", Verdict.WRONG_UNIT)

    def test_an_empty_response_is_told_apart_from_a_wrong_one(self) -> None:
        self.assert_mark(Kind.SHORT, WordsKey(accepted=("x",)), typed("  "), "0", Verdict.EMPTY)
        self.assert_mark(Kind.SINGLE, ONE, picked(), "0", Verdict.EMPTY)

    def test_a_key_of_another_kind_is_an_error_and_not_a_zero(self) -> None:
        with self.assertRaises(TypeError):
            grade(Kind.SHORT, ONE, typed("x"))

    @given(st.sets(st.integers(1, 5)))
    def test_multiple_never_leaves_zero_to_one(self, chosen: set[int]) -> None:
        mark = grade(Kind.MULTIPLE, TWO_OF_FIVE, Response(picked=frozenset(chosen)))
        self.assertTrue(0 <= mark.share <= 1)
        self.assertEqual(mark.share == 1, chosen == {1, 2})


class ReadQuantityTests(TestCase):
    def test_it_reads_numbers_as_people_here_write_them(self) -> None:
        for text, number, unit in [
            ("1.250", "1250", ""),
            ("1.250,75 kg", "1250.75", "kg"),
            ("12,5", "12.5", ""),
            ("12.5", "12.5", ""),
            ("1,250.75", "1250.75", ""),
            ("-3", "-3", ""),
            ("−3 °C", "-3", "°C"),
            ("1 000 000", "1000000", ""),
            ("90 menit.", "90", "menit."),
            ("20%", "20", "%"),
        ]:
            with self.subTest(text):
                found = read_quantity(text)
                assert found is not None
                self.assertEqual((found.number, found.unit), (Decimal(number), unit))

    def test_it_says_none_where_there_is_no_number(self) -> None:
        for text in ("", "lima", "1,2,3,4", "1.2.3"):
            with self.subTest(text):
                self.assertIsNone(read_quantity(text))


class TotalTests(TestCase):
    def test_it_weighs_by_points(self) -> None:
        right = Mark(share=Decimal(1), verdict=Verdict.RIGHT)
        half = Mark(share=Decimal("0.5"), verdict=Verdict.PARTLY)
        self.assertEqual(total([(right, Decimal(1)), (half, Decimal(2))]), Decimal("66.67"))
        self.assertEqual(total([]), Decimal(0))
