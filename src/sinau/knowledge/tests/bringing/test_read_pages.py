"""Folders of Markdown, HTML, papers and lists of links, and what BookStack exports."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from django.test import SimpleTestCase
from openpyxl import Workbook

from sinau.kernel import archives
from sinau.knowledge.bringing import Archive, Unreadable, pack_folder
from sinau.knowledge.tests.bringing.making import PNG, bookstack, left, packed, pieces, read

MARKDOWN = """---
title: Cara cuti
summary: Langkah cuti.
tags: [cuti, layanan]
legal_basis:
  - PP 11/2017 Pasal 312
---

# Cara cuti

Lihat [jam](../umum/jam.md#shift-malam) dan [luar](https://example.go.id).

![bagan](gambar/bagan.png)

```
[bukan](tautan.md)
```
"""


class PagesTests(SimpleTestCase):
    def test_front_matter_links_pictures_and_folders(self) -> None:
        bundle = read(
            packed(
                {
                    "wiki/cuti/cara.md": MARKDOWN,
                    "wiki/umum/jam.md": "# Jam kerja\n\nKembali ke [[cara]] dan [hilang](tidak-ada.md).",
                    "wiki/cuti/gambar/bagan.png": PNG,
                    "wiki/lepas.png": PNG,
                    "wiki/.DS_Store": "x",
                    "wiki/program.exe": "x",
                    "wiki/naskah.pdf": "%PDF-",
                }
            )
        )
        page, other = pieces(bundle)["cuti/cara.md"], pieces(bundle)["umum/jam.md"]
        self.assertEqual((page.title, page.summary), ("Cara cuti", "Langkah cuti."))
        self.assertEqual(page.topics, ["cuti", "layanan"])
        self.assertEqual(page.legal_basis, ["PP 11/2017 Pasal 312"])
        self.assertTrue(page.body.startswith("Lihat [jam](sinau-page:umum%2Fjam.md#shift-malam)"))
        self.assertIn("[bukan](tautan.md)", page.body)
        self.assertEqual(
            page.fields["pictures"], {"wiki/cuti/gambar/bagan.png": "wiki/cuti/gambar/bagan.png"}
        )
        self.assertEqual(other.title, "Jam kerja")
        self.assertEqual(other.topics, ["Umum"])
        self.assertEqual(other.body, "Kembali ke [cara](sinau-page:cuti%2Fcara.md) dan hilang.\n")
        self.assertEqual(list(pieces(bundle, "document")), ["naskah.pdf"])
        self.assertEqual(
            left(bundle),
            {
                ".DS_Store": "system-file",
                "program.exe": "unknown-kind",
                "wiki/lepas.png": "picture-unused",
            },
        )

    def test_html_is_read_without_its_scripts(self) -> None:
        page = (
            "<html><head><title>T</title></head><body><h1>Cuti</h1><script>x()</script>"
            "<p>Isi <b>penting</b> <a href='javascript:x'>j</a></p><ul><li>a<ul><li>b</li></ul></li></ul>"
            "<table><tr><th>A</th></tr><tr><td>1</td></tr></table></body></html>"
        )
        piece = pieces(read(page.encode(), "cuti.html"))["cuti.html"]
        self.assertEqual(piece.title, "Cuti")
        self.assertEqual(piece.body, "Isi **penting** j\n\n- a\n  - b\n\n| A |\n| --- |\n| 1 |\n")

    def test_front_matter_may_be_toml(self) -> None:
        text = '+++\ntitle = "Cuti"\ntags = ["a", "b"]\n+++\nIsi'
        piece = pieces(read(packed({"x/a.md": text, "y/b.md": "isi"})))["x/a.md"]
        self.assertEqual((piece.title, piece.topics, piece.body), ("Cuti", ["a", "b"], "Isi\n"))

    def test_front_matter_that_unfolds_is_left(self) -> None:
        text = "---\na: &a [x, x]\nb: [*a, *a]\n---\nIsi"
        self.assertEqual(
            left(read(packed({"a.md": text, "b.md": "isi"}))), {"a.md": "bad-front-matter"}
        )

    def test_a_sheet_of_links_names_the_bad_rows(self) -> None:
        book = Workbook()
        for row in (
            ["Judul", "Alamat", "Ringkasan", "Topik"],
            ["JDIH", "https://jdih.example.go.id", "Peraturan kota.", "hukum, arsip"],
            ["Rusak", "javascript:alert(1)", "", ""],
            ["Kembar", "https://jdih.example.go.id", "", ""],
            ["Tanpa alamat", "", "", ""],
        ):
            book.active.append(row)  # type: ignore[union-attr]
        kept = io.BytesIO()
        book.save(kept)
        bundle = read(kept.getvalue(), "tautan.xlsx")
        link = pieces(bundle, "link")["https://jdih.example.go.id"]
        self.assertEqual(link.body, "Peraturan kota.\n\n[JDIH](https://jdih.example.go.id)\n")
        self.assertEqual(link.topics, ["hukum", "arsip"])
        self.assertEqual(
            left(bundle),
            {
                "tautan.xlsx#3": "link-bad-address",
                "tautan.xlsx#4": "link-twice",
                "tautan.xlsx#5": "link-no-address",
            },
        )


class BookStackTests(SimpleTestCase):
    def test_the_portable_zip(self) -> None:
        bundle = read(bookstack())
        page = pieces(bundle)["page-40"]
        self.assertEqual(bundle.kind, "bookstack")
        self.assertEqual(page.topics, ["Kepegawaian", "Cuti", "layanan: cuti"])
        self.assertIn("[jam](sinau-page:page-41)", page.body)
        self.assertIn("- [Portal](https://example.go.id/cuti)", page.body)
        self.assertEqual(page.fields["pictures"], {"files/abc.png": "files/abc.png"})
        self.assertEqual(pieces(bundle)["page-41"].body, "Tujuh **jam**.\n")
        self.assertEqual(
            left(bundle),
            {
                "Kepegawaian": "bookstack-book",
                "Kepegawaian / Cuti / Cara cuti / Formulir": "attachment",
            },
        )

    def test_a_whole_book_in_one_html_file(self) -> None:
        text = (
            "<html><body><h1 style='font-size: 4.8em'>Kepegawaian</h1><div>"
            "<h1 id='chapter-3'>Cuti</h1><div class='chapter-hint'>Cuti</div>"
            "<h1 id='page-40'>Cara cuti</h1><p>Lihat <a href='#page-41'>jam</a>.</p>"
            "<h1 id='page-41'>Jam kerja</h1><p>Tujuh jam.</p></div></body></html>"
        )
        bundle = read(text.encode(), "buku.html")
        self.assertEqual(list(pieces(bundle)), ["page-40", "page-41"])
        self.assertEqual(pieces(bundle)["page-40"].body, "Lihat [jam](sinau-page:page-41).\n")
        self.assertEqual(pieces(bundle)["page-40"].topics, ["Kepegawaian", "Cuti"])


class HostileTests(SimpleTestCase):
    def refused(self, content: bytes, code: str, name: str = "a.zip") -> None:
        with self.assertRaises(Unreadable) as caught:
            read(content, name)
        self.assertEqual(caught.exception.code, code)

    def test_names_that_leave_the_folder(self) -> None:
        for name in ("../x.md", "a/../../x.md", "/etc/passwd", "C:/x", "a\\x.md", "a//b", ".."):
            with self.subTest(name):
                self.refused(packed({name: "x"}), "escapes")
        self.refused(packed({"a" * 300: "x"}), "bad-name")

    def test_links_bombs_locks_and_crowds(self) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as linked:
            info = zipfile.ZipInfo("a.md")
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            linked.writestr(info, "/etc/passwd")
        self.refused(made.getvalue(), "link")
        self.refused(packed({"a.md": b"\0" * (5 * 1024 * 1024)}), "bomb")
        with mock.patch.object(archives, "FILES_AT_MOST", 1):
            self.refused(packed({"a.md": "x", "b.md": "x"}), "too-many-files")
        locked = bytearray(packed({"a.md": "x"}))
        locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
        self.refused(bytes(locked), "locked")

    def test_a_name_that_is_no_text_before_the_file_itself(self) -> None:
        broken = bytearray(packed({"é.md": "isi"}))
        at = broken.index("é.md".encode())
        broken[at : at + 2] = b"\xff\xff"
        self.refused(bytes(broken), "broken")

    def test_files_that_are_something_else(self) -> None:
        self.refused(b"PK\x03\x04rusak", "not-zip")
        self.refused(b"apa saja", "unknown-file", "a.rar")
        self.refused(packed({}), "unknown-file", "a.zip")
        self.refused(packed({"data.json": '{"exported_at": 1, "book": [['}), "bookstack-broken")

    def test_a_folder_is_packed_without_links(self) -> None:
        with TemporaryDirectory() as folder:
            Path(folder, "a.md").write_text("isi")
            Path(folder, "rahasia").symlink_to("/etc")
            packed_folder = io.BytesIO()
            self.assertEqual(pack_folder(Path(folder), packed_folder), ["rahasia"])
            self.assertEqual(Archive(packed_folder).names, ["a.md"])
