"""Aiken, and Excel as an office fills it in."""

from decimal import Decimal as D
from io import BytesIO
from unittest import TestCase

from openpyxl import Workbook

from sinau.university.quizzes.formats import Unreadable, read_questions, template
from sinau.university.quizzes.questions import Kind, Unit

HEAD: list[object] = [
    "Jenis",
    "Pertanyaan",
    "Pilihan A",
    "Pilihan B",
    "Pilihan C",
    "Jawaban",
    "Toleransi",
    "Satuan",
    "Nilai",
    "Tag",
]


def book(**sheets: list[list[object]]) -> bytes:
    whole = Workbook()
    whole.remove(whole.worksheets[0])
    for title, rows in sheets.items():
        sheet = whole.create_sheet(title)
        for row in rows:
            sheet.append(row)
    kept = BytesIO()
    whole.save(kept)
    return kept.getvalue()


class ReadAiken(TestCase):
    def test_questions_with_letters(self) -> None:
        text = "Apa ibu kota?\nbaris kedua\nA. Sleman\nB) Yogyakarta\nANSWER: B\n\nDua?\nA. ya\nB. tidak\nANSWER: a\n"
        first, second = read_questions("x.txt", text.encode()).questions
        self.assertEqual(first.prompt, "Apa ibu kota?\\\nbaris kedua")
        self.assertEqual([c.share for c in first.choices], [0, 1])
        self.assertEqual(second.choices[0].share, 1)

    def test_what_is_missing_is_said_with_its_line(self) -> None:
        text = "Satu?\nA. ya\nB. tidak\n\nDua?\nA. ya\nB. tidak\nANSWER: D\n"
        first, second = read_questions("x.txt", text.encode()).report
        self.assertEqual((first.place, first.taken), ("baris 1", False))
        self.assertIn("ANSWER", first.notes[0])
        self.assertIn("“D”", second.notes[0])

    def test_a_choice_may_go_on_in_the_next_row(self) -> None:
        text = "Satu?\nA. awal\n   lanjutan\nB. dua\nANSWER: A\n\nTanpa kunci\nA. x\nB. y\nBaru?\nA. p\nB. q\nANSWER: B"
        reading = read_questions("soal.txt", text.encode())
        self.assertEqual(reading.questions[0].choices[0].text, "awal\\\nlanjutan")
        self.assertEqual([line.taken for line in reading.report], [True, False, True])


class ReadExcel(TestCase):
    def test_the_template_reads_itself(self) -> None:
        reading = read_questions("templat.xlsx", template())
        self.assertEqual({q.kind for q in reading.questions}, set(Kind))
        self.assertTrue(all(line.taken and not line.notes for line in reading.report))
        self.assertIn("Petunjuk", reading.notes[0])

    def test_sheets_rows_and_kinds(self) -> None:
        content = book(
            Satu=[
                ["Bank soal"],
                HEAD,
                ["Pilihan ganda", "Satu?", "ya", "tidak", None, "A"],
                ["Pilihan jamak", "Dua?", "a", "b", "c", "A, C"],
                [None, "Tiga?", None, None, None, 12.5, 0.5, "JP | jam=1,5", 2, "x; y"],
            ],
            Dua=[HEAD, ["Benar salah", "Empat?", None, None, None, True]],
        )
        single, many, numeric, truth = read_questions("x.xlsx", content).questions
        self.assertEqual([c.share for c in single.choices], [1, 0])
        self.assertEqual([c.share for c in many.choices], [D("0.5"), -1, D("0.5")])
        self.assertEqual(
            (numeric.numbers[0].value, numeric.numbers[0].tolerance), (D("12.5"), D("0.5"))
        )
        self.assertEqual(numeric.units, (Unit(name="JP"), Unit(name="jam", factor=D("1.5"))))
        self.assertEqual((numeric.points, numeric.tags), (2, ("x", "y")))
        self.assertTrue(truth.truth)

    def test_each_wrong_row_says_where_and_why(self) -> None:
        content = book(
            Soal=[
                HEAD,
                ["Teka-teki", "Satu?"],
                ["Pilihan tunggal", "Dua?", "a", "b", None, "D"],
                ["Pilihan tunggal", "Tiga?", "a", "b", None, None],
                ["Benar salah", "Empat?", None, None, None, "mungkin"],
                ["Angka", "Lima?", None, None, None, "banyak"],
                ["Menjodohkan", "Enam?", "a", "b"],
                ["Pilihan tunggal", None, "a", "b", None, "A"],
            ]
        )
        report = read_questions("x.xlsx", content).report
        self.assertFalse(any(line.taken for line in report))
        self.assertEqual(report[0].place, "lembar Soal, baris 2")
        for line, why in zip(
            report,
            ["Teka-teki", "D", "huruf", "Benar atau Salah", "banyak", "kiri => kanan", "kosong"],
            strict=True,
        ):
            self.assertIn(why, line.notes[0])

    def test_a_list_without_the_heading_is_refused(self) -> None:
        with self.assertRaises(Unreadable) as caught:
            read_questions("x.xlsx", book(Lain=[["NIP", "Nama"], ["1", "Sari"]]))
        self.assertEqual(caught.exception.requirement, "xlsx-heading")
