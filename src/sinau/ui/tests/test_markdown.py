"""What people write becomes safe, well-ordered HTML."""

from django.test import SimpleTestCase

from sinau.ui import markdown


class MarkdownTests(SimpleTestCase):
    def test_it_moves_headings_down_and_gives_them_anchors(self) -> None:
        self.assertIn('<h2 id="hak-cuti">Hak cuti</h2>', markdown.render("# Hak cuti"))
        self.assertIn('<h4 id="a-hak">Hak</h4>', markdown.render("# Hak", shift=3, prefix="a-"))

    def test_two_headings_with_the_same_words_get_two_anchors(self) -> None:
        html = markdown.render("# Syarat\n\n# Syarat")
        self.assertIn('id="syarat"', html)
        self.assertIn('id="syarat-2"', html)

    def test_headings_lists_what_render_shows(self) -> None:
        text = "# Satu\n\n## Dua"
        self.assertEqual(markdown.headings(text), [(2, "satu", "Satu"), (3, "dua", "Dua")])

    def test_html_is_shown_and_not_obeyed(self) -> None:
        for text in (
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[klik](javascript:alert(1))",
            "![x](data:text/html;base64,PHNjcmlwdD4=)",
            '<p style="color:red">x</p>',
        ):
            html = markdown.render(text)
            with self.subTest(text):
                self.assertNotIn("<script", html)
                self.assertNotIn("<img src=x", html)
                self.assertNotIn('href="javascript', html)
                self.assertNotIn('src="data', html)
                self.assertNotIn("<p style", html)

    def test_tables_scroll_and_align_without_style(self) -> None:
        html = markdown.render("| a | b |\n| :-- | --: |\n| 1 | 2 |")
        self.assertIn('<div class="table-scroll"', html)
        self.assertIn('class="align-right"', html)
        self.assertNotIn("style=", html)

    def test_footnotes_of_two_texts_do_not_meet(self) -> None:
        one = markdown.render("Isi[^1]\n\n[^1]: catatan", prefix="a-")
        two = markdown.render("Isi[^1]\n\n[^1]: catatan", prefix="b-")
        self.assertIn("fn-a-1", one)
        self.assertIn("fn-b-1", two)

    def test_links_to_elsewhere_give_nothing_away(self) -> None:
        self.assertIn('rel="noopener noreferrer"', markdown.render("[x](https://contoh.go.id)"))

    def test_plain_leaves_the_words(self) -> None:
        self.assertEqual(markdown.plain("## Hak\n\n**Cuti** & libur"), "Hak Cuti & libur")

    def test_lines_keep_paragraphs_items_and_rows_apart(self) -> None:
        text = "Satu\nbaris.\n\n- dua\n- **tiga**\n\n| a | b |\n|---|---|\n| 1 | 2 < 3 |\n"
        self.assertEqual(markdown.lines(text), "Satu baris.\ndua\ntiga\na · b\n1 · 2 < 3")

    def test_two_tables_of_one_page_are_told_apart(self) -> None:
        one = "| Bahan | **Alat** |\n|---|---|\n| a | b |\n\n"
        html = markdown.render(one + "| <Batas> | |\n|---|---|\n| c | d |\n\n" + one)
        self.assertIn('aria-label="Tabel Bahan, Alat, dapat digeser"', html)
        self.assertIn('aria-label="Tabel &lt;Batas&gt;, dapat digeser"', html)
        self.assertIn('aria-label="Tabel Bahan, Alat, dapat digeser (2)"', html)
