"""A projection built anew from the journal equals the old one."""

from django.test import TestCase

from sinau.journal.announcing import announce
from sinau.journal.delivering import retell
from sinau.journal.testing import tell_everyone
from sinau.journal.tests.lamps import LampLit, a_listening_house


class RetellTests(TestCase):
    def test_it_gives_the_same_state(self) -> None:
        with a_listening_house() as house:
            for lamp_id in (1, 2, 2, 5):
                announce(LampLit(lamp_id=lamp_id), by=None)
            tell_everyone()
            before = set(house.lit)
            house.lit.add(99)

            self.assertEqual(retell("journal.count_lamps"), 4)
            self.assertEqual(house.lit, before)
