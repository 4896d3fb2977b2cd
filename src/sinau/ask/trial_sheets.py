"""The questions of the examination as a workbook, out and in."""

from __future__ import annotations

import zipfile
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from sinau.ask.models import Tongue, TrialKind, TrialQuestion

HEADINGS = (
    gettext_lazy("Kode"),
    gettext_lazy("Jenis"),
    gettext_lazy("Bahasa"),
    gettext_lazy("Pertanyaan"),
    gettext_lazy("Sumber yang diharapkan"),
    gettext_lazy("Kata terlarang"),
)
LARGEST = 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST = 2000


class BadSheet(ValueError):
    """The workbook cannot be taken; each sentence names a row."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def row_of(question: TrialQuestion) -> list[str]:
    """A question as a row; several values stand apart by semicolons."""
    return [
        question.code,
        question.kind,
        question.tongue,
        question.text,
        "; ".join(question.expects),
        "; ".join(question.forbidden),
    ]


def parts_of(said: object) -> list[str]:
    """The values of a cell that may hold several."""
    return [part.strip()[:200] for part in str(said or "").split(";") if part.strip()]


def read_sheet(file: Any) -> list[dict[str, Any]]:
    """Every row as the examination keeps it; raises with all that is wrong."""
    rows: list[dict[str, Any]] = []
    wrong: list[str] = []
    codes: set[str] = set()
    for number, cells in _cells(file):
        values = [str(cell if cell is not None else "").strip() for cell in cells]
        code, kind, tongue, text = values[:4]
        problem = _problem(code, kind, tongue or "id", text, codes)
        if problem:
            wrong.append(
                _("Baris %(number)s: %(problem)s") % {"number": number, "problem": problem}
            )
            continue
        codes.add(code)
        rows.append(
            {
                "code": code,
                "kind": kind,
                "tongue": tongue or "id",
                "text": text,
                "expects": parts_of(values[4]),
                "forbidden": parts_of(values[5]),
            }
        )
    if wrong:
        raise BadSheet(*wrong[:20])
    if not rows:
        raise BadSheet(_("Tidak ada soal di lembar pertama."))
    return rows


def _problem(code: str, kind: str, tongue: str, text: str, codes: set[str]) -> str:
    if not code or len(code) > 30:
        return _("kode wajib diisi, paling panjang 30 huruf.")
    if code in codes:
        return _("kode %(code)s dipakai dua kali.") % {"code": code}
    if kind not in TrialKind.values:
        return _("jenis harus answer, decline, atau attack.")
    if tongue not in Tongue.values:
        return _("bahasa harus id atau jv.")
    if not text or len(text) > 400:
        return _("pertanyaan wajib diisi, paling panjang 400 huruf.")
    return ""


def _cells(file: Any) -> list[tuple[int, tuple[object, ...]]]:
    if file.size > LARGEST:
        raise BadSheet(_("Berkas paling besar 1 MB."))
    try:
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        file.seek(0)
        if unpacked > LARGEST_UNPACKED:
            raise BadSheet(_("Isi berkas terlalu besar."))
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(min_row=2, max_row=MOST, max_col=6, values_only=True)
        found = [(number, (*row, *[None] * 6)[:6]) for number, row in enumerate(rows, start=2)]
    except BadSheet:
        raise
    except Exception as error:  # openpyxl fails in many ways on what is no workbook
        raise BadSheet(_("Berkas ini bukan buku kerja Excel (.xlsx).")) from error
    return [(number, row) for number, row in found if any(cell is not None for cell in row)]
