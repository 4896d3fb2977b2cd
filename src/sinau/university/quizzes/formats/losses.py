"""What a format cannot hold of a question, in words for the report of an export."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType

from sinau.university.quizzes.formats.report import Line, title_of
from sinau.university.quizzes.questions import WHOLE, Kind, Question

KIND_WORDS = MappingProxyType(
    {
        Kind.SINGLE: "satu jawaban benar",
        Kind.MULTIPLE: "beberapa jawaban benar",
        Kind.TRUE_FALSE: "benar atau salah",
        Kind.SHORT: "jawaban singkat",
        Kind.NUMERIC: "angka",
        Kind.MATCHING: "menjodohkan",
        Kind.ORDERING: "mengurutkan",
        Kind.CLOZE: "isian rumpang",
        Kind.ESSAY: "uraian",
    }
)

_WORDS = MappingProxyType(
    {
        "name": "Judul",
        "points": "Nilai soal",
        "explanation": "Penjelasan",
        "source": "Sumber",
        "passage": "Tautan ke bagian yang diuji",
        "category": "Kategori",
        "tags": "Tag",
        "shuffle": "Larangan mengacak",
        "when_right": "Umpan balik bila benar",
        "when_partly": "Umpan balik bila sebagian benar",
        "when_wrong": "Umpan balik bila salah",
        "units": "Satuan",
        "case_matters": "Pembedaan huruf besar",
        "model": "Contoh jawaban",
        "files": "Gambar",
    }
)


def losses(question: Question, holds: Collection[str]) -> list[str]:
    """A sentence for each thing the question says that the format has no place for."""
    said = [
        f"{words} tidak terbawa."
        for name, words in _WORDS.items()
        if name not in holds and _is_said(question, name)
    ]
    if "feedback" not in holds and _has_feedback(question):
        said.append("Umpan balik per jawaban tidak terbawa.")
    return said


def _is_said(question: Question, name: str) -> bool:
    if name == "shuffle":
        return not question.shuffle and question.kind in {Kind.SINGLE, Kind.MULTIPLE}
    if name == "points":
        return question.points != WHOLE
    if name in {"units", "case_matters"} and question.kind is Kind.CLOZE:
        return any(getattr(gap, name) for gap in question.gaps)
    return bool(getattr(question, name))


def _has_feedback(question: Question) -> bool:
    said = [one.feedback for one in question.choices]
    said += [one.feedback for one in question.accepted]
    said += [one.feedback for one in question.numbers]
    return any(said) or any(map(_has_feedback, question.gaps))


def given(at: int, question: Question, notes: list[str]) -> Line:
    """The question is in the file."""
    return Line(
        place=f"soal {at}",
        name=title_of(question),
        kind=str(question.kind),
        taken=True,
        notes=tuple(dict.fromkeys(notes)),
    )


def withheld(at: int, question: Question, format: str) -> Line:
    """The format has no such kind."""
    return Line(
        place=f"soal {at}",
        name=title_of(question),
        kind=str(question.kind),
        taken=False,
        notes=(f"{format} tidak mengenal soal {KIND_WORDS[question.kind]}.",),
    )
