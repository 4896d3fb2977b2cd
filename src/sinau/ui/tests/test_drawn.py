"""What is plain is drawn once; what is not is drawn each time."""

from __future__ import annotations

from decimal import Decimal
from unittest.mock import patch

from django.template import Context, Template
from django.test import SimpleTestCase
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from sinau.ui.templatetags.drawn import LONGEST, kept


class IncludeTests(SimpleTestCase):
    """`include … only` of a component that shows its arguments and nothing else."""

    def setUp(self) -> None:
        kept.forget()
        self.template = Template('{% include "ui/tag.html" with label=word only %}')

    def draws(self, *words: object) -> int:
        """How many of these are drawn and not taken from what is kept."""
        with patch.object(kept, "get", wraps=kept.get) as asked:
            for word in words:
                self.template.render(Context({"word": word}))
            self.assertLessEqual(asked.call_count, len(words))
        return len(kept._drawn)

    def test_equal_words_are_drawn_once(self) -> None:
        self.assertEqual(self.draws("Draf", "Draf", "Terbit", gettext_lazy("Draf")), 2)

    def test_what_is_equal_but_looks_different_is_kept_apart(self) -> None:
        said = [
            self.template.render(Context({"word": word}))
            for word in (
                *(1, True, Decimal("1.0"), Decimal("1.00")),
                *("<b>1</b>", mark_safe("<b>1</b>")),
            )
        ]
        self.assertEqual(len(set(said)), 6, said)

    def test_what_is_written_without_escaping_is_kept_apart(self) -> None:
        """A letter in plain text leaves nothing behind for a page."""
        word = Context({"word": "<b>1</b>"})
        letter = Context({"word": "<b>1</b>"}, autoescape=False)
        self.assertIn("<b>1</b>", self.template.render(letter))
        self.assertNotIn("<b>1</b>", self.template.render(word))

    def test_each_language_has_its_own(self) -> None:
        word = gettext_lazy("Beranda")
        indonesian = self.template.render(Context({"word": word}))
        with override("en"):
            self.assertNotEqual(self.template.render(Context({"word": word})), indonesian)

    def test_long_texts_and_things_are_not_kept(self) -> None:
        self.assertEqual(self.draws("x" * (LONGEST + 1), object(), {"a": 1}), 0)

    def test_an_include_that_sees_the_page_is_drawn_each_time(self) -> None:
        template = Template('{% include "ui/tag.html" with label=word %}')
        template.render(Context({"word": "Draf"}))
        self.assertEqual(len(kept._drawn), 0)

    def test_it_forgets_everything_when_it_grows(self) -> None:
        with patch("sinau.ui.templatetags.drawn.MOST", 3):
            self.assertLessEqual(self.draws(*map(str, range(20))), 3)


class DrawnOnceTests(SimpleTestCase):
    def test_it_is_drawn_anew_for_other_values_only(self) -> None:
        template = Template('{% drawn_once "a" by %}{{ shown }}{% enddrawn_once %}')

        def said(by: object, shown: str) -> str:
            return template.render(Context({"by": by, "shown": shown}))

        self.assertEqual(said((1, 2), "pertama"), "pertama")
        self.assertEqual(said((1, 2), "kedua"), "pertama")
        self.assertEqual(said((1, 3), "ketiga"), "ketiga")
        with override("en"):
            self.assertEqual(said((1, 2), "fourth"), "fourth")
