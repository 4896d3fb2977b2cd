"""Writes questions to an Excel sheet, and the template people fill in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sinau.university.quizzes.formats.embedded_writing import write_embedded
from sinau.university.quizzes.formats.excel_columns import (
    FIRST,
    HEADINGS,
    KINDS,
    LAST,
    LEAST_CHOICES,
    LETTERS,
)
from sinau.university.quizzes.formats.losses import given, losses, withheld
from sinau.university.quizzes.formats.report import Written
from sinau.university.quizzes.formats.texts import decimal_words
from sinau.university.quizzes.questions import (
    NONE,
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
    Unit,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HOLDS = {"name", "points", "explanation", "source", "category", "tags", "shuffle", "units"}
_HOLDS |= {"when_right", "when_partly", "when_wrong", "case_matters", "model"}
_WIDTHS = {"prompt": 60, "explanation": 40, "category": 20, "source": 24, "answer": 24}

_GUIDE = (
    ("Satu baris satu soal. Kolom Pertanyaan wajib; kolom lain boleh kosong.",),
    ("Jenis", "Pilihan A, B, …", "Jawaban"),
    ("Pilihan tunggal", "satu pilihan per kolom", "huruf yang benar: B"),
    ("Pilihan jamak", "satu pilihan per kolom", "huruf-huruf yang benar: A, C"),
    ("", "", "atau dengan bobot: A 50%; C 50%; D -100%"),
    ("Benar salah", "", "Benar atau Salah"),
    ("Jawaban singkat", "", "Yogyakarta | Jogja (50%); * berarti huruf apa pun"),
    ("Angka", "", "20 atau 20 ± 0,5 | 21 (50%); satuan: JP | jam=1,5"),
    ("Menjodohkan", "kiri => kanan; pengecoh ditulis: => kanan", ""),
    ("Urutan", "langkah-langkah dalam urutan yang benar", ""),
    ("Rumpang", "", "di dalam Pertanyaan: {1:SHORTANSWER:=Jogja}, {1:MULTICHOICE:=ya~tidak}"),
    ("Uraian", "", "contoh jawaban bagi pemeriksa"),
)


def write_excel(questions: Sequence[Question]) -> Written:
    """The questions as one sheet that can be read back."""
    report, rows = [], []
    for at, question in enumerate(questions, start=1):
        answers = len(_choices(question))
        if answers > len(LETTERS):
            report.append(withheld(at, question, "Excel"))
            continue
        notes = losses(question, _HOLDS)
        if question.unit_required:
            notes.append("Kewajiban menulis satuan tidak terbawa.")
        rows.append(_row(question, notes))
        report.append(given(at, question, notes))
    return Written(
        content=_book(rows, guide=False),
        extension="xlsx",
        content_type=XLSX,
        report=tuple(report),
    )


def template() -> bytes:
    """An Excel file with a row of each kind and a sheet that explains the columns."""
    return _book([_row(question, []) for question in _examples()], guide=True)


def _book(rows: Sequence[dict[str, str]], *, guide: bool) -> bytes:
    book = Workbook(write_only=True)
    wide = max([LEAST_CHOICES, *(len([n for n in row if n.startswith("choice:")]) for row in rows)])
    names = [*FIRST, *(f"choice:{at}" for at in range(wide)), *LAST]
    sheet: Any = book.create_sheet("Soal")
    sheet.freeze_panes = "A2"
    for at, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, 18)
    heads = [
        HEADINGS[name] if name in HEADINGS else f"Pilihan {LETTERS[int(name[7:])]}"
        for name in names
    ]
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, row.get(name, "")) for name in names])
    if guide:
        page: Any = book.create_sheet("Petunjuk")
        for at, width in enumerate((26, 46, 70), start=1):
            page.column_dimensions[get_column_letter(at)].width = width
        for n, words in enumerate(_GUIDE):
            page.append([_cell(page, said, bold=n < 2) for said in words])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, words: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", words)[:32_000])
    if words:
        cell.data_type = "s"  # what people typed is never a formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _row(question: Question, notes: list[str]) -> dict[str, str]:
    row = {
        "kind": KINDS[question.kind],
        "prompt": question.prompt,
        "tags": "; ".join(question.tags),
        "points": "" if question.points == WHOLE else _comma(question.points),
        "shuffle": "" if question.shuffle else "Tidak",
        "case_matters": "Ya" if question.case_matters else "",
        "answer": _answer(question),
    }
    for name in ("category", "name", "explanation", "source"):
        row[name] = getattr(question, name)
    for name in ("when_right", "when_partly", "when_wrong"):
        row[name] = getattr(question, name)
    if question.kind is Kind.CLOZE:
        row["prompt"] = write_embedded(question, str, notes)
    if question.kind is Kind.NUMERIC:
        row["units"] = " | ".join(
            unit.name if unit.factor == WHOLE else f"{unit.name}={_comma(unit.factor)}"
            for unit in question.units
        )
    for at, words in enumerate(_choices(question)):
        row[f"choice:{at}"] = words
    return row


def _choices(question: Question) -> list[str]:
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        return [choice.text for choice in question.choices]
    if question.kind is Kind.MATCHING:
        return [f"{pair.left} => {pair.right}".strip() for pair in question.pairs]
    return list(question.steps)


def _answer(question: Question) -> str:
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            named = [(LETTERS[n], c.share) for n, c in enumerate(question.choices) if c.share]
            if question.kind is Kind.SINGLE and [share for _, share in named] == [WHOLE]:
                return named[0][0]
            return "; ".join(f"{letter} {_comma(share * 100)}%" for letter, share in named)
        case Kind.TRUE_FALSE:
            return "Benar" if question.truth else "Salah"
        case Kind.SHORT:
            return " | ".join(_shared(one.text, one.share) for one in question.accepted)
        case Kind.NUMERIC:
            return " | ".join(
                _shared(
                    _comma(one.value) + (f" ± {_comma(one.tolerance)}" if one.tolerance else ""),
                    one.share,
                )
                for one in question.numbers
            )
        case Kind.ESSAY:
            return question.model
        case _:
            return ""


def _shared(words: str, share: Decimal) -> str:
    return words if share == WHOLE else f"{words} ({_comma(share * 100)}%)"


def _comma(value: Decimal) -> str:
    return decimal_words(value).replace(".", ",")


def _examples() -> list[Question]:
    return [
        Question(
            kind=Kind.SINGLE,
            category="Pengembangan kompetensi",
            prompt="Berapa JP pengembangan kompetensi seorang PNS dalam satu tahun, paling sedikit?",
            choices=(Choice(text="10 JP"), Choice(text="20 JP", share=WHOLE), Choice(text="30 JP")),
            source="Pasal 203 PP 11/2017",
        ),
        Question(
            kind=Kind.MULTIPLE,
            prompt="Manakah yang termasuk data pribadi?",
            choices=(
                Choice(text="Nomor telepon warga", share=Decimal("0.5")),
                Choice(text="Alamat rumah warga", share=Decimal("0.5")),
                Choice(text="Jumlah penduduk kota", share=-WHOLE),
                Choice(text="Luas sebuah kelurahan", share=NONE),
            ),
        ),
        Question(
            kind=Kind.TRUE_FALSE,
            prompt="Jawaban sebuah model bahasa selalu perlu diperiksa sebelum dipakai.",
            truth=True,
        ),
        Question(
            kind=Kind.SHORT,
            prompt="Apa kepanjangan ASN?",
            accepted=(Accepted(text="Aparatur Sipil Negara"),),
        ),
        Question(
            kind=Kind.NUMERIC,
            prompt="Satu JP sama dengan berapa menit?",
            numbers=(Number(value=Decimal(45)),),
            units=(Unit(name="menit"), Unit(name="jam", factor=Decimal(60))),
        ),
        Question(
            kind=Kind.MATCHING,
            prompt="Jodohkan peran dengan tugasnya.",
            pairs=(
                Pair(left="Kurator", right="menjaga kebenaran artikel"),
                Pair(left="Fasilitator", right="memandu kelas"),
                Pair(left="", right="menyetujui anggaran"),
            ),
        ),
        Question(
            kind=Kind.ORDERING,
            prompt="Urutkan tahap penyusunan rencana pengembangan.",
            steps=("Menilai kesenjangan", "Menyusun rencana", "Menyetujui rencana"),
        ),
        Question(
            kind=Kind.CLOZE,
            prompt="Ibu kota DIY adalah {1}.",
            gaps=(Question(kind=Kind.SHORT, prompt="", accepted=(Accepted(text="Yogyakarta"),)),),
        ),
        Question(
            kind=Kind.ESSAY,
            prompt="Jelaskan satu layanan yang dapat dipercepat, dan bagaimana.",
            model="Menyebut layanan, ukuran sekarang, penyebab lambat, dan langkah perbaikan.",
        ),
    ]
