"""The style sheet and the script are put together once and kept up to date."""

import re

from django.contrib.staticfiles import finders
from django.test import SimpleTestCase

from sinau.ui import bundle


class BundleTests(SimpleTestCase):
    def test_layers_come_first_and_in_order(self) -> None:
        css = bundle.styles()
        self.assertTrue(
            css.startswith("@layer reset, tokens, base, layout, components, utilities, print;")
        )
        seen = re.findall(r"^@layer (\w+) {", css, re.MULTILINE)
        self.assertEqual(seen, sorted(seen, key=bundle.LAYERS.index))

    def test_every_style_sheet_stands_in_a_layer(self) -> None:
        known = {path for _, path in bundle.style_files()}
        for folder in bundle._static_folders():
            for path in (folder / "css").rglob("*.css"):
                with self.subTest(path.name):
                    self.assertIn(path, known)

    def test_the_finder_serves_what_was_put_together(self) -> None:
        for name, compose in ((bundle.STYLES, bundle.styles), (bundle.SCRIPTS, bundle.scripts)):
            with self.subTest(name):
                place = finders.find(name)
                self.assertIsInstance(place, str)
                self.assertEqual(open(str(place)).read(), compose())  # noqa: PTH123, SIM115

    def test_braces_are_balanced_in_every_style_sheet(self) -> None:
        for _layer, path in bundle.style_files():
            with self.subTest(path.name):
                text = path.read_text()
                self.assertEqual(text.count("{"), text.count("}"))
