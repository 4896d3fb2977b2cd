"""Everybody of the cast walks through the whole demo city: no dead link, no broken page."""

from __future__ import annotations

import re
from typing import ClassVar

from django.test import TestCase

from sinau.demo.seeding import seed
from sinau.people.cast import CAST
from sinau.people.models import Person
from tests.walking import Seen, walk

UNRENDERED = re.compile(r"\{\{|\{%|<lazy|&lt;Promise|None</|%\(\w+\)s")


class WalkTheCityTests(TestCase):
    cast: ClassVar[dict[str, Person]]

    @classmethod
    def setUpTestData(cls) -> None:
        seed()
        cls.cast = {key: Person.objects.get(nip=part.nip) for key, part in CAST.items()}

    def test_everybody_finds_every_door_they_are_shown_open(self) -> None:
        for key in CAST:
            pages = walk(self.cast[key])
            with self.subTest(key):
                self.assertGreater(len(pages), 20)
                shut = [
                    f"{p.url} ({p.status}) from {p.came_from}" for p in pages if p.status != 200
                ]
                self.assertEqual(shut, [])
                self.assertEqual([wrong for page in pages if (wrong := complaint(page))], [])

    def test_a_stranger_meets_only_public_pages_and_the_way_in(self) -> None:
        for page in walk(None, start="/masuk/"):
            with self.subTest(page.url):
                self.assertEqual(page.status, 200)
                self.assertEqual(complaint(page), "")


def complaint(page: Seen) -> str:
    """What is wrong with the page itself, in words."""
    if not page.text:
        return ""
    if left := UNRENDERED.search(re.sub(r"<(code|pre)\b.*?</\1>", "", page.text, flags=re.DOTALL)):
        return f"{page.url}: {left[0]!r} was left over"
    heads = len(re.findall(r"<h1\b", page.text))
    if heads != 1:
        return f"{page.url}: {heads} main headings"
    return ""
