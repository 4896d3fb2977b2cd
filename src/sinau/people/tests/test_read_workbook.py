"""The workbook reader on right, odd, wrong and hostile files."""

from __future__ import annotations

import io
import re
import unittest
import zipfile
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook

from sinau.people import workbook
from sinau.people.tests.workbooks import (
    HEADINGS,
    first_sheet,
    line,
    number,
    repacked,
    saved,
    xlsx,
)
from sinau.people.workbook import Limits, Reading, Row, Unreadable


class HeadingTests(unittest.TestCase):
    def test_it_finds_the_headings_below_merged_titles(self) -> None:
        book = Workbook()
        sheet = first_sheet(book)
        sheet.append(["DAFTAR PEGAWAI PEMERINTAH KOTA YOGYAKARTA"])
        sheet.merge_cells("A1:G1")
        sheet.append(["Keadaan 1 Januari 2026"])
        sheet.append([])
        sheet.append(list(HEADINGS))
        sheet.append(line(1))
        reading = workbook.read(saved(book))
        self.assertEqual(reading.header_row, 4)
        self.assertEqual([row.number for row in reading.rows], [5])
        self.assertEqual(reading.problems, [])

    def test_it_reads_two_rows_of_headings_with_merged_groups(self) -> None:
        reading = workbook.read(
            xlsx(
                ["NO", "NIP", "NAMA", "JABATAN", None, None, "UNIT KERJA"],
                [None, None, None, "JENIS", "NAMA", "TMT", None],
                [1, 2, 3, 4, 5, 6, 7],
                [1, number(), "Ani", "Pelaksana", "Arsiparis", "01-02-2020", "Dinas Kesehatan"],
            )
        )
        values = reading.rows[0].values
        self.assertEqual(values["job_kind"], "pelaksana")
        self.assertEqual(values["job_title"], "Arsiparis")
        self.assertEqual(values["job_date"], date(2020, 2, 1))
        self.assertEqual([skipped.why for skipped in reading.skipped], ["numbering"])

    def test_it_knows_a_heading_however_it_is_spelt(self) -> None:
        spellings = {
            "nip": ("nip", " N I P ", "NIP_BARU", "Nip Baru", "Nomor Induk Pegawai"),
            "birth_date": ("Tgl. Lahir", "tanggal_lahir", "TGL LAHIR", "TANGGAL  LAHIR"),
            "grade": ("Golongan/Ruang", "GOL. AKHIR", "gol akhir nama", "Pangkat/Gol."),
            "status": ("STATUS CPNS PNS", "Status CPNS/PNS"),
            "agency": ("Unit Kerja", "UNOR NAMA", "nama unor"),
            "phone": ("No. HP", "NOMOR HP", "no_hp"),
        }
        for key, said in spellings.items():
            for heading in said:
                with self.subTest(heading):
                    content = xlsx(
                        ["NAMA", "NIP" if key != "nip" else "X", heading],
                        ["Ani", number(), "1"],
                    )
                    self.assertIn(key, workbook.read(content).columns)

    def test_it_refuses_two_columns_of_the_same_meaning(self) -> None:
        self.assert_unreadable("column-twice", xlsx(["NIP", "NAMA", "NIP BARU"], ["1", "Ani", "2"]))

    def test_it_says_which_headings_it_does_not_use(self) -> None:
        reading = workbook.read(xlsx([*HEADINGS, "PNS ID"], [*line(1), "a8b"]))
        self.assertEqual(reading.unknown, ("PNS ID",))

    def test_it_takes_the_sheet_with_most_columns_and_names_the_others(self) -> None:
        book = Workbook()
        short = first_sheet(book)
        short.append(["NIP", "NAMA"])
        short.title = "Ringkas"
        full = book.create_sheet("Lengkap")
        full.append(list(HEADINGS))
        full.append(line(1))
        reading = workbook.read(saved(book))
        self.assertEqual((reading.sheet, reading.other_sheets), ("Lengkap", ("Ringkas",)))

    def assert_unreadable(self, code: str, content: bytes) -> None:
        with self.assertRaises(Unreadable) as caught:
            workbook.read(content)
        self.assertEqual(caught.exception.code, code)


