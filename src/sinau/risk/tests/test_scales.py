"""The official matrix as data, and what a framework must be."""

from __future__ import annotations

import tempfile
import tomllib
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase

from sinau.risk import scales
from sinau.risk.actions import current_framework, load_framework
from sinau.risk.models import Framework
from sinau.risk.models.frameworks import RULES

OFFICIAL = RULES / "permenpanrb-5-2020.toml"


class OfficialMatrixTests(SimpleTestCase):
    def setUp(self) -> None:
        self.scale = scales.read(tomllib.loads(OFFICIAL.read_text()))

    def test_the_cells_are_a_permutation_of_one_to_twenty_five(self) -> None:
        cells = [cell for row in self.scale.matrix for cell in row]
        self.assertEqual(sorted(cells), list(range(1, 26)))

    def test_rows_and_columns_rise(self) -> None:
        for row in self.scale.matrix:
            self.assertEqual(list(row), sorted(row))
        for column in zip(*self.scale.matrix, strict=True):
            self.assertEqual(list(column), sorted(column))

    def test_the_level_is_a_fifth_of_the_magnitude_rounded_up(self) -> None:
        for score in range(1, 26):
            self.assertEqual(self.scale.level(score).number, -(-score // 5))

    def test_the_magnitude_is_looked_up_and_not_multiplied(self) -> None:
        self.assertEqual(self.scale.score(1, 5), 20)
        self.assertEqual(self.scale.score(5, 1), 9)
        self.assertEqual(self.scale.level(20).name, "Tinggi")

    def test_it_has_the_sixteen_categories_and_seven_areas(self) -> None:
        self.assertEqual(len(self.scale.categories), 16)
        self.assertEqual(len(self.scale.areas), 7)


class BadFrameworkTests(SimpleTestCase):
    def test_it_says_what_is_wrong(self) -> None:
        good = tomllib.loads(OFFICIAL.read_text())
        broken = {
            "level": {**good, "level": good["level"][:3]},
            "rows": {**good, "matrix": good["matrix"][:3]},
            "appetite": {**good, "appetite": [{"category": "Inovasi", "treat_from": 3}]},
            "area": {**good, "category": [{"name": "Apa", "area": "Tidak ada"}]},
            "words": {**good, "impact": "lima"},
        }
        for name, content in broken.items():
            with self.subTest(name), self.assertRaises(scales.BadFramework):
                scales.read(content)


class LoadFrameworkTests(TestCase):
    def other(self, text: str) -> Path:
        path = Path(tempfile.mkdtemp()) / "lain.toml"
        path.write_text(text)
        return path

    def test_the_shipped_one_is_there_when_it_is_needed_once(self) -> None:
        self.assertEqual(current_framework(), current_framework())
        self.assertEqual(Framework.objects.count(), 1)
        self.assertFalse(current_framework().verified)

    def test_another_matrix_is_loaded_as_data_and_the_newer_one_is_in_force(self) -> None:
        first = current_framework()
        text = (
            OFFICIAL.read_text()
            .replace("2020-02-20", "2026-01-01")
            .replace("treat_from = 16", "treat_from = 11")
        )
        path = self.other(text)
        call_command("load_framework", path, verbosity=0, stdout=StringIO())
        call_command("load_framework", path, verbosity=0, stdout=StringIO())
        self.assertEqual(Framework.objects.count(), 2)
        self.assertNotEqual(current_framework(), first)

    def test_a_file_that_is_no_framework_is_named(self) -> None:
        for text in ("bukan toml", 'key = "x"', "matrix = 3"):
            with self.subTest(text), self.assertRaisesRegex(scales.BadFramework, "lain.toml"):
                load_framework(self.other(text))
        with self.assertRaises(CommandError):
            call_command("load_framework", Path("/nowhere.toml"))
