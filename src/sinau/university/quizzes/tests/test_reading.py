"""Numbers and words as people here type them."""

from decimal import Decimal
from unittest import TestCase

from sinau.university.quizzes.reading import normalise, read_quantity


class NormaliseTests(TestCase):
    def test_case_space_dashes_and_edge_marks_do_not_count(self) -> None:
        for said in ("surat  edaran", " SURAT EDARAN. ", "“Surat Edaran”"):
            self.assertEqual(normalise(said), "surat edaran")
        self.assertEqual(normalise("non–klasikal"), "non-klasikal")
        self.assertEqual(normalise("Surat", keep_case=True), "Surat")


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
