"""The searches of the demo city: everybody can be found, words are settled, what was sought is counted."""

from __future__ import annotations

from django.test import TestCase

from sinau.demo.seeding import seed
from sinau.people.cast import CAST
from sinau.people.models import Person
from sinau.search.finding import find_for
from sinau.search.looking import look_for
from sinau.search.models import Asked, Kind, SavedSearch, Wording
from sinau.search.wishes import Wish


class SeedSearchTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        seed()

    def test_people_search_keep_and_settle(self) -> None:
        self.assertGreaterEqual(Wording.objects.in_use().count(), 2)
        self.assertGreaterEqual(Asked.objects.recent().count(), 8)
        self.assertEqual(SavedSearch.objects.watched().count(), 2)

    def test_colleagues_services_and_communities_are_found(self) -> None:
        joko = Person.objects.get(nip=CAST["joko"].nip)
        kinds = {one.kind for one in find_for(joko, "Sari Lestari").finds}
        self.assertIn(Kind.PERSON, kinds)
        self.assertIn(Kind.SERVICE, {one.kind for one in find_for(joko, "layanan cuti").finds})
        self.assertIn(Kind.COMMUNITY, {one.kind for one in find_for(joko, "komunitas").finds})

    def test_what_is_private_of_a_colleague_is_not_in_the_index(self) -> None:
        sari = Person.objects.get(nip=CAST["sari"].nip)
        ratna = Person.objects.get(nip=CAST["ratna"].nip)
        self.assertFalse(look_for(ratna, Wish(sari.nip)).grouped)
