"""Who has to act is told, and who asked hears what was decided."""

from __future__ import annotations

from sinau.inbox.models import Notice
from sinau.journal.testing import tell_everyone
from sinau.people.models import Person
from sinau.planning.actions.needs import confirm_needs, propose_need
from sinau.planning.testing import YEAR, PlanningTestCase


class TellTests(PlanningTestCase):
    def titles(self, person: Person) -> list[str]:
        return [notice.title for notice in Notice.objects.visible_to(person)]

    def test_the_supervisor_hears_of_a_need_and_the_person_of_the_word(self) -> None:
        need = propose_need(self.sari, self.literacy, year=YEAR, by=self.sari)
        tell_everyone()
        self.assertIn(
            "Sari Lestari mengusulkan kebutuhan belajar “Mengenal AI”", self.titles(self.bayu)
        )
        confirm_needs([need], by=self.bayu)
        tell_everyone()
        self.assertIn(
            "Kebutuhan belajar “Mengenal AI” dibenarkan atasan Anda", self.titles(self.sari)
        )
        self.assertEqual(self.titles(self.joko), [])
