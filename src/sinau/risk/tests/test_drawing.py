"""The pictures: what they say without colour, and that they are clean SVG."""

from __future__ import annotations

from unittest import TestCase
from xml.etree import ElementTree

from sinau.risk.drawing import bowtie, cells, curve, dots, fan, icons, spans, web

NAMES = ("Satu", "Dua", "Tiga", "Empat", "Lima")
GRID = cells.Grid(
    rows=NAMES,
    columns=NAMES,
    magnitudes=(
        (1, 3, 5, 8, 20),
        (2, 7, 11, 13, 21),
        (4, 10, 14, 17, 22),
        (6, 12, 16, 19, 24),
        (9, 15, 18, 23, 25),
    ),
    treat_from=16,
    row_title="Kemungkinan",
    column_title="Dampak",
)


def words(svg: str) -> list[str]:
    """Every word of a picture; fails when it is not XML, or brings style or script."""
    root = ElementTree.fromstring(svg)
    assert " style=" not in svg and "<script" not in svg and "<style" not in svg
    assert root.get("role") == "img" and root.get("aria-labelledby")
    return ["".join(one.itertext()) for one in root.iter("text")]


class CellsTests(TestCase):
    def test_every_likely_cell_says_its_percent_and_the_official_one_is_ringed(self) -> None:
        values = [[0.0] * 5 for _row in range(5)]
        values[2][2], values[3][2], values[0][0] = 0.18, 0.26, 0.002
        svg = cells.chances(GRID, values, title="Peta", desc="Isi", ringed=(3, 3))
        said = words(svg)
        self.assertIn("18 %", said)
        self.assertIn("26 %", said)
        self.assertIn("<1 %", said)
        self.assertEqual(svg.count('class="drawing__ring"'), 1)

    def test_the_line_of_the_appetite_parts_what_is_carried_from_what_is_treated(self) -> None:
        svg = cells.chances(GRID, [[0.04] * 5] * 5, title="Peta", desc="")
        self.assertEqual(svg.count("drawing__appetite"), 7)

    def test_many_risks_are_counted_with_a_decimal(self) -> None:
        svg = cells.counts(GRID, [[2.44, 0.01, 0, 0, 1]] + [[0] * 5] * 4, title="Kota", desc="")
        self.assertIn("2,4", words(svg))
        self.assertNotIn("0,0", words(svg))

    def test_what_somebody_wrote_is_no_markup(self) -> None:
        svg = cells.chances(GRID, [[0.04] * 5] * 5, title="<b>& peta", desc='"<')
        words(svg)
        self.assertNotIn("<b>", svg)

    def test_more_is_darker(self) -> None:
        shades = [cells.shade(value, cells.SHADES_OF_CHANCE) for value in (0, 0.02, 0.1, 0.2, 0.9)]
        self.assertEqual(shades, [1, 2, 3, 4, 5])


class CurveTests(TestCase):
    def test_lines_are_told_apart_by_letter_and_dash_and_named_below(self) -> None:
        svg = curve.draw(
            (1e6, 1e7, 1e8),
            (
                curve.Line(letter="A", label="Sebelum", kind="before", chances=(0.4, 0.2, 0.1)),
                curve.Line(
                    letter="B", label="Sekarang", kind="now", chances=(0.3, 0.1, 0.02),
                    low=(0.2, 0.05, 0.0), high=(0.4, 0.2, 0.1),
                ),
            ),
            title="Kurva", desc="", axis="Kerugian setahun", ticks=((1e6, "1 jt"), (1e8, "100 jt")),
            tolerance=curve.Tolerance(label="Batas", points=((1e6, 0.2), (1e8, 0.05))),
        )  # fmt: skip
        said = words(svg)
        for word in ("A", "B", "Sebelum", "Sekarang", "Batas", "1 jt", "40 %"):
            self.assertIn(word, said)
        self.assertEqual(svg.count('class="drawing__band"'), 1)


class FanTests(TestCase):
    def test_incidents_are_triangles_with_their_number(self) -> None:
        moments = [
            fan.Moment(label="2024", p5=0.02, p25=0.1, p50=0.2, p75=0.4, p95=0.9),
            fan.Moment(label="2025", p5=0.1, p25=0.2, p50=0.4, p75=0.6, p95=1.0, incidents=2),
        ]
        svg = fan.draw(moments, title="Laju", desc="", axis="kali", incident_label="Insiden")
        self.assertIn("×2", words(svg))
        self.assertIn("2025", words(svg))
        self.assertEqual(svg.count("drawing__incident"), 2)


class BowtieTests(TestCase):
    def test_a_control_that_may_fail_has_a_broken_frame_and_says_so(self) -> None:
        svg = bowtie.draw(
            "Data bocor",
            threats=(bowtie.Part(words="Kata sandi dipakai bersama", note="40 %"),) * 3,
            preventing=(
                bowtie.Barrier(words="Masuk dua langkah", note="andal 95 %", reliability=0.95),
                bowtie.Barrier(words="Tinjauan akses", note="andal 60 %", reliability=0.6),
            ),
            consequences=(bowtie.Part(words="Warga dirugikan"),),
            softening=(),
            titles=("Ancaman", "Pencegah", "Kejadian", "Belum ada peredam", "Akibat"),
            title="Dasi kupu-kupu",
            desc="",
        )
        said = words(svg)
        self.assertIn("andal 60 %", said)
        self.assertIn("Belum ada peredam", said)
        self.assertEqual(svg.count("drawing__barrier--weak"), 1)


class WebTests(TestCase):
    def test_every_node_is_named_and_lines_have_a_width_of_their_own(self) -> None:
        svg = web.draw(
            (
                (web.Node(key="c", name="Pusat data", figure="40 %", struck=True),),
                (web.Node(key="s1", name="Antrean"), web.Node(key="s2", name="Perizinan")),
                (web.Node(key="a", name="Dinas Kesehatan"),),
            ),
            (
                web.Thread(start="c", end="s1", share=0.4, struck=True),
                web.Thread(start="s1", end="a", share=0.1),
            ),
            names=("Penyebab", "Layanan", "Perangkat daerah"), title="Jaring", desc="",
        )  # fmt: skip
        self.assertIn("Pusat data", words(svg))
        self.assertIn('stroke-width="8"', svg)
        self.assertIn('stroke-width="2.75"', svg)


class OtherPicturesTests(TestCase):
    def test_a_hundred_years_are_a_hundred_signs(self) -> None:
        svg = icons.draw(16, title="16 dari 100 tahun", after=10)
        self.assertEqual(svg.count("<circle"), 100)
        self.assertEqual(svg.count("drawing__year--struck"), 10)
        self.assertEqual(svg.count("drawing__year--kept"), 6)

    def test_shares_are_circles_with_their_percent(self) -> None:
        svg = dots.draw(("A", "B"), ("1", "2"), ((0.5, 0), (0.1, 0.4)), title="Bagian", desc="")
        self.assertIn("50", words(svg))
        self.assertEqual(svg.count("<circle"), 3)

    def test_ranges_stand_on_one_scale_with_what_is_aimed_at(self) -> None:
        svg = spans.draw(
            (spans.Span(label="Sari", low=0.3, middle=0.55, high=0.8, said="55 %"),),
            title="Kalibrasi", desc="", ticks=((0, "0 %"), (1, "100 %")), target=0.9,
            target_label="seharusnya 90 %",
        )  # fmt: skip
        self.assertIn("seharusnya 90 %", words(svg))
        self.assertIn("55 %", words(svg))
