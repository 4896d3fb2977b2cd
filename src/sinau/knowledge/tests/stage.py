"""The stage of knowledge: ready texts, articles and regulations."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile

from sinau.communities.events import AnswerAccepted
from sinau.journal.announcing import announce
from sinau.journal.testing import tell_everyone
from sinau.knowledge import actions
from sinau.knowledge.actions.articles import Text
from sinau.knowledge.actions.regulations import Details, publish_pieces
from sinau.knowledge.models import Article, Document, Regulation
from sinau.knowledge.tests import papers
from sinau.people.models import Agency, Audience, Person
from sinau.people.testing import CastTestCase

BODY = """Pegawai yang telah bekerja setahun berhak atas cuti tahunan dua belas hari kerja.

## Cara mengajukan

Buka layanan cuti, isi tanggal, lalu kirim kepada atasan langsung untuk diperiksa dan disetujui.
"""
TEXT = Text(
    title="Cara mengajukan cuti",
    body=BODY,
    summary="Langkah mengajukan cuti tahunan.",
    legal_basis=["PP 11/2017 Pasal 312 ayat (2)"],
)


def piece(pasal: str, text: str, ayat: str = "", **more: Any) -> dict[str, Any]:
    """A passage as the reader gives it."""
    anchor = f"pasal-{pasal.lower()}" + (f"-ayat-{ayat}" if ayat else "")
    return {
        "section": "body",
        "page": 1,
        "bab": "I",
        "pasal": pasal,
        "ayat": ayat,
        "angka": "",
        "inner_pasal": "",
        "heading": "BAB I KETENTUAN UMUM",
        "opens": [] if ayat not in ("", "1") else [["pasal", f"Pasal {pasal}", ""]],
        "text": text,
        "anchor": anchor,
        **more,
    }


PIECES = [
    piece("1", "Dalam peraturan ini cuti adalah istirahat."),
    piece("312", "Pegawai berhak atas cuti tahunan.", "1"),
    piece("312", "Lamanya 12 (dua belas) hari kerja:\na. penuh; atau\nb. sebagian.", "2"),
]


def answer_twice(author: Person, *, asker: Person, title: str) -> None:
    """Two answers of the author were accepted in communities of their agency."""
    assert author.agency_id is not None
    for nth in (1, 2):
        announce(
            AnswerAccepted(
                conversation_id=nth,
                reply_id=nth,
                title=title,
                asker_id=asker.pk,
                author_id=author.pk,
                agency_id=author.agency_id,
            ),
            by=asker,
        )
    tell_everyone()


class KnowledgeTestCase(CastTestCase):
    """Bayu writes for the health agency, Ratna keeps knowledge, Joko is elsewhere."""

    def draft(self, **more: Any) -> Article:
        """An article Bayu began for the health agency alone."""
        given: dict[str, Any] = {
            "kind": "article",
            "agency": self.dinkes,
            "audience": Audience.AGENCY,
            "by": self.bayu,
            **more,
        }
        return actions.draft_article(given.pop("text", TEXT), **given)

    def verified(self, **more: Any) -> Article:
        """The same, submitted and verified by Ratna."""
        article = self.draft(**more)
        actions.submit_article(article, by=self.bayu)
        actions.verify_article(article, by=self.ratna)
        article.refresh_from_db()
        return article

    def details(self, **more: Any) -> Details:
        """What a small regulation is."""
        given: dict[str, Any] = {
            "kind": "Peraturan Pemerintah",
            "number": "11",
            "year": 2017,
            "title": "Manajemen Pegawai Negeri Sipil",
            "short_title": "PP 11/2017",
            "agency": self.agencies["kota"],
            "audience": Audience.CITY,
            **more,
        }
        return Details(**given)

    def regulation(self, **more: Any) -> Regulation:
        """PP 11/2017, with three passages."""
        return publish_pieces(PIECES, self.details(**more), by=self.ratna)

    def upload(self, data: bytes | None = None, name: str = "perwali.pdf") -> SimpleUploadedFile:
        """A file as a browser sends it."""
        return SimpleUploadedFile(name, papers.pdf(papers.PERWALI) if data is None else data)

    def received(
        self, data: bytes | None = None, *, by: Person | None = None, agency: Agency | None = None
    ) -> Document:
        """A document that waits to be read."""
        return actions.receive_document(
            self.upload(data),
            name="perwali.pdf",
            agency=agency or self.agencies["kota"],
            audience=Audience.CITY,
            by=by or self.ratna,
        )


@contextmanager
def without_tesseract() -> Iterator[None]:
    """As on a machine that has no reader of pictures."""
    with patch("sinau.knowledge.parsing.ocr.program", return_value=None):
        yield


FAKE = """#!/bin/sh
echo x >> "{folder}/calls"
if [ "$1" = "--list-langs" ]; then printf 'List of languages:\\nind\\n'; exit 0; fi
cat "{folder}/said.tsv"
"""


@contextmanager
def fake_tesseract(text: str, sure: int = 91) -> Iterator[Path]:
    """A program of that name on the PATH that reads the same lines from every picture."""
    rows = ["level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"]
    for line, words in enumerate(text.strip().splitlines()):
        left = 200
        for nth, word in enumerate(words.split()):
            wide = 22 * len(word)
            place = f"{left}\t{100 + 40 * line}\t{wide}\t30"
            rows.append(f"5\t1\t1\t1\t{line}\t{nth}\t{place}\t{sure}\t{word}")
            left += wide + 20
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "tesseract"
        program.write_text(FAKE.format(folder=folder))
        program.chmod(0o755)
        (Path(folder) / "said.tsv").write_text("\n".join(rows) + "\n")
        with patch.dict(os.environ, {"PATH": f"{folder}:{os.environ['PATH']}"}):
            yield Path(folder)
