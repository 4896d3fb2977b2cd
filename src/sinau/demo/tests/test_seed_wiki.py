"""The demo shows a wiki on its way in."""

from __future__ import annotations

from django.test import TestCase

from sinau.demo import people
from sinau.demo.city import City
from sinau.demo.wiki import seed
from sinau.kernel.clock import today
from sinau.knowledge.models import Bringing


class SeedWikiTests(TestCase):
    def test_an_export_waits_for_its_curator(self) -> None:
        city = City(today=today())
        people.seed(city)
        seed(city)
        bringing = Bringing.objects.get()
        self.assertEqual(bringing.state, "waiting")
        self.assertEqual(
            list(bringing.items.values_list("verdict", flat=True)), ["new", "new", "left", "left"]
        )
