"""What was verified once and is to be looked at again ranks below what is sound."""

from __future__ import annotations

from datetime import timedelta

from sinau.kernel.clock import today
from sinau.people.testing import CastTestCase
from sinau.search.finding import find_for
from sinau.search.models import Standing
from sinau.search.tests.notes import a_city_with_notes

TEXT = "Kendaraan dinas dipinjam dengan surat izin kepala bagian."


class UnsureTests(CastTestCase):
    def setUp(self) -> None:
        self.notes = self.enterContext(a_city_with_notes())
        self.better = self.notes.write(
            "Pinjam kendaraan dinas", "Surat izin kendaraan dinas.", TEXT, agency=self.bkpsdm
        )
        self.sound = self.notes.write(
            "Kendaraan", f"{TEXT} {'Lain-lain. ' * 30}", agency=self.bkpsdm
        )

    def found(self, words: str = "izin kendaraan dinas dipinjam") -> list[str]:
        finds = find_for(self.sari, words, near=True).finds
        return list(dict.fromkeys(one.source for one in finds))

    def test_an_overdue_page_stands_after_a_sound_one_that_holds_as_much(self) -> None:
        self.assertEqual(self.found(), [self.better, self.sound])
        self.notes.change(self.better, good_until=today() - timedelta(days=1))
        self.assertEqual(self.found(), [self.sound, self.better])
        self.notes.change(self.better, good_until=today() + timedelta(days=1))
        self.assertEqual(self.found(), [self.better, self.sound])

    def test_so_does_one_whose_basis_has_changed(self) -> None:
        self.notes.change(self.better, standing=Standing.DOUBTED)
        self.assertEqual(self.found(), [self.sound, self.better])

    def test_it_stays_first_where_nothing_sound_holds_as_much(self) -> None:
        self.notes.write("Sepeda", "Sepeda dipinjam siapa saja.", agency=self.bkpsdm)
        self.notes.change(self.better, standing=Standing.DOUBTED)
        self.notes.tear(self.sound)
        self.assertEqual(self.found()[0], self.better)
