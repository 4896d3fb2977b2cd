"""Names of Moodle's activities in words, and its texts as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from xml.etree.ElementTree import Element

from sinau.university.moodle.chest import text
from sinau.university.quizzes.formats.html import html_to_markdown
from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.formats.shelf import Shelf
from sinau.university.quizzes.formats.texts import looks_like_html, plain_to_markdown

MODULES = MappingProxyType(
    {
        "assign": "tugas",
        "bigbluebuttonbn": "pertemuan daring",
        "book": "buku",
        "chat": "obrolan",
        "choice": "jajak pilihan",
        "customcert": "sertifikat",
        "data": "basis data",
        "feedback": "umpan balik",
        "folder": "folder",
        "forum": "forum",
        "glossary": "glosarium",
        "h5pactivity": "H5P",
        "hvp": "H5P",
        "imscp": "paket IMS",
        "label": "teks",
        "lesson": "pelajaran bercabang",
        "lti": "alat luar (LTI)",
        "page": "halaman",
        "qbank": "bank soal",
        "quiz": "kuis",
        "resource": "berkas",
        "scorm": "paket SCORM",
        "survey": "survei",
        "url": "tautan",
        "wiki": "wiki",
        "workshop": "lokakarya",
    }
)


def markdown_of(
    node: Element, tag: str, shelf: Shelf, find: Callable[[str], bytes | None], form: str = ""
) -> str:
    """A text of the backup as Markdown, in whichever of Moodle's formats it was written."""
    words = text(node, tag)
    kind = text(node, form or f"{tag}format") or "1"
    if not words:
        return ""
    if kind == "4":
        return words
    if kind == "2" or (kind == "0" and not looks_like_html(words)):
        return plain_to_markdown(words)
    try:
        return html_to_markdown(words.replace("\n", "<br>") if kind == "0" else words, shelf, find)
    except LeftOut as reason:
        shelf.note(str(reason))
        return ""
