"""Charts say what they show, without colour, script or style attributes."""

import re
from xml.etree import ElementTree

from django.test import SimpleTestCase

from sinau.ui import charts
from sinau.ui.charts import Bar, HeatCell, Point


def _everything() -> dict[str, str]:
    cells = {
        (1, 1): HeatCell(level=2, count=3, score=4, ringed=True, url="/x", label="Tiga risiko")
    }
    return {
        "bar": charts.bar(
            [Bar(label="A & B", value=3), Bar(label="C", value=0)], title="Batang", target=2
        ),
        "bar with nothing": charts.bar([], title="Kosong"),
        "line": charts.line(
            [Point(label="Jan", value=0), Point(label="Feb", value=12.5)], title="Garis"
        ),
        "line with one": charts.line([Point(label="Jan", value=3)], title="Satu"),
        "line with nothing": charts.line([], title="Kosong"),
        "ring": charts.ring(12.5, 20, title="Cincin", of="dari 20 JP"),
        "ring of nothing": charts.ring(0, 0, title="Kosong"),
        "sparkline": charts.sparkline([1, 2, 3], title="Kecil"),
        "sparkline of one": charts.sparkline([1], title="Satu"),
        "heat": charts.heat(
            cells,
            title="Peta",
            row_names=["Jarang", "Sering"],
            column_names=["Ringan", "Berat sekali"],
            row_title="Kemungkinan",
            column_title="Dampak",
        ),
    }


class ChartTests(SimpleTestCase):
    def test_each_is_well_formed_named_and_free_of_style(self) -> None:
        for name, svg in _everything().items():
            with self.subTest(name):
                root = ElementTree.fromstring(svg)
                self.assertEqual(root[0].tag, "title")
                self.assertTrue(root[0].text)
                self.assertNotIn("style=", svg)
                self.assertNotIn("<script", svg)

    def test_numbers_are_written_our_way(self) -> None:
        self.assertEqual(charts.words(12.5, "JP"), "12,5 JP")
        self.assertEqual(charts.words(1234), "1.234")
        self.assertEqual(charts.words(61, "%"), "61 %")

    def test_bars_start_at_zero_and_keep_their_proportion(self) -> None:
        svg = charts.bar([Bar(label="a", value=10), Bar(label="b", value=5)], title="t")
        self.assertIn('width="100%" height="0.8rem" rx="3"/>', svg)
        self.assertIn('width="50%" height="0.8rem"', svg)

    def test_long_words_leave_room_for_the_number(self) -> None:
        """On a phone both stand in one line of 46 letters; SVG itself breaks none."""
        said = "Saya akan menyarankannya kepada rekan kerja di unit lain"
        bars = [Bar(label="Pendek", value=3), Bar(label=said, value=4), Bar(label="Akhir", value=1)]
        svg = charts.bar(bars, title="t", unit="dari 5")
        texts = re.findall(r'chart__label" x="0" y="([\d.]+)rem">(.*?)</text>', svg)
        self.assertEqual(texts[0], ("1.1", "Pendek"))
        lines = [re.sub("<[^>]*>", "", line) for line in texts[1][1].split("<tspan")]
        self.assertEqual(len(lines), 2)
        self.assertLessEqual(len(lines[0]) + len("4 dari 5"), charts.MOST_LETTERS)
        self.assertEqual(texts[2][0], "8.3")
        self.assertIn('height="10.2rem"', svg)

    def test_words_of_people_are_escaped(self) -> None:
        svg = charts.bar([Bar(label="<b>", value=1, url="/?a=1&b=2")], title="<i>")
        self.assertNotIn("<b>", svg)
        self.assertNotIn("<i>", svg)
        ElementTree.fromstring(svg)
