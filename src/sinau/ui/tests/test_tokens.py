"""Every pair of colours that meets on a page can be told apart, by day and by night."""

import re
from pathlib import Path

from django.test import SimpleTestCase

CSS = Path(__file__).parent.parent / "static/ui"
BRANDS = sorted((CSS / "brand").glob("*.css"))

GROUNDS = ("ground", "surface", "sunken", "raised", "hover")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("text", "text-soft", "text-quiet") for ground in GROUNDS),
    *((ink, g) for ink in ("action", "earned", "good", "wait", "bad", "info") for g in GROUNDS),
    *((tone, f"{tone}-soft") for tone in ("action", "earned", "good", "wait", "bad", "info")),
    *(("text", f"{tone}-soft") for tone in ("action", "earned", "good", "wait", "bad", "info")),
    *(("text-soft", f"{tone}-soft") for tone in ("good", "earned")),
    ("text-quiet", "earned-soft"),
    ("action-hover", "action-soft"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-bad", "bad"),
    ("on-bad", "bad-hover"),
    ("on-brand", "brand-ground"),
    *((f"on-heat-{level}", f"heat-{level}") for level in range(1, 6)),
]
CONTROL_PAIRS = [
    *((line, ground) for line in ("control-line", "action", "focus", "bad") for ground in GROUNDS),
    *((mark, ground) for mark in ("action", "earned-fill", "bad") for ground in GROUNDS),
    ("earned-fill", "earned-soft"),
    ("action", "line"),
]


def _declarations(path: Path) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", path.read_text()))


def _palette(brand: Path, theme: str) -> dict[str, str]:
    """Every token of a theme as #rrggbb."""
    raw = _declarations(CSS / "css/tokens/primitive.css")
    raw |= _declarations(CSS / "css/tokens/semantic.css") | _declarations(brand)

    def resolve(value: str) -> str:
        value = value.strip()
        both = re.fullmatch(r"light-dark\((.+?\)?),\s*(.+)\)", value)
        if both:
            return resolve(both.group(1 if theme == "light" else 2))
        named = re.fullmatch(r"var\(--([\w-]+)\)", value)
        return resolve(raw[named.group(1)]) if named else value

    return {name: resolve(value) for name, value in raw.items()}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class ContrastTests(SimpleTestCase):
    def _check(self, pairs: list[tuple[str, str]], least: float) -> None:
        self.assertTrue(BRANDS)
        for brand in BRANDS:
            for theme in ("light", "dark"):
                palette = _palette(brand, theme)
                for front, back in pairs:
                    with self.subTest(brand=brand.stem, theme=theme, front=front, back=back):
                        self.assertGreaterEqual(contrast(palette[front], palette[back]), least)

    def test_words_can_be_read(self) -> None:
        self._check(TEXT_PAIRS, 4.5)

    def test_controls_and_marks_can_be_seen(self) -> None:
        self._check(CONTROL_PAIRS, 3)

    def test_the_heat_gets_steadily_stronger_without_colour(self) -> None:
        for theme in ("light", "dark"):
            palette = _palette(BRANDS[0], theme)
            steps = [_luminance(palette[f"heat-{level}"]) for level in range(1, 6)]
            with self.subTest(theme):
                self.assertEqual(steps, sorted(steps, reverse=theme == "light"))

    def test_components_use_semantic_tokens_only(self) -> None:
        primitive = set(_declarations(CSS / "css/tokens/primitive.css"))
        free = {name for name in primitive if name.startswith(("space-", "size-"))}
        for path in sorted((CSS / "css").rglob("*.css")):
            if path.parent.name == "tokens":
                continue
            used = set(re.findall(r"var\(--([\w-]+)", path.read_text()))
            with self.subTest(path.name):
                self.assertEqual(used & (primitive - free), set())
                self.assertEqual(
                    re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text().replace("#000", "")), []
                )
