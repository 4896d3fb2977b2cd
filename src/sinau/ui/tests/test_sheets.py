"""Lists as Excel files."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from unittest import TestCase

from openpyxl import load_workbook

from sinau.ui.sheets import sheet_response, workbook
from sinau.ui.testing import cells


class WorkbookTests(TestCase):
    def test_what_looks_like_a_formula_stays_a_text(self) -> None:
        sheet = load_workbook(BytesIO(workbook("Data", ["Nama"], [["=1+1"]]))).worksheets[0]
        self.assertEqual((sheet["A2"].value, sheet["A2"].data_type), ("=1+1", "s"))

    def test_what_excel_cannot_hold_is_left_out(self) -> None:
        rows = cells(workbook("Data", ["Nama"], [["a\x00b\x0bc\n"], ["x" * 40_000]]))
        self.assertEqual(rows[1], ["abc\n"])
        self.assertEqual(len(str(rows[2][0])), 32_000)

    def test_times_are_those_of_the_city(self) -> None:
        rows = cells(workbook("Data", ["Kapan"], [[datetime(2026, 11, 25, 2, tzinfo=UTC)]]))
        self.assertEqual(rows[1], [datetime(2026, 11, 25, 9)])

    def test_the_first_columns_may_stay_in_view(self) -> None:
        content = workbook("Data", ["Kode", "Nama"], [], widths=(10, 44), frozen_columns=1)
        sheet = load_workbook(BytesIO(content)).worksheets[0]
        self.assertEqual(sheet.freeze_panes, "B2")
        self.assertEqual(sheet.column_dimensions["B"].width, 44)

    def test_the_answer_is_a_file_to_keep(self) -> None:
        response = sheet_response("pegawai", "Data", ["Nama"], [["Sari"]])
        self.assertIn('filename="pegawai.xlsx"', response["Content-Disposition"])
        self.assertEqual(cells(response.content), [["Nama"], ["Sari"]])
