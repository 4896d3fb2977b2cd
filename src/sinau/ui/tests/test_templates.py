"""Templates keep the house rules: documented, and free of inline style and script."""

import re
from pathlib import Path

from django.test import SimpleTestCase

SRC = Path(__file__).parents[3]
UI = SRC / "sinau/ui/templates/ui"
DOCS = SRC.parent / "docs/reference/components.md"

FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script without src": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>"),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx code that needs eval": re.compile(r"\bhx-(on|vals\s*=\s*[\"']js)"),
}


class TemplateTests(SimpleTestCase):
    def test_every_component_has_a_heading_in_the_docs(self) -> None:
        page = DOCS.read_text()
        components = sorted(UI.glob("*.html"))
        self.assertGreater(len(components), 40)
        for path in components:
            with self.subTest(path.name):
                self.assertIn(f"\n### {path.name}\n", page)

    def test_every_heading_in_the_docs_is_a_component(self) -> None:
        for name in re.findall(r"^### (\S+\.html)$", DOCS.read_text(), re.MULTILINE):
            with self.subTest(name):
                self.assertTrue((UI / name).is_file())

    def test_no_template_holds_inline_style_or_script(self) -> None:
        templates = sorted(SRC.glob("sinau/*/templates/**/*.html"))
        self.assertGreater(len(templates), 60)
        for path in templates:
            text = path.read_text()
            for what, pattern in FORBIDDEN.items():
                with self.subTest(f"{path.relative_to(SRC)}: {what}"):
                    self.assertIsNone(pattern.search(text))
