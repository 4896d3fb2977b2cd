"""Which format a file is in, seen from its content first and its name second."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

from sinau.university.quizzes.formats.aiken import ANSWER, CHOICE, read_aiken, write_aiken
from sinau.university.quizzes.formats.excel import read_excel
from sinau.university.quizzes.formats.excel_writing import write_excel
from sinau.university.quizzes.formats.gift import read_gift
from sinau.university.quizzes.formats.gift_writing import write_gift
from sinau.university.quizzes.formats.moodle import read_moodle_xml
from sinau.university.quizzes.formats.moodle_writing import write_moodle_xml
from sinau.university.quizzes.formats.qti.reading import (
    MANIFEST,
    is_item,
    local,
    read_qti_item,
    read_qti_package,
)
from sinau.university.quizzes.formats.qti.writing import write_qti
from sinau.university.quizzes.formats.report import NO_FILES, Reading, Unreadable, Written
from sinau.university.quizzes.formats.safe import MEGABYTE, is_gzip, is_zip, open_zip, parse_xml
from sinau.university.quizzes.questions import Question

LARGEST = 50 * MEGABYTE

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "gift": "GIFT",
        "moodle": "Moodle XML",
        "aiken": "Aiken",
        "qti": "QTI",
        "excel": "Excel",
    }
)
_MOODLE = "Ini cadangan kursus Moodle. Impor di halaman “Pindah dari Moodle”."


def read_questions(name: str, content: bytes) -> Reading:
    """The questions of a file in any of the formats; `Unreadable` when it is in none of them."""
    if not content.strip():
        raise Unreadable("Berkas ini kosong.", requirement="not-empty")
    if len(content) > LARGEST:
        raise Unreadable(
            f"Berkas ini lebih besar dari {LARGEST // MEGABYTE} MB.", requirement="file-size"
        )
    reading = _read(name, content)
    if not reading.report:
        raise Unreadable("Berkas ini tidak berisi soal.", requirement="some-question")
    return reading


def _read(name: str, content: bytes) -> Reading:
    if is_zip(content):
        return _read_zip(content)
    if is_gzip(content):
        raise Unreadable(_MOODLE, requirement="question-file")
    if b"\0" in content[:4096] and not _wide(content):
        raise Unreadable(
            "Berkas ini bukan berkas soal. Yang dikenal: GIFT, Moodle XML, Aiken, QTI, Excel (.xlsx).",
            requirement="question-file",
        )
    if _wide(content):
        # Whatever the head of an XML file says, its mark says how it is written.
        text = re.sub(r"^\s*<\?xml.*?\?>", "", decoded(content), count=1, flags=re.DOTALL)
        if text.lstrip().startswith("<"):
            content = text.lstrip().encode()
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<" and _is_xml(name, content):
        return _read_xml(content)
    return _read_text(decoded(content))


def _wide(content: bytes) -> bool:
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _read_zip(content: bytes) -> Reading:
    names = {PurePosixPath(one).name for one in open_zip(content).names}
    if "workbook.xml" in names or "[Content_Types].xml" in names:
        return read_excel(content)
    if "moodle_backup.xml" in names:
        raise Unreadable(_MOODLE, requirement="question-file")
    if MANIFEST in names or any(one.endswith(".xml") for one in names):
        return read_qti_package(content)
    raise Unreadable("Arsip ini bukan paket QTI.", requirement="manifest")


def _is_xml(name: str, content: bytes) -> bool:
    head = content[:2000].removeprefix(codecs.BOM_UTF8).lstrip()
    return (
        name.lower().endswith(".xml")
        or head.startswith((b"<?xml", b"<quiz", b"<!--"))
        or (re.match(rb"<(\w+:)?(assessmentItem|qti-assessment-item|question)\b", head) is not None)
    )


def _read_xml(content: bytes) -> Reading:
    root = parse_xml(content, limit=LARGEST)
    if is_item(root):
        return read_qti_item(content)
    if local(root) in {"quiz", "question"}:
        return read_moodle_xml(content)
    if local(root) == "questestinterop":
        raise Unreadable(
            "Ini QTI 1.2. Yang dikenal QTI 2.1, 2.2 dan 3.0.", requirement="qti-version"
        )
    raise Unreadable(
        f"Berkas XML dengan akar “{local(root)[:40]}” bukan kumpulan soal.",
        requirement="question-file",
    )


def _read_text(text: str) -> Reading:
    rows = text.splitlines()
    answers = sum(1 for row in rows if ANSWER.match(row))
    choices = sum(1 for row in rows if CHOICE.match(row))
    has_braces = re.search(r"(?<!\\)\{", text) is not None
    if choices and not has_braces:
        return read_aiken(text)
    if choices and answers:
        # Braces may stand in the words of an Aiken question: what takes more is what it is.
        return max(read_aiken(text), read_gift(text), key=lambda one: len(one.questions))
    if "{" not in text and not text.lstrip().startswith(("::", "//", "$CATEGORY")):
        raise Unreadable("Berkas teks ini bukan GIFT dan bukan Aiken.", requirement="question-file")
    return read_gift(text)


def decoded(content: bytes) -> str:
    """A text in UTF-8, UTF-16 with its mark, or the Western letters of old Windows."""
    if _wide(content):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    # No text of a database holds a NUL.
    return text.replace("\0", "")


def export_questions(
    format: str, questions: Sequence[Question], files: Mapping[str, bytes] = NO_FILES
) -> Written:
    """The questions in a format, and what it cannot hold of each."""
    match format:
        case "gift":
            return write_gift(questions)
        case "moodle":
            return write_moodle_xml(questions, files)
        case "aiken":
            return write_aiken(questions)
        case "qti":
            return write_qti(questions, files)
        case "excel":
            return write_excel(questions)
    raise ValueError(f"no such format: {format}")


def write_questions(
    format: str, questions: Sequence[Question], files: Mapping[str, bytes] = NO_FILES
) -> bytes:
    """The questions as a file; `export_questions` also says what it cannot hold."""
    return export_questions(format, questions, files).content
