"""Cases and answers as files, in and out: an Excel workbook, or one JSON object a line."""

from __future__ import annotations

import json
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from sinau.innovation.models import CaseKind, EvaluationCase, Tongue
from sinau.innovation.scoring import BadCheck, clean

STANDARD = Path(__file__).with_name("rules") / "serangan.toml"
LARGEST = 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST = 1000
LONGEST = 4000
CASE_HEADINGS = (
    gettext_lazy("Kode"),
    gettext_lazy("Jenis"),
    gettext_lazy("Bahasa"),
    gettext_lazy("Pertanyaan"),
    gettext_lazy("Pemeriksaan"),
    gettext_lazy("Jawaban"),
    gettext_lazy("Sitasi"),
)


class BadFile(ValueError):
    """The file cannot be taken; each sentence names a row and its cure."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def read_cases(file: Any) -> list[dict[str, Any]]:
    """Every case of the file; raises with all that is wrong."""
    return clean_cases(_rows(file))


def clean_cases(rows: Iterable[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The cases as they are kept; raises with a sentence for each row that cannot be."""
    found: list[dict[str, Any]] = []
    wrong: list[str] = []
    codes: set[str] = set()
    for number, row in rows:
        try:
            found.append(_case(row, codes))
        except (BadFile, BadCheck) as bad:
            words = {"number": number, "problem": bad.args[0]}
            wrong.append(_("Baris %(number)s: %(problem)s.") % words)
    if wrong:
        raise BadFile(*wrong[:20])
    if not found:
        raise BadFile(_("Tidak ada soal di dalam berkas ini."))
    return found


def read_answers(file: Any) -> dict[str, tuple[str, list[str]]]:
    """The answer to each case by its code, with the sources it named."""
    found: dict[str, tuple[str, list[str]]] = {}
    for number, row in _rows(file):
        code = _text(row.get("code"))[:30]
        if not code or code in found:
            words = {"number": number}
            raise BadFile(_("Baris %(number)s: kode kosong atau dipakai dua kali.") % words)
        cited = row.get("citations") or []
        parts = cited.split(";") if isinstance(cited, str) else cited
        if not isinstance(parts, list):
            raise BadFile(_("Baris %(number)s: sitasi tidak terbaca.") % {"number": number})
        found[code] = (
            _text(row.get("answer"))[:LONGEST],
            [_text(one)[:200] for one in parts if _text(one)][:20],
        )
    if not found:
        raise BadFile(_("Tidak ada jawaban di dalam berkas ini."))
    return found


@cache
def standard_cases() -> tuple[dict[str, Any], ...]:
    """The attacks that every service may be tried with."""
    rows = tomllib.loads(STANDARD.read_text())["case"]
    return tuple(clean_cases(enumerate(rows, start=1)))


def row_of(case: EvaluationCase) -> list[str]:
    """A case as a row, with empty cells for what the service answers."""
    checks = "\n".join(f"{check['scorer']}: {check['value']}" for check in case.checks)
    return [case.code, case.kind, case.tongue, case.prompt, checks, "", ""]


def _case(row: dict[str, Any], codes: set[str]) -> dict[str, Any]:
    code, kind = _text(row.get("code")), _text(row.get("kind"))
    tongue, prompt = _text(row.get("tongue")) or "id", _text(row.get("prompt"))
    if not code or len(code) > 30:
        raise BadFile(_("kode wajib diisi, paling panjang 30 huruf"))
    if code in codes:
        raise BadFile(_("kode %(code)s dipakai dua kali") % {"code": code})
    if kind not in CaseKind.values:
        raise BadFile(
            _("jenis harus salah satu dari %(kinds)s") % {"kinds": ", ".join(CaseKind.values)}
        )
    if tongue not in Tongue.values:
        raise BadFile(_("bahasa harus id atau jv"))
    if not prompt or len(prompt) > LONGEST:
        raise BadFile(_("pertanyaan wajib diisi, paling panjang 4.000 huruf"))
    codes.add(code)
    return {
        "code": code,
        "kind": kind,
        "tongue": tongue,
        "prompt": prompt,
        "checks": _checks(row.get("checks")),
    }


def _checks(said: Any) -> list[dict[str, str]]:
    """From the lines of a cell or from JSON; a case without a check judges nothing."""
    lines = said.split("\n") if isinstance(said, str) else said or []
    if not isinstance(lines, list):
        raise BadFile(_("pemeriksaan tidak terbaca"))
    checks = []
    for line in lines:
        if isinstance(line, dict):
            checks.append(clean({str(key): str(value) for key, value in line.items()}))
        elif isinstance(line, str) and line.strip():
            scorer, _colon, value = line.partition(":")
            checks.append(clean({"scorer": scorer.strip(), "value": value}))
    if not checks:
        raise BadFile(_("tulis sedikitnya satu pemeriksaan, misalnya “memuat: dua belas hari”"))
    return checks[:10]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip().replace("\x00", "")


def _rows(file: Any) -> list[tuple[int, dict[str, Any]]]:
    if file.size > LARGEST:
        raise BadFile(_("Berkas paling besar 1 MB."))
    start = file.read(2)
    file.seek(0)
    rows = list(_sheet(file) if start == b"PK" else _lines(file))
    if len(rows) > MOST:
        raise BadFile(_("Paling banyak %(most)s baris.") % {"most": MOST})
    return rows


def _lines(file: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = file.read().decode()
    except UnicodeDecodeError as error:
        raise BadFile(_("Berkas ini bukan Excel (.xlsx) dan bukan JSONL.")) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise BadFile(_("Baris %(number)s bukan satu objek JSON.") % {"number": number})
        yield number, row


def _sheet(file: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        file.seek(0)
        if unpacked > LARGEST_UNPACKED:
            raise BadFile(_("Isi berkas terlalu besar."))
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        cells = sheet.iter_rows(min_row=2, max_row=MOST + 2, max_col=7, values_only=True)
        found = [(number, (*row, *[None] * 7)[:7]) for number, row in enumerate(cells, start=2)]
    except BadFile:
        raise
    except Exception as error:  # openpyxl fails in many ways on what is no workbook
        raise BadFile(_("Berkas ini bukan buku kerja Excel (.xlsx).")) from error
    names = ("code", "kind", "tongue", "prompt", "checks", "answer", "citations")
    for number, row in found:
        if any(cell is not None for cell in row):
            yield number, {name: _text(cell) for name, cell in zip(names, row, strict=True)}
