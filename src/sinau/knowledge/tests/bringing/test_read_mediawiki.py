"""MediaWiki exports become Markdown, and whatever does not come along is named."""

from __future__ import annotations

import gzip

from django.test import SimpleTestCase

from sinau.knowledge.bringing import Unreadable
from sinau.knowledge.bringing.wikitext import Names, to_markdown
from sinau.knowledge.tests.bringing.making import left, packed, pieces, read, wiki, wiki_page

NAMES = Names({"berkas": 6, "kategori": 14})


class WikitextTests(SimpleTestCase):
    def body(self, text: str) -> str:
        return to_markdown(text, NAMES).body.strip()

    def test_headings_and_lists(self) -> None:
        self.assertEqual(
            self.body("== Cara ==\nIsi\n* a\n** b\n# c"), "## Cara\n\nIsi\n\n- a\n  - b\n1. c"
        )
        self.assertEqual(self.body("; istilah : arti"), "- **istilah**: arti")

    def test_bold_italic_and_signs_that_are_only_words(self) -> None:
        self.assertEqual(
            self.body("'''a ''b''''' 5 * 3 a_b [x] &lt;i"), "**a *b*** 5 \\* 3 a_b \\[x\\] \\<i"
        )

    def test_links_inside_and_outside(self) -> None:
        self.assertEqual(
            self.body("[[jam kerja#Shift malam|jam]] [http://x.id/a situs] [[#Cara]]"),
            "[jam](sinau-page:Jam%20kerja#shift-malam) [situs](http://x.id/a) [Cara](#cara)",
        )
        self.assertEqual(self.body("[javascript:alert(1) x]"), "\\[javascript:alert(1) x\\]")

    def test_tables_keep_their_cells_and_say_what_was_flattened(self) -> None:
        made = to_markdown('{|\n|+ Hak\n! A !! B\n|-\n| 1 || 2|3\n|-\n| colspan="2" | x\n|}', NAMES)
        self.assertIn("**Hak**\n\n| A | B |\n| --- | --- |\n| 1 |", made.body)
        self.assertEqual([remark.code for remark in made.remarks], ["spans-flattened"])

    def test_templates_are_dropped_by_name_and_number(self) -> None:
        made = to_markdown("{{Kotak|a={{Isi}}}} x {{Kotak}}", NAMES)
        self.assertEqual(made.body.strip(), "x")
        self.assertEqual(made.remarks[0].params, {"names": "{{Kotak}} (2×)"})

    def test_notes_code_and_categories(self) -> None:
        made = to_markdown(
            'A<ref name="p">PP 11</ref> b<ref name="p" />\n<pre>x *y*</pre>\n[[Kategori:Cuti]]__TOC__',
            NAMES,
        )
        self.assertEqual(made.body, "A[^1] b[^1]\n\n```\nx *y*\n```\n\n[^1]: PP 11\n")
        self.assertEqual(made.topics, ["Cuti"])

    def test_pictures_wait_for_their_file(self) -> None:
        self.assertEqual(
            self.body("[[Berkas:foto x.png|thumb|200px|Sebuah foto]]"),
            "![Sebuah foto](sinau-file:Foto%20x.png)",
        )


class ExportTests(SimpleTestCase):
    def test_the_last_text_and_all_authors(self) -> None:
        bundle = read(wiki(wiki_page("Cuti", "lama sekali", "yang baru")), "wiki.xml")
        page = pieces(bundle)["Cuti"]
        self.assertEqual((bundle.kind, bundle.origin), ("mediawiki", "wiki.example.go.id"))
        self.assertEqual(page.body, "yang baru\n")
        self.assertEqual(page.fields["authors"], ["Penulis 1", "Penulis 2"])
        self.assertEqual(page.fields["author"], "Penulis 2")
        self.assertEqual(page.fields["url"], "https://wiki.example.go.id/wiki/Cuti")
        self.assertEqual(page.remarks[-1].params, {"count": 2})

    def test_everything_else_is_named_with_its_reason(self) -> None:
        bundle = read(
            wiki(
                wiki_page("Cuti", "isi"),
                wiki_page("Libur", "#ALIH [[Cuti]]", redirect="Cuti"),
                wiki_page("Pembicaraan:Cuti", "apa", space=1),
                wiki_page("Berkas:Foto.png", "foto", space=6),
                wiki_page("Templat:Kotak", "x", space=10),
                wiki_page("Kategori:Cuti", "x", space=14),
                wiki_page("Kosong", " "),
            ),
            "wiki.xml",
        )
        self.assertEqual(
            left(bundle),
            {
                "Libur": "wiki-redirect",
                "Pembicaraan:Cuti": "wiki-talk",
                "Berkas:Foto.png": "wiki-file",
                "Templat:Kotak": "wiki-template",
                "Kategori:Cuti": "wiki-category",
                "Kosong": "empty",
            },
        )
        self.assertEqual(bundle.aliases, {"Libur": "Cuti"})

    def test_packed_exports_are_read_too(self) -> None:
        export = wiki(wiki_page("Cuti", "isi"))
        self.assertIn("Cuti", pieces(read(gzip.compress(export), "wiki.xml.gz")))
        self.assertIn("Cuti", pieces(read(packed({"dump.xml": export}))))

    def test_entity_bombs_and_broken_files_are_refused(self) -> None:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><mediawiki>&b;</mediawiki>'
        for content, code in (
            (bomb, "xml-entities"),
            (b"<mediawiki><page>", "xml-broken"),
            (b"<rss></rss>", "not-mediawiki"),
            (b"<mediawiki></mediawiki>", "wiki-empty"),
        ):
            with self.subTest(code), self.assertRaises(Unreadable) as caught:
                read(content, "wiki.xml")
            self.assertEqual(caught.exception.code, code)
