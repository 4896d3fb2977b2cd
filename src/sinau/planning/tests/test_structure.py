"""Write the structure and seat people in it."""

from __future__ import annotations

from datetime import timedelta

from sinau.kernel.clock import today
from sinau.planning.actions.structure import (
    AlreadySeated,
    OrganInCircle,
    OrganStillHolds,
    SeatEndsBeforeItBegan,
    close_organ,
    end_seat,
    give_seat,
    write_organ,
)
from sinau.planning.models import Seat
from sinau.planning.testing import PlanningTestCase


class StructureTests(PlanningTestCase):
    def seat(self) -> Seat:
        seat = Seat(organ=self.academy, person=self.agung, title="Ketua", starts_on=today())
        return give_seat(seat, by=self.wulan)

    def test_an_organ_is_renamed_and_never_below_itself(self) -> None:
        self.academy.name = "Akademi Kota Cerdas"
        write_organ(self.academy, by=self.wulan)
        self.council.parent = self.academy
        with self.assertRaises(OrganInCircle):
            write_organ(self.council, by=self.wulan)

    def test_a_person_has_one_open_seat_in_an_organ(self) -> None:
        seat = self.seat()
        with self.assertRaises(AlreadySeated):
            self.seat()
        with self.assertRaises(SeatEndsBeforeItBegan):
            end_seat(seat, ends_on=today() - timedelta(days=1), by=self.wulan)
        end_seat(seat, ends_on=today(), by=self.wulan)
        end_seat(seat, ends_on=today(), by=self.wulan)
        self.assertEqual(self.seat().title, "Ketua")

    def test_what_others_stand_on_is_not_dissolved(self) -> None:
        self.seat()
        with self.assertRaises(OrganStillHolds):
            close_organ(self.council, reason="Perubahan", by=self.wulan)
        close_organ(self.academy, reason="Digabung", by=self.wulan)
        self.assertFalse(Seat.objects.filter(ends_on=None).exists())
        close_organ(self.council, reason="Perubahan", by=self.wulan)