class CellTests(unittest.TestCase):
    def row(self, **changes: Any) -> Row:
        return workbook.read(xlsx(HEADINGS, line(1, **changes))).rows[0]

    def codes(self, **changes: Any) -> list[str]:
        return [problem.code for problem in self.row(**changes).problems]

    def test_it_reads_a_number_with_spaces_or_an_apostrophe(self) -> None:
        for written in (
            number(),
            f"'{number()}",
            "19900517 201503 2 001",
            " 19900517 201503 2 001 ",
        ):
            with self.subTest(written):
                self.assertEqual(self.row(NIP=written).values["nip"], number())

    def test_it_refuses_a_number_whose_last_digits_a_spreadsheet_lost(self) -> None:
        for lost in (float(number()), int(float(number())), "1,99005E+17", "199005172015032000"):
            with self.subTest(str(lost)):
                row = self.row(NIP=lost)
                self.assertEqual([p.code for p in row.problems], ["nip-digits-lost"])
                self.assertIn("format kolom menjadi Teks", row.problems[0].sentence)

    def test_it_believes_a_whole_number_that_kept_its_digits(self) -> None:
        # Written by a program: a spreadsheet itself would have rounded it.
        cells = "".join(
            f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in (("A1", "NIP"), ("B1", "NAMA"), ("B2", "Ani"))
        )
        heading, name = cells.split('<c r="B2"')
        sheet = (
            '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<x:sheetData><row r="1">{heading}</row>'
            f'<row r="2"><c r="A2"><v>{number()}</v></c><c r="B2"{name}</row></x:sheetData>'
            "</x:worksheet>"
        )
        for tag in ("row", "c", "v", "is", "t"):
            sheet = re.sub(rf"<(/?){tag}\b", rf"<\1x:{tag}", sheet)
        content = repacked(xlsx(HEADINGS), xl__worksheets__sheet1_dot_xml=sheet.encode())
        self.assertEqual(workbook.read(content).rows[0].values["nip"], number())

    def test_it_says_why_a_number_is_not_one(self) -> None:
        for wrong in ("12345", "19901317201503200A", "199013172015032001", "199005172015132001"):
            with self.subTest(wrong):
                self.assertEqual(self.codes(NIP=wrong), ["nip"])

    def test_it_reads_dates_in_every_form(self) -> None:
        forms = (
            "17-05-1990",
            "17/05/1990",
            "17.5.1990",
            "1990-05-17",
            "1990-05-17 00:00:00",
            "17 Mei 1990",
            "Kamis, 17 Mei 1990",
            "17-Mei-1990",
            "17 May 1990",
            "19900517",
            date(1990, 5, 17),
            datetime(1990, 5, 17, 0, 0),
            33010,
        )
        for form in forms:
            with self.subTest(str(form)):
                row = self.row(TANGGAL_LAHIR=form)
                self.assertEqual(row.values["birth_date"], date(1990, 5, 17))
                self.assertEqual(row.problems, [])

    def test_it_refuses_dates_that_are_none(self) -> None:
        for form, code in (
            ("31-02-1990", "date-impossible"),
            ("12-31-1990", "date-impossible"),
            ("17-05-90", "date-year"),
            ("17 Mai 1990", "date-form"),
            ("kemarin", "date-form"),
            ("17-05-1890", "date-range"),
            (date(2026, 1, 1), "date-range"),
        ):
            with self.subTest(str(form)):
                self.assertEqual(self.codes(TANGGAL_LAHIR=form), [code])

    def test_it_refuses_a_formula_even_in_a_shared_range(self) -> None:
        self.assertEqual(self.codes(NAMA='=CONCATENATE("A","B")'), ["formula"])
        self.assertEqual(self.codes(NAMA="#REF!"), ["cell-error"])

    def test_it_warns_when_the_birth_date_differs_from_the_number(self) -> None:
        row = self.row(TANGGAL_LAHIR="18-05-1990")
        self.assertEqual([p.code for p in row.problems], ["birth-date-nip"])
        self.assertFalse(row.blocked)

    def test_it_reads_grades_in_every_spelling(self) -> None:
        for spelling in ("III/b", "IIIb", "III b", "3b", "III.B", "32", "Penata Muda Tk. I, III/b"):
            with self.subTest(spelling):
                self.assertEqual(self.row(GOL_AKHIR=spelling).values["grade"], "III/b")
        self.assertEqual(self.codes(GOL_AKHIR="III/e"), ["grade"])
        self.assertEqual(self.codes(GOL_AKHIR="IX"), ["grade-kind"])

    def test_it_reads_a_contract_employee(self) -> None:
        row = self.row(NIP=number(7, kind="PPPK"), GOL_AKHIR="IX")
        self.assertEqual((row.values["emp_kind"], row.values["grade"]), ("PPPK", "IX"))
        self.assertEqual(row.problems, [])

    def test_it_settles_what_structural_means(self) -> None:
        for title, kind in (
            ("Kepala Dinas Kesehatan", "jpt"),
            ("Kepala Bidang Data", "administrator"),
            ("Lurah Baciro", "pengawas"),
        ):
            with self.subTest(title):
                row = self.row(JENIS_JABATAN="Struktural", NAMA_JABATAN=title)
                self.assertEqual(row.values["job_kind"], kind)
        self.assertEqual(self.codes(JENIS_JABATAN="1", NAMA_JABATAN="Juru"), ["job-kind-unclear"])

    def test_a_dash_is_nothing(self) -> None:
        self.assertIsNone(self.row(GOL_AKHIR="-").values["grade"])
        self.assertEqual(self.codes(NAMA="-"), ["required"])

    def test_every_problem_names_its_column(self) -> None:
        row = self.row(NIP="x", NAMA="", TANGGAL_LAHIR="x", GOL_AKHIR="zz", JENIS_JABATAN="x")
        self.assertEqual(len(row.problems), 5)
        for problem in row.problems:
            self.assertIn(problem.column, problem.sentence)
            self.assertTrue(problem.sentence.endswith("."))

    def test_a_row_put_right_reads_without_problems(self) -> None:
        row = self.row(TANGGAL_LAHIR="31-02-1990")
        again = workbook.check(row.number, {**row.cells, "birth_date": "17-05-1990"})
        self.assertEqual(again.problems, [])


