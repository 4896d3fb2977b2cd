"""Reads Moodle XML, the fullest of the formats in which Moodle gives questions away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.moodle_asked import Asked, Files, inner
from sinau.university.quizzes.formats.moodle_kinds import READERS
from sinau.university.quizzes.formats.report import LeftOut, Notebook, Reading, Unreadable
from sinau.university.quizzes.formats.safe import parse_xml
from sinau.university.quizzes.formats.shares import settle
from sinau.university.quizzes.formats.shelf import Shelf
from sinau.university.quizzes.formats.texts import category_of, has_formula, unescape_markdown

KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "calculated": "hitungan dengan rumus (calculated)",
        "calculatedsimple": "hitungan dengan rumus (calculatedsimple)",
        "calculatedmulti": "pilihan ganda berumus (calculatedmulti)",
        "ddimageortext": "seret ke gambar (ddimageortext)",
        "ddmarker": "seret penanda ke gambar (ddmarker)",
        "description": "keterangan tanpa pertanyaan (description)",
        "random": "soal acak (random)",
        "randomsamatch": "menjodohkan acak (randomsamatch)",
    }
)


def read_moodle_xml(content: bytes) -> Reading:
    """The questions of a Moodle XML file."""
    quiz = parse_xml(content)
    if quiz.tag == "question":
        quiz, only = Element("quiz"), quiz
        quiz.append(only)
    if quiz.tag != "quiz":
        raise Unreadable(
            "Berkas XML ini bukan kumpulan soal Moodle.", requirement="moodle-xml-quiz"
        )
    notebook = Notebook("moodle")
    category = ""
    place = 0
    for node in quiz:
        if node.tag != "question":
            continue
        if node.get("type") == "category":
            category = category_of(inner(node.find("category")))
            continue
        place += 1
        read_question(node, notebook, place=f"soal {place}", category=category)
    return notebook.reading()


def read_question(
    node: Element, notebook: Notebook, *, place: str, category: str = "", more: Files | None = None
) -> None:
    """One question element into the notebook, taken or left."""
    kind = node.get("type", "")
    name = inner(node.find("name"))
    shelf = Shelf(files=notebook.files)
    asked = Asked(node, shelf, more or {})
    reader = READERS.get(kind)
    if reader is None:
        called = KIND_NAMES.get(kind, kind or "tanpa nama")
        notebook.leave(
            f"Jenis soal “{called}” tidak dikenal di sini.", place=place, name=name, kind=kind
        )
        return
    try:
        question = replace(asked.start(category), **reader(asked))
        if unescape_markdown(question.prompt).startswith(question.name):
            # A name that only begins the question again is none.
            question = replace(question, name="")
        question = settle(question, shelf.notes)
    except LeftOut as reason:
        notebook.leave(str(reason), place=place, name=name, kind=kind, notes=shelf.notes)
        return
    if has_formula(question.prompt):
        shelf.note("Rumus TeX ditampilkan seperti tertulis.")
    notebook.take(replace(question, files=tuple(shelf.used)), place=place, notes=shelf.notes)
