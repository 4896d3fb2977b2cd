"""Everybody of the cast walks through the whole demo city: no dead link, no broken page."""

from __future__ import annotations

import re
from typing import ClassVar

from django.test import Client, TestCase
from django.utils.html import escape

from sinau.communities.models import Conversation
from sinau.demo.seeding import seed
from sinau.innovation.models import Idea, Plan
from sinau.knowledge.models import Article
from sinau.people.cast import CAST
from sinau.people.models import Person
from sinau.personnel.models import LeaveRequest
from sinau.risk.models import Risk
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

    def test_the_outsider_meets_nothing_of_others_on_any_page_or_search(self) -> None:
        joko = self.cast["joko"]
        secrets = secrets_from(joko)
        self.assertGreater(len(secrets), 20, "there is something to hide")
        pages = walk(joko, at_most=800)
        leaks = [(page.url, s) for page in pages for s in secrets if escape(s) in page.text]
        self.assertEqual(leaks, [])
        client = Client()
        client.force_login(joko)
        for secret in (words for words in secrets if words.count(" ") > 1):
            # Backwards: it would still be found, and the question on the page is not the secret.
            asked = " ".join(reversed(secret.split()))
            found = client.get("/cari/", {"q": asked}).content.decode()
            hint = client.get("/cari/saran/", {"q": asked}).content.decode()
            with self.subTest(secret):
                self.assertNotIn(escape(secret), found + hint)

    def test_a_stranger_meets_only_public_pages_and_the_way_in(self) -> None:
        for page in walk(None, start="/masuk/"):
            with self.subTest(page.url):
                self.assertEqual(page.status, 200)
                self.assertEqual(complaint(page), "")


def secrets_from(person: Person) -> list[str]:
    """Sentences of the city that this person may not see, from every room that has any."""
    hidden: list[str] = []
    for model, field in (
        (Article, "title"),
        (Conversation, "title"),
        (LeaveRequest, "number"),
        (Risk, "event"),
    ):
        seen = model.objects.visible_to(person).values("pk")  # type: ignore[attr-defined]
        hidden += model.objects.exclude(pk__in=seen).values_list(field, flat=True)
    # What is in use stands in the public register, for everybody.
    open_plans = Idea.objects.inside(person) | Idea.objects.in_use()
    hidden += Plan.objects.exclude(idea__in=open_plans.values("pk")).values_list(
        "purpose", flat=True
    )
    # A short title may stand elsewhere by chance; a whole sentence does not.
    return sorted({words for words in hidden if len(words) > 10})


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