class PersonalColumnTests(unittest.TestCase):
    def row(self, heading: str, cell: Any) -> Row:
        return workbook.read(xlsx(["NIP", "NAMA", heading], [number(), "Ani", cell])).rows[0]

    def test_it_reads_personal_columns(self) -> None:
        for heading, cell, key, value in (
            ("NIK", "3471011705900001", "nik", "3471011705900001"),
            ("NIK", 3471011705900001, "nik", "3471011705900001"),
            ("AGAMA", "ISLAM", "religion", "Islam"),
            ("JENIS KAWIN", "Menikah", "marital", "Kawin"),
            ("NOMOR HP", 81234567890, "phone", "081234567890"),
            ("NOMOR HP", "+62 812-3456-7890", "phone", "081234567890"),
            ("EMAIL", "ani@contoh.id", "private_email", "ani@contoh.id"),
            ("EMAIL", "ani@jogjakota.go.id", "email", "ani@jogjakota.go.id"),
            ("JENIS KELAMIN", "Perempuan", "sex", "P"),
            ("TINGKAT PENDIDIKAN", "S-1/Sarjana", "education_level", "S1"),
            ("TINGKAT PENDIDIKAN", "Diploma III/Sarjana Muda", "education_level", "D-III"),
            ("TINGKAT PENDIDIKAN", "SLTA Kejuruan", "education_level", "SLTA"),
            ("MK TAHUN", "07", "service_years", 7),
        ):
            with self.subTest(f"{heading} {cell}"):
                row = self.row(heading, cell)
                self.assertEqual(row.values[key], value)
                self.assertEqual(row.problems, [])

    def test_it_refuses_what_cannot_be_meant(self) -> None:
        for heading, cell, code in (
            ("NIK", 3471011705900000, "digits-lost"),
            ("NIK", "12345", "digits"),
            ("AGAMA", "Jedi", "choice"),
            ("EMAIL", "ani di kantor", "email"),
            ("NOMOR HP", "tidak ada", "phone"),
            ("MK BULAN", "13", "number"),
            ("TMT PNS", "01-01-1980", "date-order"),
        ):
            with self.subTest(f"{heading} {cell}"):
                row = workbook.read(
                    xlsx(
                        ["NIP", "NAMA", "TMT CPNS", heading],
                        [number(), "Ani", "01-03-2015", cell],
                    )
                ).rows[0]
                self.assertEqual([problem.code for problem in row.problems], [code])


class RowTests(unittest.TestCase):
    def test_it_names_both_rows_of_a_number_that_is_there_twice(self) -> None:
        reading = workbook.read(xlsx(HEADINGS, line(1), line(2), line(1)))
        said = {p.row: p.sentence for p in reading.problems}
        self.assertEqual(set(said), {2, 4})
        self.assertIn("baris 4", said[2])
        self.assertIn("baris 2", said[4])

    def test_it_leaves_out_totals_blank_rows_and_signatures_and_says_so(self) -> None:
        reading = workbook.read(
            xlsx(
                HEADINGS,
                line(1),
                [None] * 7,
                line(2),
                ["JUMLAH", 2],
                [None, None, None, None, "Yogyakarta, 2 Januari 2026"],
            )
        )
        self.assertEqual(len(reading.rows), 2)
        self.assertEqual(reading.empty_rows, 1)
        self.assertEqual([s.why for s in reading.skipped], ["total", "no-employee"])


