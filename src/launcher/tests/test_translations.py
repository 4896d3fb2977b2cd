"""The guard over the second language: it finds what nobody marked or translated."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from unittest import mock

from launcher import translations


class TranslationsTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.source = self.root / "src" / "sinau"
        self.templates = self.source / "leave" / "templates" / "leave"
        self.templates.mkdir(parents=True)
        self.catalogue = self.source / "leave" / translations.CATALOGUE
        for name, value in {"ROOT": self.root, "SOURCE": self.source}.items():
            patch = mock.patch.object(translations, name, value)
            patch.start()
            self.addCleanup(patch.stop)

    def write(self, html: str) -> None:
        (self.templates / "index.html").write_text(html)

    def unmarked(self) -> list[str]:
        return [finding.text.rpartition(": ")[2] for finding in translations.unmarked()]

    def translate(self, message: str, words: str) -> None:
        text = self.catalogue.read_text()
        empty = f'msgid "{message}"\nmsgstr ""'
        assert empty in text
        self.catalogue.write_text(text.replace(empty, f'msgid "{message}"\nmsgstr "{words}"'))

    def test_it_finds_words_that_nobody_marked(self) -> None:
        for html, words in {
            "<p>Ajukan cuti</p>": "'Ajukan cuti'",
            '<a title="Buka riwayat" href="/x">{{ x }}</a>': "'Buka riwayat'",
            '<img alt="Peta kota">': "'Peta kota'",
            '{% include "ui/button.html" with label="Kirim" only %}': "'Kirim'",
        }.items():
            with self.subTest(html):
                self.write(html)
                self.assertEqual(self.unmarked(), [words])

    def test_it_is_content_with_what_is_marked_or_needs_no_translation(self) -> None:
        for html in (
            '{% translate "Ajukan cuti" %}',
            "{% blocktranslate %}Ajukan {{ n }} hari{% endblocktranslate %}",
            '{% include "ui/button.html" with label=_("Kirim") icon="send" only %}',
            "{# Sebuah komentar #}{% comment %}Satu lagi{% endcomment %}",
            "<script>let kata = 1</script><code>./sinau run</code>",
            '<span lang="en">English</span><b translate="no">Sari <i>Lestari</i></b>',
            "{{ leave.days }} JP, 12,5 % · NIP",
            "{% block body_class %}shell--public{% endblock %}",
            "{# not for translation: shown to builders #}<p>Contoh</p>",
        ):
            with self.subTest(html):
                self.write(html)
                self.assertEqual(self.unmarked(), [])

    def test_it_finds_an_f_string_in_a_translation(self) -> None:
        (self.source / "leave" / "forms.py").write_text('x = _(f"Cuti {days} hari")\n')
        self.assertEqual(len(list(translations.unmarked())), 1)

    def test_every_message_needs_a_translation_with_the_same_names(self) -> None:
        self.write(
            '{% load i18n %}{% translate "Ajukan" %}{% blocktranslate %}{{ n }} hari{% endblocktranslate %}'
        )
        self.assertEqual(translations.update(), 2)
        self.translate("Ajukan", "Apply")
        self.translate("%(n)s hari", "%(m)s days")
        self.assertIn("tidak cocok", next(translations.untranslated()).text)
        text = self.catalogue.read_text()
        self.catalogue.write_text(text.replace("%(m)s", "%(n)s"))
        self.assertEqual(list(translations.untranslated()), [])

    def test_an_update_keeps_translations_and_changes_nothing_else(self) -> None:
        self.write('{% load i18n %}{% translate "Ajukan" %}')
        translations.update()
        self.translate("Ajukan", "Apply")
        translations.update()
        first = self.catalogue.read_text()
        self.assertIn('msgstr "Apply"', first)
        translations.update()
        self.assertEqual(self.catalogue.read_text(), first)

    def test_it_compiles_only_what_has_changed(self) -> None:
        self.write('{% load i18n %}{% translate "Ajukan" %}')
        translations.update()
        self.assertTrue(translations.is_stale(self.catalogue))
        translations.compile_all()
        self.assertFalse(translations.is_stale(self.catalogue))
