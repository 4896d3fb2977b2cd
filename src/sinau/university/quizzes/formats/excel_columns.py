"""The columns of a question sheet: their headings, and what people call them elsewhere."""

from __future__ import annotations

import re
from types import MappingProxyType

from sinau.university.quizzes.questions import Kind

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEAST_CHOICES = 6

HEADINGS = MappingProxyType(
    {
        "kind": "Jenis",
        "category": "Kategori",
        "name": "Judul",
        "prompt": "Pertanyaan",
        "answer": "Jawaban",
        "tolerance": "Toleransi",
        "units": "Satuan",
        "points": "Nilai",
        "explanation": "Penjelasan",
        "when_right": "Umpan balik benar",
        "when_partly": "Umpan balik sebagian",
        "when_wrong": "Umpan balik salah",
        "source": "Sumber",
        "tags": "Tag",
        "shuffle": "Acak",
        "case_matters": "Huruf besar dibedakan",
    }
)
FIRST = ("kind", "category", "name", "prompt")
LAST = tuple(name for name in HEADINGS if name not in FIRST)

_OTHER_NAMES = MappingProxyType(
    {
        "soal": "prompt",
        "teks soal": "prompt",
        "question": "prompt",
        "jenis soal": "kind",
        "tipe": "kind",
        "type": "kind",
        "kunci": "answer",
        "kunci jawaban": "answer",
        "jawaban benar": "answer",
        "answer": "answer",
        "bobot": "points",
        "skor": "points",
        "pembahasan": "explanation",
        "topik": "category",
        "dasar": "source",
        "label": "tags",
    }
)
_CHOICE = re.compile(r"(?:pilihan|opsi|option|choice)\s*([a-z]|\d{1,2})")

KINDS = MappingProxyType(
    {
        Kind.SINGLE: "Pilihan tunggal",
        Kind.MULTIPLE: "Pilihan jamak",
        Kind.TRUE_FALSE: "Benar salah",
        Kind.SHORT: "Jawaban singkat",
        Kind.NUMERIC: "Angka",
        Kind.MATCHING: "Menjodohkan",
        Kind.ORDERING: "Urutan",
        Kind.CLOZE: "Rumpang",
        Kind.ESSAY: "Uraian",
    }
)
_OTHER_KINDS = MappingProxyType(
    {
        "pilihan ganda": Kind.SINGLE,
        "pg": Kind.SINGLE,
        "satu jawaban": Kind.SINGLE,
        "pilihan ganda kompleks": Kind.MULTIPLE,
        "beberapa jawaban": Kind.MULTIPLE,
        "benar/salah": Kind.TRUE_FALSE,
        "benar atau salah": Kind.TRUE_FALSE,
        "isian": Kind.SHORT,
        "isian singkat": Kind.SHORT,
        "singkat": Kind.SHORT,
        "numerik": Kind.NUMERIC,
        "hitungan": Kind.NUMERIC,
        "jodohkan": Kind.MATCHING,
        "mengurutkan": Kind.ORDERING,
        "isian rumpang": Kind.CLOZE,
        "esai": Kind.ESSAY,
        "essay": Kind.ESSAY,
    }
)


def column_of(heading: str) -> str | None:
    """The name of a column by its heading; a choice is "choice:0" and so on."""
    said = " ".join(heading.lower().replace("*", "").split())
    for name, words in HEADINGS.items():
        if said == words.lower():
            return name
    if said in _OTHER_NAMES:
        return _OTHER_NAMES[said]
    if found := _CHOICE.fullmatch(said):
        at = int(found[1]) - 1 if found[1].isdecimal() else ord(found[1]) - ord("a")
        return f"choice:{at}" if 0 <= at < len(LETTERS) else None
    if len(said) == 1 and "a" <= said <= "z":
        return f"choice:{ord(said) - ord('a')}"
    return None


def kind_of(words: str) -> Kind | None:
    """The kind by its Indonesian name."""
    said = " ".join(words.lower().split())
    known = {name.lower(): kind for kind, name in KINDS.items()}
    return known.get(said) or _OTHER_KINDS.get(said) or next((k for k in Kind if k == said), None)