class CsvTests(unittest.TestCase):
    def text(self, separator: str) -> str:
        lines = [["Daftar pegawai"], list(HEADINGS), line(1, NAMA="Siti Nurjanah–Café"), line(2)]
        return "\r\n".join(separator.join(str(cell) for cell in row) for row in lines)

    def test_it_reads_every_separator_and_encoding(self) -> None:
        for separator in ";,\t":
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
                with self.subTest(f"{separator!r} {encoding}"):
                    reading = workbook.read(self.text(separator).encode(encoding))
                    self.assertEqual(reading.problems, [])
                    self.assertEqual(reading.rows[0].values["name"], "Siti Nurjanah–Café")

    def test_it_reads_a_number_kept_as_text_but_no_formula(self) -> None:
        reading = workbook.read(f'NIP;NAMA\n="{number()}";=A1\n'.encode())
        self.assertEqual(reading.rows[0].values["nip"], number())
        self.assertEqual([p.code for p in reading.problems], ["formula"])


class HostileFileTests(unittest.TestCase):
    def assert_unreadable(self, code: str, content: bytes, **limits: int) -> None:
        with self.assertRaises(Unreadable) as caught:
            workbook.read(content, limits=Limits(**limits))
        self.assertEqual(caught.exception.code, code)
        self.assertTrue(str(caught.exception).endswith("."))

    def test_it_refuses_what_is_not_a_workbook(self) -> None:
        good = xlsx(HEADINGS, line(1))
        word = io.BytesIO()
        with zipfile.ZipFile(word, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")
        ods = io.BytesIO()
        with zipfile.ZipFile(ods, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", "<x/>")
        for code, content in (
            ("empty", b""),
            ("not-a-workbook", b"%PDF-1.7 ..."),
            ("not-a-workbook", b"\x7fELF\x02\x01\x01\x00\x00\x00" + b"a\x00\x00b" * 30),
            ("not-a-workbook", word.getvalue()),
            ("opendocument", ods.getvalue()),
            ("html", b"<html><table><tr><td>NIP</td></tr></table></html>"),
            ("old-excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
            (
                "password",
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            ),
            ("damaged", good[: len(good) // 2]),
            ("damaged", b"PK\x03\x04" + bytes(100)),
            ("damaged", repacked(good, xl__worksheets__sheet1_dot_xml=b"<worksheet><row>")),
            ("macros", repacked(good, xl__vbaProject_dot_bin=b"x")),
            ("no-header", b"Halo dunia\nini catatan\n"),
            ("no-header", xlsx(["Nama barang", "Jumlah"], ["Meja", 2])),
            ("no-rows", xlsx(HEADINGS)),
        ):
            with self.subTest(code):
                self.assert_unreadable(code, content)

    def test_it_refuses_too_large_a_file_before_opening_it(self) -> None:
        class Huge(io.BytesIO):
            def read(self, *_: Any) -> bytes:
                raise AssertionError("it was read")

        with self.assertRaises(Unreadable) as caught:
            workbook.read(Huge(bytes(100 * 1024 * 1024)))
        self.assertIn("100 MB", caught.exception.sentence)

    def test_it_refuses_a_zip_bomb(self) -> None:
        bomb = repacked(
            xlsx(HEADINGS, line(1)), xl__worksheets__sheet1_dot_xml=b" " * (30 * 1024 * 1024)
        )
        self.assertLess(len(bomb), 200_000)
        self.assert_unreadable("bomb", bomb)
        self.assert_unreadable("bomb", xlsx(HEADINGS, line(1)), unpacked_bytes=1_000)

    def test_it_refuses_a_document_type_declaration(self) -> None:
        laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
        self.assert_unreadable(
            "unsafe-xml",
            repacked(xlsx(HEADINGS, line(1)), xl__worksheets__sheet1_dot_xml=laughs),
        )

    def test_it_keeps_to_its_limits(self) -> None:
        rows = [line(n) for n in range(1, 12)]
        self.assert_unreadable("too-many-rows", xlsx(HEADINGS, *rows), rows=10)
        self.assert_unreadable("too-many-columns", xlsx(HEADINGS, line(1)), columns=5)
        self.assert_unreadable(
            "too-many-sheets", xlsx(HEADINGS, line(1), sheets=("a", "b", "c")), sheets=2
        )
        text = "\n".join(";".join(map(str, row)) for row in (HEADINGS, *rows)).encode()
        self.assert_unreadable("too-many-rows", text, rows=10)
        self.assert_unreadable("too-many-columns", text, columns=5)


class SpeedTests(unittest.TestCase):
    def test_five_thousand_rows_are_read_in_order(self) -> None:
        content = xlsx(
            HEADINGS,
            *(
                line(n % 999 + 1, NIP=f"19900517{2005 + n // 999}032{n % 999 + 1:03d}")
                for n in range(5_000)
            ),
        )
        reading: Reading = workbook.read(content)
        self.assertEqual(len(reading.rows), 5_000)
        self.assertEqual(reading.problems, [])
