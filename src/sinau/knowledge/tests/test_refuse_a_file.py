"""What is not a readable document is refused with a sentence that says the cure."""

from __future__ import annotations

import io

from django.test import SimpleTestCase
from docx import Document

from sinau.knowledge.parsing import Limits, Unreadable, read
from sinau.knowledge.parsing.trouble import SENTENCES
from sinau.knowledge.tests import papers


class RefuseTests(SimpleTestCase):
    def code(self, data: bytes, limits: Limits | None = None) -> str:
        with self.assertRaises(Unreadable) as caught:
            read(data, limits)
        self.assertTrue(caught.exception.sentence)
        return caught.exception.code

    def test_an_empty_file(self) -> None:
        self.assertEqual(self.code(b""), "empty")

    def test_a_picture_called_pdf(self) -> None:
        self.assertEqual(self.code(b"\x89PNG\r\n\x1a\n" + b"0" * 500), "not-a-document")

    def test_a_broken_pdf(self) -> None:
        self.assertEqual(self.code(b"%PDF-1.7\n" + b"rusak " * 200), "damaged")

    def test_a_pdf_cut_in_half(self) -> None:
        data = papers.pdf(papers.PERWALI)
        self.assertEqual(self.code(data[: len(data) // 8]), "damaged")

    def test_a_locked_pdf(self) -> None:
        self.assertEqual(self.code(papers.locked_pdf()), "password")

    def test_a_file_beyond_the_limit(self) -> None:
        data = papers.pdf(papers.PERWALI)
        self.assertEqual(self.code(data, Limits(size=100)), "too-big")

    def test_too_many_pages(self) -> None:
        data = papers.pdf("satu", "dua", "tiga")
        self.assertEqual(self.code(data, Limits(pages=2)), "too-many-pages")

    def test_too_much_text(self) -> None:
        data = papers.pdf(papers.PERWALI)
        self.assertEqual(self.code(data, Limits(letters=50)), "too-much-text")

    def test_too_slow(self) -> None:
        data = papers.pdf(papers.PERWALI)
        self.assertEqual(self.code(data, Limits(seconds=-1)), "too-slow")

    def test_an_old_word_file(self) -> None:
        self.assertEqual(self.code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600), "old-word")

    def test_a_workbook_called_docx(self) -> None:
        made = papers.repacked(papers.word("halo"))
        broken = made.replace(b"word/document.xml", b"xl_x/document.xml")
        self.assertIn(self.code(broken), ("not-a-document", "damaged"))

    def test_a_zip_bomb(self) -> None:
        bomb = papers.repacked(papers.word("halo"), word__media__gambar=b"0" * 60_000_000)
        self.assertEqual(self.code(bomb), "bomb")

    def test_entities_in_the_xml(self) -> None:
        xml = (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
        )
        made = papers.repacked(papers.word("halo"), word__document_xml=xml)
        self.assertEqual(self.code(made), "unsafe-xml")

    def test_a_damaged_docx(self) -> None:
        made = papers.repacked(papers.word("halo"), word__document_xml=b"<w:document")
        self.assertEqual(self.code(made), "damaged")

    def test_every_reason_has_its_sentence(self) -> None:
        figures = {"size": 1, "limit": 2, "pages": 3}
        for code in SENTENCES:
            with self.subTest(code):
                self.assertTrue(Unreadable(code, **figures).sentence)

    def test_numbers_a_word_processor_draws_are_read(self) -> None:
        result = read(papers.numbered_word())
        found = {piece.anchor: piece.text for piece in result.pieces}
        self.assertEqual(found["pasal-1-ayat-2"], "Ayat kedua:\na. satu; dan\nb. dua.")

    def test_a_table_without_borders_is_read_row_by_row(self) -> None:
        document = Document()
        table = document.add_table(rows=2, cols=3)
        for row, words in zip(
            table.rows,
            (("Menimbang", ":", "a. bahwa satu;"), ("", "", "b. bahwa dua;")),
            strict=True,
        ):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text
        for line in ("MEMUTUSKAN:", "Pasal 1", "Ketentuan.", "Pasal 2", "Penutup."):
            document.add_paragraph(line)
        file = io.BytesIO()
        document.save(file)
        result = read(file.getvalue())
        considered = next(p for p in result.pieces if p.heading == "Menimbang")
        self.assertEqual(considered.text, "a. bahwa satu;\nb. bahwa dua;")
        self.assertEqual(result.report.pasal, 2)
