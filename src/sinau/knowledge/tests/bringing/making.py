"""Files as other systems export them, made for the tests."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from sinau.knowledge.bringing import Bundle, Piece, read_bundle

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "fcffff3f030005fe02fea7c1d1b50000000049454e44ae426082"
)
WIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="id">
<siteinfo><sitename>Wiki Dinkes</sitename><base>https://wiki.example.go.id/wiki/Halaman_Utama</base>
<namespaces><namespace key="0" case="first-letter" /><namespace key="1">Pembicaraan</namespace>
<namespace key="6">Berkas</namespace><namespace key="10">Templat</namespace>
<namespace key="14">Kategori</namespace></namespaces></siteinfo>
%s</mediawiki>"""


def wiki_page(title: str, *texts: str, space: int = 0, redirect: str = "") -> str:
    """A page with one revision for each text."""
    to = f'<redirect title="{redirect}" />' if redirect else ""
    revisions = "".join(
        f"<revision><id>{nth}</id><timestamp>2024-0{nth}-01T00:00:00Z</timestamp>"
        f"<contributor><username>Penulis {nth}</username></contributor><model>wikitext</model>"
        f'<text xml:space="preserve">{text}</text></revision>'
        for nth, text in enumerate(texts, 1)
    )
    return f"<page><title>{title}</title><ns>{space}</ns><id>1</id>{to}{revisions}</page>"


def wiki(*pages: str) -> bytes:
    """A MediaWiki export."""
    return (WIKI % "".join(pages)).encode()


def packed(files: dict[str, bytes | str]) -> bytes:
    """A ZIP."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def bookstack(**page: Any) -> bytes:
    """A portable ZIP of a book with one chapter of two pages."""
    pages = [
        {
            "id": 40,
            "name": "Cara cuti",
            "priority": 1,
            "html": "",
            "markdown": "Lihat [[bsexport:page:41]]: [jam]([[bsexport:page:41]])\n\n"
            "![bagan]([[bsexport:image:7]])\n",
            "images": [{"id": 7, "name": "bagan", "file": "abc.png", "type": "gallery"}],
            "attachments": [
                {"id": 1, "name": "Formulir", "file": "def.pdf"},
                {"id": 2, "name": "Portal", "link": "https://example.go.id/cuti"},
            ],
            "tags": [{"name": "layanan", "value": "cuti"}],
            **page,
        },
        {"id": 41, "name": "Jam kerja", "priority": 2, "html": "<p>Tujuh <b>jam</b>.</p>"},
    ]
    book = {
        "id": 8,
        "name": "Kepegawaian",
        "description_html": "<p>Buku.</p>",
        "chapters": [{"id": 3, "name": "Cuti", "priority": 1, "pages": pages}],
        "pages": [],
        "tags": [],
    }
    data = {"instance": {"id": "abc", "version": "v25"}, "exported_at": "2026-01-01", "book": book}
    return packed({"data.json": json.dumps(data), "files/abc.png": PNG, "files/def.pdf": b"%PDF-"})


def read(content: bytes, name: str = "berkas.zip") -> Bundle:
    """The bundle in these bytes."""
    return read_bundle(io.BytesIO(content), name)


def pieces(bundle: Bundle, kind: str = "article") -> dict[str, Piece]:
    """The pieces of a kind by their key."""
    return {piece.key: piece for piece in bundle.pieces if piece.kind == kind}


def left(bundle: Bundle) -> dict[str, str]:
    """Why what was left behind was left."""
    return {p.path: p.reason.code for p in bundle.pieces if p.kind == "left" and p.reason}
